"""The schema: complete, with examples that work."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from service.http.app import create_app
from service.http.problems import MEDIA_TYPE
from service.library import Library

Call = Callable[..., httpx.Response]
SCHEMA: dict[str, Any] = create_app(Library.open("nowhere")).openapi()


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in SCHEMA["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _examples() -> Iterator[tuple[str, str, Any]]:
    for method, path, operation in _operations():
        content = operation.get("requestBody", {}).get("content", {})
        for example in content.get("application/json", {}).get("examples", {}).values():
            yield method, path, example["value"]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from _references(value)
    if isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_is_served(reading: Call) -> None:
    assert reading("GET", "/openapi.json").json() == SCHEMA
    assert reading("GET", "/docs").status_code == 200


def test_has_the_routes() -> None:
    assert [(method, path) for method, path, _ in _operations()] == [
        ("POST", "/v1/ask"),
        ("POST", "/v1/search"),
        ("GET", "/v1/documents"),
        ("GET", "/v1/documents/{document}"),
        ("GET", "/v1/documents/{document}/sections"),
        ("GET", "/v1/documents/{document}/references"),
        ("GET", "/v1/documents/{document}/file"),
        ("GET", "/v1/passages/{passage}"),
        ("GET", "/v1/passages/{passage}/regions"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
    ]


def test_every_reference_leads_somewhere() -> None:
    components = SCHEMA["components"]["schemas"]
    assert {reference.removeprefix("#/components/schemas/") for reference in _references(SCHEMA)} == set(components)


def test_every_operation_is_described() -> None:
    for method, path, operation in _operations():
        assert operation["summary"], path
        assert operation["tags"], path
        (success,) = operation["responses"]["200"]["content"].values()
        assert success["schema"], (method, path)


def test_every_error_is_a_problem() -> None:
    for _, path, operation in _operations():
        errors = {status: answer for status, answer in operation["responses"].items() if status != "200"}
        assert "default" in errors, path
        for status, answer in errors.items():
            assert list(answer["content"]) == [MEDIA_TYPE], (path, status)
            assert set(answer["content"][MEDIA_TYPE]["schema"]["required"]) == {"type", "title", "status", "detail"}


def test_bodies_name_their_limits_and_refuse_unknown_keys() -> None:
    ask = SCHEMA["components"]["schemas"]["AskRequest"]
    assert ask["additionalProperties"] is False
    assert (ask["properties"]["question"]["maxLength"], ask["properties"]["k"]["maximum"]) == (4000, 200)
    assert SCHEMA["components"]["schemas"]["FiltersBody"]["additionalProperties"] is False


def test_every_body_has_examples() -> None:
    with_body = {path for _, path, operation in _operations() if "requestBody" in operation}
    assert {path for _, path, _ in _examples()} == with_body == {"/v1/ask", "/v1/search"}


@pytest.mark.parametrize(("method", "path", "body"), [*_examples()])
def test_the_examples_work(reading: Call, method: str, path: str, body: Any) -> None:
    response = reading(method, path, json=body)
    assert response.status_code == 200
    assert response.json().get("passages") or response.json().get("hits")
