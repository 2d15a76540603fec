"""GET /v1/passages/{id}."""

from collections.abc import Callable

import httpx

from service.library import Library

Call = Callable[..., httpx.Response]


def test_the_url_of_a_citation_leads_to_its_passage(reading: Call, belgium: Library) -> None:
    passage = belgium.ask("Who leads the precariousness plan?").passages[0]
    view = reading("GET", passage.citation.url).json()
    assert view["passage"]["text"] == passage.text
    assert view["passage"]["citation"]["in_text"] == passage.citation.in_text


def test_neighbours_lead_on(reading: Call, belgium: Library) -> None:
    view = reading("GET", belgium.ask("Who leads the precariousness plan?").passages[0].citation.url).json()
    following = reading("GET", f"/v1/passages/{view['next']}").json()
    assert following["previous"] == view["passage"]["id"]
