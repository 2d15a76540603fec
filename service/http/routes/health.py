"""Health: is the process alive, is the library ready to answer."""

from dataclasses import dataclass

from fastapi import APIRouter

from service.answer import Readiness
from service.http.dependencies import TheLibrary
from service.http.problems import documented

router = APIRouter(tags=["health"])


@dataclass(frozen=True, slots=True)
class Health:
    """The process answers."""

    status: str


@router.get("/healthz", summary="The process is alive")
def healthz() -> Health:
    return Health("ok")


@router.get("/readyz", summary="The library can answer", responses=documented(503))
def readyz(library: TheLibrary) -> Readiness:
    return library.readiness()
