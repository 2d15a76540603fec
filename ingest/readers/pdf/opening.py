"""What pypdf tells of a PDF besides its text: page labels, outline, links, what the file says of itself."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from ingest.errors import DamagedFile, EmptyFile
from ingest.readers.pdf.mistaken import instead_of_pdf
from ingest.readers.pdf.pagelabels import stated_labels

# What pypdf remarks on damaged files is for a log, where there is one, and not for the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_INFO = (
    ("title", "/Title"),
    ("authors", "/Author"),
    ("year", "/CreationDate"),
    ("creator", "/Creator"),
    ("producer", "/Producer"),
)
_FILE_NAME = re.compile(r"^microsoft word|^untitled|\.(?:docx?|indd|pdf|pptx?|rtf|odt)$", re.I)
# An outline may refer to itself.
_MOST_ENTRIES, _DEEPEST = 5_000, 12
_BEGINS, _ENDS = b"%PDF-", b"%%EOF"
_HEAD, _TAIL = 1024, 2048
CUT_OFF = "its end is missing, as of a download that was broken off"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, its level from 1, and the page that it leads to, counted from 1."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and the page and box over which it lies, in the page's own space: left, bottom, right, top."""

    url: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF that could be opened, and the password that opens it."""

    reader: PdfReader
    password: str | None
    pages: int


def open_pdf(name: str, content: bytes, password: str | None) -> Opened:
    """Raises EmptyFile for one without pages, DamagedFile for one that cannot be opened."""
    if _BEGINS not in content[:_HEAD]:
        raise DamagedFile(f"{name}: {instead_of_pdf(content)}")
    try:
        reader = PdfReader(io.BytesIO(content))
        words = [""] if password is None else ["", password]
        opening = next((word for word in words if reader.decrypt(word)), None) if reader.is_encrypted else ""
        pages = len(reader.pages) if opening is not None else 0
    except Exception as error:  # pypdf raises whatever a damaged file makes it trip over
        raise DamagedFile(not_opened(name, content, error)) from None
    if opening is None:
        wrong = "the password given does not open it" if password else "needs a password"
        raise DamagedFile(f"{name}: {wrong}. Give it with --password, or save a copy without one.")
    if not pages:
        raise EmptyFile(f"{name}: has no pages. Try to export it again.")
    return Opened(reader, opening or None, pages)


def not_opened(name: str, content: bytes, error: Exception) -> str:
    """Says that it is damaged, and whether its end is missing."""
    if is_cut_off(content):
        return f"{name}: cannot be opened as PDF: {CUT_OFF}. Download it again."
    return f"{name}: cannot be opened as PDF ({error}). Try to export it again."


def is_cut_off(content: bytes) -> bool:
    """Whether the end that every PDF has is missing."""
    return _ENDS not in content.rstrip(b"\0 \r\n")[-_TAIL:]


def page_text(opened: Opened, index: int) -> str:
    """The text of a page as pypdf reads it, without places. Raises whatever a damaged page makes it trip over."""
    whole = opened.reader.pages[index].extract_text()
    return clean(whole)


def clean(text: str) -> str:
    """Without page breaks of its own, and without the halves of characters that fonts can map to."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\f", "\n").replace("\0", "")


def labels(opened: Opened) -> list[str | None]:
    """Labels where the file states them for all pages, from the first on; None for each page otherwise."""
    try:
        tree = opened.reader.root_object.get("/PageLabels")
        return stated_labels(tree, opened.pages) if tree is not None else [None] * opened.pages
    except Exception:  # as above, a RecursionError among them
        return [None] * opened.pages


def info(opened: Opened) -> dict[str, str]:
    """Title, authors, year and programs as the file states them; a title that is a file name says nothing."""
    try:
        stated = opened.reader.metadata
        values = {key: clean(str(stated.get(field) or "")).strip() for key, field in _INFO} if stated else {}
    except Exception:  # as above
        return {}
    if _FILE_NAME.search(values.get("title", "")):
        values["title"] = ""
    return {key: value for key, value in values.items() if value}


def outline(opened: Opened) -> list[OutlineEntry]:
    """The bookmarks in their order; none where they are damaged or refer to themselves."""
    try:
        found: list[OutlineEntry] = []
        for entry in _entries(opened.reader, opened.reader.outline, 1):
            found.append(entry)
            if len(found) > _MOST_ENTRIES:
                return []
    except Exception:  # as above, a RecursionError among them
        return []
    return found


def _entries(reader: PdfReader, items: object, level: int) -> Iterator[OutlineEntry]:
    for item in items if isinstance(items, list) and level <= _DEEPEST else ():
        if isinstance(item, list):
            yield from _entries(reader, item, level + 1)
            continue
        page = reader.get_destination_page_number(item)
        title = clean(str(item.title or "")).strip()
        if page is not None and page >= 0 and title:
            yield OutlineEntry(title, level, page + 1)


def links(opened: Opened) -> list[Link]:
    """The links to addresses of all pages that can be read."""
    return [link for index in range(opened.pages) for link in _links(opened, index)]


def _links(opened: Opened, index: int) -> list[Link]:
    try:
        notes: list[Any] = list(opened.reader.pages[index].annotations or [])
        return list(_addressed([note.get_object() for note in notes], index + 1))
    except Exception:  # as above
        return []


def _addressed(notes: list[object], page: int) -> Iterator[Link]:
    for note in notes:
        action = note.get("/A") if isinstance(note, dict) else None
        url = action.get_object().get("/URI") if action is not None else None
        if isinstance(note, dict) and isinstance(url, str) and "/Rect" in note:
            x0, y0, x1, y1 = (float(value) for value in note["/Rect"])
            yield Link(url, page, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
