"""Permalinks of passages."""

from typing import Any

from fastapi import APIRouter

from service.answer import PassageView
from service.http.dependencies import TheLibrary
from service.http.problems import MEDIA_TYPE, PROBLEMS, Problem

router = APIRouter(prefix="/v1/passages", tags=["passages"], responses={**PROBLEMS})
_GONE: dict[int | str, dict[str, Any]] = {
    410: {
        "model": Problem,
        "content": {MEDIA_TYPE: {}},
        "description": "It was in the library and is removed",
    }
}


@router.get("/{passage}", summary="A passage with its citation and its neighbours", responses={**_GONE})
def passage(library: TheLibrary, passage: str) -> PassageView:
    return library.passage(passage)
