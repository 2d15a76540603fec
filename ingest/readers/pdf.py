"""PDF by pypdf: the text of each physical page, with the label printed on it."""

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import DamagedFile, EmptyFile
from ingest.source import Source, SourcePage

PAGE_BREAK = "\f"


def read(name: str, content: bytes) -> Source:
    """Raises EmptyFile for a PDF without a text layer, DamagedFile for one that cannot be opened."""
    reader = _open(name, content)
    texts, unread = _page_texts(name, reader)
    empty = sum(not text.strip() for text in texts)
    if empty == len(texts):
        raise EmptyFile(
            f"{name}: no text layer: {empty} of {len(texts)} pages hold no text. "
            "It may be a scan; run text recognition (OCR) on it first."
        )
    warnings = [f"no text on {empty} of {len(texts)} pages"] if empty else []
    pages = tuple(_pages(texts, reader))
    text = PAGE_BREAK.join(texts)
    return Source(name, "application/pdf", text, pages, markup=False, info=_info(reader), warnings=(*warnings, *unread))


def _open(name: str, content: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DamagedFile(f"{name}: needs a password. Save a copy without one.")
        if len(reader.pages) == 0:
            raise EmptyFile(f"{name}: has no pages.")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise DamagedFile(f"{name}: cannot be opened as PDF ({error}). Try to export it again.") from None
    return reader


def _page_texts(name: str, reader: PdfReader) -> tuple[list[str], list[str]]:
    """The text of each page; a page that pypdf cannot read is empty and named in a warning."""
    texts, warnings = [], []
    for number, page in enumerate(reader.pages, 1):
        try:
            texts.append(page.extract_text().replace(PAGE_BREAK, "\n"))
        except Exception as error:  # noqa: BLE001 - pypdf raises whatever a damaged page makes it trip over
            texts.append("")
            warnings.append(f"page {number} could not be read ({type(error).__name__})")
    return texts, warnings


def _pages(texts: list[str], reader: PdfReader) -> Iterator[SourcePage]:
    labels = _labels(reader, len(texts))
    start = 0
    for number, text in enumerate(texts, 1):
        yield SourcePage(number, labels[number - 1], start, start + len(text))
        start += len(text) + len(PAGE_BREAK)


def _labels(reader: PdfReader, count: int) -> list[str | None]:
    """Printed labels where the file states them; None for each page otherwise."""
    try:
        stated = reader.page_labels if "/PageLabels" in reader.root_object else []
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        stated = []
    return [label or None for label in stated] if len(stated) == count else [None] * count


def _info(reader: PdfReader) -> dict[str, str]:
    try:
        metadata = reader.metadata or {}
        return {
            key: str(metadata[field])
            for key, field in (("title", "/Title"), ("authors", "/Author"), ("year", "/CreationDate"))
            if metadata.get(field)
        }
    except (PyPdfError, ValueError, KeyError, TypeError):
        return {}
