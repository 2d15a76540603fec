"""Permalinks of passages."""

from fastapi import APIRouter

from service.answer import PassageView
from service.http.dependencies import TheLibrary
from service.http.problems import documented

router = APIRouter(prefix="/v1/passages", tags=["passages"], responses=documented(404, 410, 503))


@router.get("/{passage}", summary="A passage with its citation and its neighbours")
def passage(library: TheLibrary, passage: str) -> PassageView:
    return library.passage(passage)
