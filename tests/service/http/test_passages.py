"""GET /v1/passages/{id}."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

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


def test_regions_of_a_passage_and_of_a_quote(http: Call, small: Library, write_pdf: Callable[..., Path]) -> None:
    report = small.ingest([write_pdf("rye.pdf", "Rye grows in the north.", "Oats grow in the west.")]).files[0]
    (_, passage) = small.passages(str(report.document))
    (region,) = http("GET", f"/v1/passages/{passage.id}/regions").json()
    assert {key: region[key] for key in ("page", "width", "height")} == {"page": 2, "width": 400, "height": 300}
    (whole,) = region["rectangles"]
    assert whole["left"] == 20
    assert whole["top"] < 100 < whole["bottom"]
    quote = {"start": passage.text.index("grow"), "end": passage.text.index(" in")}
    (quoted,) = http("GET", f"/v1/passages/{passage.id}/regions", params=quote).json()[0]["rectangles"]
    assert whole["left"] < quoted["left"] < quoted["right"] < whole["right"]


def test_a_text_without_pages_covers_none(reading: Call, belgium: Library) -> None:
    passage = belgium.ask("Who leads the precariousness plan?").passages[0].id
    assert reading("GET", f"/v1/passages/{passage}/regions").json() == []


@pytest.mark.parametrize("span", [{"end": 9999}, {"start": 5, "end": 5}, {"start": -1}])
def test_offsets_outside_the_passage_are_refused(reading: Call, belgium: Library, span: dict[str, int]) -> None:
    passage = belgium.ask("Who leads the precariousness plan?").passages[0].id
    response = reading("GET", f"/v1/passages/{passage}/regions", params=span)
    assert response.status_code == 422
    assert "start" in response.json()["detail"]
