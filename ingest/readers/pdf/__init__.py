"""PDF: text and places by pdfium; labels, outline, links and what the file says of itself by pypdf."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2

from ingest.errors import DamagedFile, EmptyFile, HugeFile
from ingest.readers.pdf.assembling import Assembled, PlacedLine, ReadPage, assemble
from ingest.readers.pdf.covers import cover_lines
from ingest.readers.pdf.folios import labelled
from ingest.readers.pdf.furniture import find_furniture, without
from ingest.readers.pdf.glyphs import open_document, read_glyphs
from ingest.readers.pdf.headings import find_hints
from ingest.readers.pdf.lines import lines_of_page
from ingest.readers.pdf.linking import linked
from ingest.readers.pdf.opening import (
    CUT_OFF,
    Opened,
    info,
    is_cut_off,
    labels,
    links,
    not_opened,
    open_pdf,
    outline,
    page_text,
)
from ingest.readers.pdf.placing import layouts
from ingest.readers.pdf.reliability import right_to_left, told, unreliable_pages, wordless
from ingest.readers.pdf.tabling import source_tables
from ingest.source import READING, Reading, Source, SourceLink

_OUT_OF_MEMORY = "out of memory"
# More are not huge themselves: the file as a whole is.
_MOST_HUGE_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Pages:
    """All pages; of each how many letters the file does not say; and why some could not be read, by their numbers."""

    pages: list[ReadPage]
    unmapped: list[int]
    unread: dict[int, str]


def read(name: str, content: bytes, reading: Reading = READING) -> Source:
    """Raises EmptyFile for a PDF without a text layer, DamagedFile or HugeFile for one that cannot be read."""
    opened = open_pdf(name, content, reading.password)
    found = _read_pages(name, content, opened, reading)
    pages, unread = found.pages, found.unread
    reading.on_pages(len(pages))
    empty = sum(_is_empty(page) for number, page in enumerate(pages, 1) if number not in unread)
    _check(name, len(pages), empty, unread)
    assembled = assemble(pages, labels(opened))
    furniture = find_furniture(assembled, [page.height for page in pages])
    texts = [assembled.text[page.start : page.end] for page in assembled.pages]
    addresses = _linked(opened, assembled, pages)
    hints = find_hints(without(assembled.paragraphs, furniture.ranges), outline(opened), frozenset())
    headings, running = frozenset(hint.start for hint in hints), frozenset(start for start, _ in furniture.ranges)
    return Source(
        name,
        "application/pdf",
        assembled.text,
        labelled(assembled.pages, furniture.printed),
        layouts(assembled, pages),
        markup=False,
        heading_hints=hints,
        furniture=furniture.ranges,
        links=addresses,
        tables=source_tables(assembled.paragraphs, headings, running),
        joints=assembled.joints,
        cover=cover_lines(assembled, furniture.ranges),
        info=info(opened),
        counts={"headers_removed": len(furniture.ranges), "links": len(addresses)},
        warnings=(
            *_cut(content),
            *_emptiness(empty, len(pages)),
            *_unread(unread),
            *told(unreliable_pages(texts, found.unmapped)),
            *wordless(texts),
            *right_to_left(texts),
        ),
    )


def _linked(opened: Opened, assembled: Assembled, pages: list[ReadPage]) -> tuple[SourceLink, ...]:
    lines: dict[int, list[PlacedLine]] = {}
    for paragraph in assembled.paragraphs:
        lines.setdefault(paragraph.page, []).extend(paragraph.lines)
    frames = {number: page.frame for number, page in enumerate(pages, 1) if page.frame is not None}
    return tuple(sorted(linked(links(opened), lines, frames), key=lambda link: link.start))


def _is_empty(page: ReadPage) -> bool:
    return not page.lines and not page.text.strip()


def _check(name: str, pages: int, empty: int, unread: Mapping[int, str]) -> None:
    """Raises EmptyFile or DamagedFile where there is no text at all."""
    if empty == pages:
        raise EmptyFile(
            f"{name}: no text layer: {empty} of {pages} pages hold no text. "
            "It may be a scan; run text recognition (OCR) on it first."
        )
    if empty + len(unread) == pages:
        raise DamagedFile(f"{name}: {'; '.join(_unread(unread))}; the others hold no text. Try to export it again.")


def _unread(pages: Mapping[int, str]) -> Iterator[str]:
    for number, why in sorted(pages.items()):
        yield f"page {number} could not be read ({why})"


def _cut(content: bytes) -> list[str]:
    return [f"{CUT_OFF}: download it again"] if is_cut_off(content) else []


def _emptiness(empty: int, pages: int) -> list[str]:
    return [f"no text on {empty} of {pages} pages"] if empty else []


def _read_pages(name: str, content: bytes, opened: Opened, reading: Reading) -> _Pages:
    """A page that pdfium cannot read is read by pypdf; one that neither can is empty, and the reason is told."""
    try:
        document = open_document(content, opened.password)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(not_opened(name, content, error)) from None
    found = _Pages([], [], dict(reading.without))
    with document:
        for index in range(opened.pages):
            number = index + 1
            reading.on_page(number, opened.pages)
            page, unmapped = ReadPage(0.0, 0.0), 0
            try:
                if number not in found.unread:
                    page, unmapped = _page(document, opened, index)
            except Exception as error:  # whatever a damaged page makes both trip over
                found.unread[number] = _OUT_OF_MEMORY if isinstance(error, MemoryError) else type(error).__name__
            found.pages.append(page)
            found.unmapped.append(unmapped)
            if [*found.unread.values()].count(_OUT_OF_MEMORY) > _MOST_HUGE_PAGES:
                raise HugeFile(
                    f"{name}: memory has run out on page {number:,} of {opened.pages:,}. "
                    "Split it, or allow more MiB with PINCITE_FILE_MEMORY."
                )
    return found


def _page(document: pypdfium2.PdfDocument, opened: Opened, index: int) -> tuple[ReadPage, int]:
    try:
        found = read_glyphs(document, index)
    except (pypdfium2.PdfiumError, IndexError):
        return ReadPage(0.0, 0.0, text=page_text(opened, index)), 0
    read = ReadPage(found.width, found.height, lines_of_page(found), frame=found.frame, rules=found.rules)
    return read, found.unmapped
