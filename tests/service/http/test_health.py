"""Health and readiness."""

from collections.abc import Callable

import httpx

Call = Callable[..., httpx.Response]


def test_is_alive(reading: Call) -> None:
    assert reading("GET", "/healthz").json() == {"status": "ok"}


def test_is_ready(reading: Call) -> None:
    ready = reading("GET", "/readyz").json()
    assert (ready["status"], ready["documents"], ready["model"]) == ("ready", 1, "hashing")
    assert ready["generation"] > 0
