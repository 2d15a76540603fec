"""Paragraphs that the outline of a PDF names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.numbering import split_number
from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.opening import OutlineEntry
from ingest.readers.pdf.styles import Typed
from ingest.titles import letters

LONGEST, MOST_LINES = 320, 5
_PAGES_AROUND = 1
_NUMBER = re.compile(
    r"^(?:(?:appendix|annex|part)\s+)?(?:[a-z](?:\.\d{1,2})+|[ivxlc]{1,6}|[a-z]|\d{1,2}(?:\.\d{1,2})*)"
    r"(?:[.:)]\s*|\s+)(?=\S)",
    re.I,
)


def title_of(text: str) -> str:
    """The letters of a heading, whatever number it bears: "2.1", "IV.", "A.1", "Appendix B"."""
    return letters(_NUMBER.sub("", split_number(text)[1], count=1)) or letters(text)


def parted(paragraphs: Iterable[Typed], outline: Sequence[OutlineEntry]) -> Iterator[Typed]:
    """Paragraphs, parted where their first lines are a title of the outline that nothing else tells from the rest."""
    titles: dict[int, set[str]] = {}
    for entry in outline:
        titles.setdefault(entry.page, set()).add(title_of(entry.title))
    for paragraph in paragraphs:
        size = _lines_named(paragraph.paragraph, titles.get(paragraph.page, set()))
        if size:
            yield _part(paragraph, 0, size)
        yield _part(paragraph, size, paragraph.lines) if size else paragraph


def _lines_named(paragraph: Paragraph, named: set[str]) -> int:
    """How many of the first lines make up a title; 0 where none does, or all do."""
    sizes = range(1, min(MOST_LINES, len(paragraph.lines))) if named else range(0)
    return next((size for size in sizes if title_of(Paragraph(paragraph.lines[:size]).text) in named), 0)


def _part(paragraph: Typed, first: int, last: int) -> Typed:
    return Typed(Paragraph(paragraph.paragraph.lines[first:last]))


def outlined(paragraphs: Sequence[Typed], outline: Sequence[OutlineEntry]) -> Iterator[tuple[int, int]]:
    """The start of each paragraph that an entry of the outline names, and the entry's level.

    Where a page says it more than once, it is the one that stands out most: a list of what follows may come first.
    """
    at = 0
    for entry in outline:
        index = _place(paragraphs, at, entry)
        if index is not None:
            yield paragraphs[index].start, entry.level
            at = index + 1


def _place(paragraphs: Sequence[Typed], at: int, entry: OutlineEntry) -> int | None:
    """On the page that the entry leads to, or the next one."""
    wanted = title_of(entry.title)
    found: list[int] = []
    for index in range(at, len(paragraphs)):
        page = paragraphs[index].page
        if page > entry.page + _PAGES_AROUND or (found and page > paragraphs[found[0]].page):
            break
        if page >= entry.page and _is_titled(paragraphs[index], wanted):
            found.append(index)
    return min(found, key=lambda index: paragraphs[index].style.weight, default=None)


def _is_titled(paragraph: Typed, wanted: str) -> bool:
    return len(paragraph.text) <= LONGEST and wanted == title_of(paragraph.text)
