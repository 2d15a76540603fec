"""Every error is a problem of RFC 9457 that says what to do."""

import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from index.embedding.embedder import Embedder
from index.locking import writer_lock
from ingest import errors
from service.http.app import create_app
from service.http.problems import status_of
from service.library import Library

Call = Callable[..., httpx.Response]
URN = "urn:pincite:problem:"


def _assert_problem(response: httpx.Response, status: int, kind: str, detail: str) -> None:
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert list(problem) == ["type", "title", "status", "detail"]
    assert (response.status_code, problem["status"], problem["type"]) == (status, status, kind)
    assert problem["title"] == HTTPStatus(status).phrase
    assert detail in problem["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "detail"),
    [
        ({"question": ""}, "UsageError", "the question is empty; ask in a few words"),
        ({"question": "  "}, "UsageError", "the question is empty; ask in a few words"),
        ({"question": "x" * 100_000}, "UsageError", "100,000 characters; the limit is 4,000. Ask in fewer words"),
        ({"question": "x", "k": 0}, "UsageError", "k is 0; it must be from 1 to 200."),
        ({"question": "x", "k": 10_000}, "UsageError", "k is 10,000; it must be from 1 to 200."),
        ({"question": "x", "k": "5"}, "InvalidRequest", "k must be a whole number. See /docs"),
        ({"question": "x", "k": True}, "InvalidRequest", "k must be a whole number."),
        ({"question": "x", "k": 1.5}, "InvalidRequest", "k must be a whole number."),
        ({"question": 5}, "InvalidRequest", "question must be text."),
        ({"question": None}, "InvalidRequest", "question must be text."),
        ({}, "InvalidRequest", "question is missing."),
        ([], "InvalidRequest", "the body must be an object."),
        ("text", "InvalidRequest", "the body must be an object."),
        ({"question": "x", "kk": 5}, "InvalidRequest", "kk is not known here; remove it or correct its name."),
        ({"question": "x", "filters": None}, "UsageError", "filters must be an object."),
        ({"question": "x", "filters": {"colour": ["a"]}}, "UnknownFilter", "unknown filter 'colour'; the filters are"),
        ({"question": "x", "filters": {"entity": ["Flanderz"]}}, "UsageError", "'Flanderz' is not known"),
        ({"question": "x", "filters": {"country": ["Atlantis"]}}, "UsageError", "'Atlantis' is not a country"),
        ({"question": "x", "filters": {"document": ["no"]}}, "UsageError", "no document 'no' in this library"),
        ({"question": "x", "filters": {"year": {"from": 2, "to": 1}}}, "UsageError", "must be at least 1000"),
        ({"question": "x", "\ud800": 1}, "InvalidRequest", "the body must be valid Unicode"),
        ({"question": "\ud800 x"}, "UsageError", "not UTF-8"),
        ({"question": "x", "filters": {"section": ["\ud800"]}}, "UsageError", "must be valid Unicode"),
    ],
)
def test_a_body_that_cannot_be_used(http: Call, body: Any, kind: str, detail: str) -> None:
    response = http("POST", "/v1/ask", content=json.dumps(body), headers={"content-type": "application/json"})
    _assert_problem(response, 422, URN + kind, detail)


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"mode": "fuzzy"}, "mode must be one of 'hybrid', 'dense' or 'lexical'"),
        ({"offset": -1}, "offset is -1; it must be from 0 to 10,000."),
        ({"explain": "yes"}, "explain must be true or false"),
        ({"question": "x"}, "question is not known here"),
    ],
)
def test_a_search_that_cannot_be_used(http: Call, change: dict[str, Any], detail: str) -> None:
    response = http("POST", "/v1/search", json={"query": "x", **change})
    assert response.status_code == 422
    assert detail in response.json()["detail"]


def test_refuses_with_the_same_sentence_as_python(http: Call, small: Library) -> None:
    for question, filters in (("", {}), ("x", {"entity": ["a"]}), ("x", {"year": "2023"}), ("x", {"country": 5})):
        response = http("POST", "/v1/ask", json={"question": question, "filters": filters})
        with pytest.raises(errors.UsageError) as caught:
            small.ask(question, filters=filters)
        assert response.json()["detail"] == str(caught.value)
        assert response.json()["type"] == URN + type(caught.value).__name__


def test_malformed_json(http: Call) -> None:
    response = http("POST", "/v1/ask", content='{"question": ', headers={"content-type": "application/json"})
    _assert_problem(response, 400, f"{URN}InvalidJson", "the body is not JSON (Expecting value at character 13)")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_wrong_content_type(http: Call, media_type: str | None) -> None:
    headers = {"content-type": media_type} if media_type else {}
    response = http("POST", "/v1/ask", content='{"question": "x"}', headers=headers)
    _assert_problem(response, 415, f"{URN}UnsupportedMediaType", "send it with the header Content-Type: application/")


LARGE = json.dumps({"question": "x", "filters": {"section": ["2"] * 300_000}}).encode()


async def _in_pieces() -> AsyncIterator[bytes]:
    """Without a length that is stated before."""
    for at in range(0, len(LARGE), 65_536):
        yield LARGE[at : at + 65_536]


@pytest.mark.parametrize("content", [LARGE, _in_pieces])
def test_a_body_that_is_too_large(http: Call, content: Any) -> None:
    sent = content() if callable(content) else content
    response = http("POST", "/v1/ask", content=sent, headers={"content-type": "application/json"})
    _assert_problem(response, 413, "about:blank", "the body is larger than 1,048,576 bytes; ask in fewer words")


@pytest.mark.parametrize("path", ["/v1/documents/{}", "/v1/documents/{}/file", "/v1/passages/{}", "/v1/{}"])
def test_what_is_said_back_is_short(http: Call, path: str) -> None:
    assert len(http("GET", path.format("x" * 60_000)).content) < 500


@pytest.mark.parametrize("body", [{"x" * 500_000: 1}, {"filters": {"x" * 500_000: 1}},
                                  {"filters": {"document": ["x" * 500_000]}},
                                  {"filters": {"section": ["x"] * 100_000}}])  # fmt: skip
def test_what_is_said_back_of_a_body_is_short(http: Call, body: dict[str, Any]) -> None:
    response = http("POST", "/v1/ask", json={"question": "x", **body})
    assert response.status_code == 422
    assert len(response.content) < 500


def test_no_body(http: Call) -> None:
    _assert_problem(http("POST", "/v1/ask"), 422, f"{URN}InvalidRequest", "the body is missing. See /docs")


def test_unknown_route(http: Call) -> None:
    _assert_problem(http("GET", "/v2/ask"), 404, "about:blank", "no route /v2/ask. See /docs for the routes.")


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS"])
def test_wrong_method(http: Call, method: str) -> None:
    response = http(method, "/v1/ask")
    _assert_problem(response, 405, "about:blank", f"/v1/ask does not take {method}.")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/v1/documents/no", "/v1/documents/no/sections", "/v1/documents/no/references",
                                  "/v1/documents/no/file"])  # fmt: skip
def test_unknown_document(http: Call, path: str) -> None:
    _assert_problem(http("GET", path), 404, f"{URN}NotFound", "no document 'no' in this library")


def test_unknown_passage(http: Call) -> None:
    _assert_problem(http("GET", "/v1/passages/no"), 404, f"{URN}NotFound", "no passage 'no'")


def test_removed_passage(http: Call, small: Library) -> None:
    passage = small.search("railway", mode="lexical").hits[0].id
    small.remove("transport")
    _assert_problem(http("GET", f"/v1/passages/{passage}"), 410, f"{URN}Gone", "was removed")


def test_no_library(caller: Callable[[FastAPI], Call], tmp_path: Path, embedder: Embedder) -> None:
    call = caller(create_app(Library.open(tmp_path, embedder=embedder)))
    for response in (call("POST", "/v1/ask", json={"question": "x"}), call("GET", "/readyz")):
        _assert_problem(response, 503, f"{URN}NoLibrary", "Create one with: pincite ingest PATH")


def test_another_model(caller: Callable[[FastAPI], Call], small: Library, other_embedder: Embedder) -> None:
    with Library.open(small.paths.root, embedder=other_embedder) as library:
        response = caller(create_app(library))("POST", "/v1/ask", json={"question": "x"})
    _assert_problem(response, 503, f"{URN}ModelMismatch", "Use --model hashing")


def test_newer_schema(caller: Callable[[FastAPI], Call], small: Library, embedder: Embedder) -> None:
    with sqlite3.connect(small.paths.catalogue) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with Library.open(small.paths.root, embedder=embedder) as library:
        response = caller(create_app(library))("GET", "/v1/documents")
    _assert_problem(response, 503, f"{URN}NewerLibrary", "Upgrade Pincite")


def test_a_second_writer(caller: Callable[[FastAPI], Call], small: Library) -> None:
    """No route writes yet; one that does answers so."""
    app = create_app(small)
    app.add_api_route("/remove", lambda: small.remove("quality"))
    with writer_lock(small.paths):
        _assert_problem(caller(app)("GET", "/remove"), 409, f"{URN}WriterBusy", "Wait until it has finished")


def test_the_unforeseen(caller: Callable[[FastAPI], Call], small: Library) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    app = create_app(small)
    app.add_api_route("/fail", fail)
    response = caller(app)("GET", "/fail")
    _assert_problem(response, 500, "about:blank", "the service failed (RuntimeError); its log says where.")
    assert "secret" not in response.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Gone, 410),
        (errors.NotFound, 404),
        (errors.UnknownFilter, 422),
        (errors.UsageError, 422),
        (errors.EmptyFile, 422),
        (errors.SlowFile, 422),
        (errors.HugeFile, 422),
        (errors.ManifestError, 422),
        (errors.WriterBusy, 409),
        (errors.StorageFull, 507),
        (errors.NoLibrary, 503),
        (errors.NewerLibrary, 503),
        (errors.OlderLibrary, 503),
        (errors.DamagedLibrary, 503),
        (errors.ModelMismatch, 503),
        (errors.ModelNotFound, 503),
    ],
)
def test_statuses(error: type[errors.PinciteError], status: int) -> None:
    assert status_of(error("x")) == status


def _below(kind: type[errors.PinciteError]) -> Iterator[type[errors.PinciteError]]:
    for sub in kind.__subclasses__():
        if sub.__module__ == errors.__name__:
            yield sub
            yield from _below(sub)


def test_every_error_has_a_status() -> None:
    """But for those of the evaluation, which no route runs."""
    without = [kind for kind in _below(errors.PinciteError) if status_of(kind("x")) == HTTPStatus.INTERNAL_SERVER_ERROR]
    assert without == [errors.EvaluationError]
