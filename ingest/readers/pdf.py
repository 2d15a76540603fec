"""PDF by pypdf: the text of each physical page, with the label printed on it."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader

from ingest.errors import DamagedFile, EmptyFile
from ingest.source import READING, Reading, Source, SourcePage

# What pypdf remarks on damaged files is for a log, where there is one, and not for the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

PAGE_BREAK = "\f"
_INFO = (("title", "/Title"), ("authors", "/Author"), ("year", "/CreationDate"))
_FILE_NAME = re.compile(r"^microsoft word|^untitled|\.(?:docx?|indd|pdf|pptx?|rtf|odt)$", re.I)


def read(name: str, content: bytes, reading: Reading = READING) -> Source:
    """Raises EmptyFile for a PDF without a text layer, DamagedFile for one that cannot be opened."""
    reader = _open(name, content, reading.password)
    texts, unread = _page_texts(reader, reading)
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


def _open(name: str, content: bytes, password: str | None) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content))
        readable = not reader.is_encrypted or any(reader.decrypt(word) for word in ("", password) if word is not None)
        pages = len(reader.pages) if readable else 0
    except Exception as error:  # pypdf raises whatever a damaged file makes it trip over
        raise DamagedFile(f"{name}: cannot be opened as PDF ({error}). Try to export it again.") from None
    if not readable:
        wrong = "the password given does not open it" if password else "needs a password"
        raise DamagedFile(f"{name}: {wrong}. Give it with --password, or save a copy without one.")
    if not pages:
        raise EmptyFile(f"{name}: has no pages. Try to export it again.")
    return reader


def _page_texts(reader: PdfReader, reading: Reading) -> tuple[list[str], list[str]]:
    """The text of each page; a page that pypdf cannot read is empty and named in a warning."""
    texts, warnings = [], []
    for number in range(len(reader.pages)):
        reading.on_page(number + 1, len(reader.pages))
        try:
            texts.append(_clean(reader.pages[number].extract_text()))
        except Exception as error:  # as above
            texts.append("")
            warnings.append(f"page {number + 1} could not be read ({type(error).__name__})")
    return texts, warnings


def _clean(text: str) -> str:
    """Without page breaks of its own, and without the halves of characters that fonts can map to."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace(PAGE_BREAK, "\n").replace("\0", "")


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
    except Exception:  # as above
        stated = []
    return [label or None for label in stated] if len(stated) == count else [None] * count


def _info(reader: PdfReader) -> dict[str, str]:
    """Title, authors and year as the file states them; a title that is a file name says nothing."""
    try:
        stated = reader.metadata
        values = {key: _clean(str(stated.get(field) or "")).strip() for key, field in _INFO} if stated else {}
    except Exception:  # as above
        return {}
    if _FILE_NAME.search(values.get("title", "")):
        values["title"] = ""
    return {key: value for key, value in values.items() if value}
