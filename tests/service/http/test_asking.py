"""POST /v1/ask and /v1/search."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import httpx
import pytest

from service.library import Library

Call = Callable[..., httpx.Response]
QUESTION = "What did Flanders do on quality assurance?"


def _same(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "took_ms"}


def _plain(value: Any) -> Any:
    """Tuples as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(
    "body",
    [
        {"question": QUESTION},
        {"question": QUESTION, "k": 2, "filters": {"section": ["2"], "country": ["Belgium"], "year": {"from": 2020}}},
        {"question": "3 425 bonuses", "filters": {"country": ["FR"]}},
    ],
)
def test_answers_as_python_does(reading: Call, belgium: Library, body: dict[str, Any]) -> None:
    response = reading("POST", "/v1/ask", json=body)
    assert response.status_code == 200
    expected = belgium.ask(body["question"], body.get("k", 5), body.get("filters"))
    assert _same(response.json()) == _same(_plain(asdict(expected)))
    assert list(response.json()) == list(asdict(expected))


@pytest.mark.parametrize("options", [{}, {"k": 2, "offset": 1, "mode": "lexical", "explain": True}])
def test_searches_as_python_does(reading: Call, belgium: Library, options: dict[str, Any]) -> None:
    response = reading("POST", "/v1/search", json={"query": "dual learning premium", **options})
    assert response.status_code == 200
    expected = belgium.search("dual learning premium", **options)
    assert _same(response.json()) == _same(_plain(asdict(expected)))


def test_an_abstention_is_a_success(reading: Call) -> None:
    response = reading("POST", "/v1/ask", json={"question": QUESTION, "filters": {"year": {"to": 2000}}})
    assert response.status_code == 200
    assert not response.json()["answered"]
    assert isinstance(response.json()["abstention"], str)
