"""The application around its routes."""

import re
from collections.abc import Callable

import httpx

Call = Callable[..., httpx.Response]


def test_the_documentation_needs_no_other_host(reading: Call) -> None:
    links = re.findall(r"""(?:src|href)=["']([^"']+)["']""", reading("GET", "/docs").text)
    assert links
    assert all(reading("GET", link).status_code == 200 and link.startswith("http://test/") for link in links)


def test_the_root_leads_to_the_documentation(reading: Call) -> None:
    answer = reading("GET", "/")
    assert answer.is_redirect
    assert answer.headers["location"].endswith("/docs")
