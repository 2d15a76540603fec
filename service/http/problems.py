"""Errors as RFC 9457 problem details."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from index.echo import LONGEST_ECHO
from ingest import errors
from service.filtering import refusal
from service.reasons import reason

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:pincite:problem:"
_FILTERS = ("body", "filters")
# The first class that an error is an instance of decides.
_STATUS: Sequence[tuple[type[errors.PinciteError], HTTPStatus]] = (
    (errors.Gone, HTTPStatus.GONE),
    (errors.NotFound, HTTPStatus.NOT_FOUND),
    (errors.UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.RefusedFile, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.ManifestError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.WriterBusy, HTTPStatus.CONFLICT),
    (errors.StorageFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (errors.LibraryError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.ModelError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class Problem(BaseModel):
    """A problem in the form of RFC 9457; `detail` says what happened and what to do."""

    type: Annotated[str, Field(examples=["urn:pincite:problem:UnknownFilter"])]
    title: Annotated[str, Field(examples=["Unprocessable Content"])]
    status: Annotated[int, Field(examples=[422])]
    detail: Annotated[str, Field(examples=["unknown filter 'colour'; the filters are country, document, section."])]


_DESCRIPTIONS: Mapping[int | str, str] = {
    400: "The body is not JSON",
    404: "Not in this library",
    410: "It was in the library and is removed",
    413: "The body is larger than 1 MiB",
    415: "The body is not declared as JSON",
    422: "A question, filter or option that cannot be used",
    503: "No library, or no model, to answer from",
    "default": "Any other problem",
}


def documented(*statuses: int | str) -> dict[int | str, dict[str, Any]]:
    """How the schema describes the problems that a route answers with."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": _DESCRIPTIONS[status], "content": content} for status in statuses}


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error with a problem."""
    app.add_exception_handler(errors.PinciteError, _pincite)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def status_of(error: errors.PinciteError) -> HTTPStatus:
    found = (status for kind, status in _STATUS if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def _pincite(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.PinciteError)
    return problem(status_of(error), str(error), f"{_TYPE}{type(error).__name__}")


def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = tuple(first["loc"])
    if first["type"] == "json_invalid":
        detail = f"the body is not JSON ({first['ctx']['error']} at character {place[-1]}). Correct it and try again."
        return problem(HTTPStatus.BAD_REQUEST, detail, f"{_TYPE}InvalidJson")
    if place == ("body",) and not _is_json(request) and first["type"] != "missing":
        detail = "the body must be JSON; send it with the header Content-Type: application/json."
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, f"{_TYPE}UnsupportedMediaType")
    if place[:2] == _FILTERS:
        return _pincite(request, refusal(first, place[2:]))
    field = ".".join(str(part) for part in place if part != "body")
    detail = f"{_short(field) or 'the body'} {reason(first)}. See /docs for what this route takes."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, f"{_TYPE}InvalidRequest")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_ECHO else f"{name[:LONGEST_ECHO]}…"


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    known = {
        HTTPStatus.NOT_FOUND: f"no route {_short(request.url.path)}",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{_short(request.url.path)} does not take {request.method}",
    }
    response = problem(status, f"{known.get(status, error.detail)}. See /docs for the routes.")
    response.headers.update(error.headers or {})
    return response


def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    detail = f"the service failed ({type(error).__name__}); its log says where. Please report it."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def problem(status: HTTPStatus, detail: str, kind: str = "about:blank") -> JSONResponse:
    """`kind` tells apart what the status does not; it is the name of the error in Python where there is one."""
    sendable = detail.encode(errors="backslashreplace").decode()
    body = Problem(type=kind, title=status.phrase, status=status, detail=sendable)
    return JSONResponse(body.model_dump(), status, media_type=MEDIA_TYPE)
