"""Errors as RFC 9457 problem details."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from ingest import errors

MEDIA_TYPE = "application/problem+json"
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

    type: str
    title: str
    status: int
    detail: str


PROBLEMS: Mapping[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": description}
    for status, description in (
        (404, "Not in this library"),
        (422, "A question, filter or option that cannot be used"),
        (503, "No library, or no model, to answer from"),
    )
}


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error with a problem."""
    app.add_exception_handler(errors.PinciteError, _pincite)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)


def status_of(error: errors.PinciteError) -> HTTPStatus:
    found = (status for kind, status in _STATUS if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def _pincite(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.PinciteError)
    return problem(status_of(error), str(error), type(error).__name__)


def _validation(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
    reason = "unknown; remove it" if first["type"] == "extra_forbidden" else first["msg"]
    detail = f"{field}: {reason.removeprefix('Value error, ')}. See /docs for what this route takes."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "InvalidRequest")


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    response = problem(status, f"{error.detail}. See /docs for the routes.", status.name.title().replace("_", ""))
    response.headers.update(error.headers or {})
    return response


def problem(status: HTTPStatus, detail: str, kind: str) -> JSONResponse:
    body = Problem(type=f"urn:pincite:problem:{kind}", title=status.phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, media_type=MEDIA_TYPE)
