"""Permalinks of passages."""

from typing import Annotated

from fastapi import APIRouter, Query

from ingest.regions import Region
from service.answer import PassageView
from service.http.dependencies import TheLibrary
from service.http.problems import documented

router = APIRouter(prefix="/v1/passages", tags=["passages"], responses=documented(404, 410, 503))


@router.get("/{passage}", summary="A passage with its citation and its neighbours")
def passage(library: TheLibrary, passage: str) -> PassageView:
    return library.passage(passage)


@router.get(
    "/{passage}/regions",
    summary="What of its pages a passage covers, or the part of it between two offsets",
    responses=documented(422),
)
def regions(
    library: TheLibrary, passage: str, start: Annotated[int, Query(ge=0)] = 0, end: int | None = None
) -> tuple[Region, ...]:
    return library.regions(passage, start, end)
