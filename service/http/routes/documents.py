"""Documents: list, metadata, sections, references, original file."""

import codecs
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from service.documents import (
    DocumentList,
    DocumentView,
    ReferenceView,
    SectionView,
    listed,
    reference_view,
    section_view,
    view,
)
from service.http.dependencies import TheLibrary
from service.http.problems import documented

router = APIRouter(prefix="/v1/documents", tags=["documents"], responses=documented(503))
_BYTES = {"type": "string", "format": "binary"}


@router.get("", summary="All documents, with facets")
def documents(library: TheLibrary) -> DocumentList:
    return listed(library.documents())


@router.get("/{document}", summary="A document's metadata", responses=documented(404))
def document(library: TheLibrary, document: str) -> DocumentView:
    return view(library.document(document))


@router.get("/{document}/sections", summary="The heading tree, in reading order", responses=documented(404))
def sections(library: TheLibrary, document: str) -> list[SectionView]:
    return [section_view(section) for section in library.sections(document)]


@router.get("/{document}/references", summary="The report's own list of references", responses=documented(404))
def references(library: TheLibrary, document: str) -> list[ReferenceView]:
    return [reference_view(entry) for entry in library.references(document)]


@router.get(
    "/{document}/file",
    summary="The original file",
    response_class=FileResponse,
    responses={200: {"content": {"*/*": {"schema": _BYTES}}}, **documented(404)},
)
def file(library: TheLibrary, document: str) -> FileResponse:
    record = library.document(document)
    path = library.original(document)
    return FileResponse(
        path,
        headers={"X-Content-Type-Options": "nosniff"},
        media_type=_content_type(record.media_type, path),
        filename=record.source_name,
        content_disposition_type="inline",
    )


def _content_type(media_type: str, path: Path) -> str:
    """With the encoding of a text: UTF-16 where it begins with that mark, as it was read."""
    if not media_type.startswith("text/"):
        return media_type
    with path.open("rb") as original:
        is_utf_16 = original.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return f"{media_type}; charset={'utf-16' if is_utf_16 else 'utf-8'}"
