"""From the lines of all pages to the characters of a source, each line with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from ingest.captions import is_table_caption
from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.ordering import Ordered, ordered
from ingest.readers.pdf.paragraphs import leading_of
from ingest.readers.pdf.repeating import is_at_edge, repeated
from ingest.readers.pdf.rules import NO_RULES, Rules
from ingest.readers.pdf.tables import PageTable, tables_of
from ingest.source import SourcePage

PAGE_BREAK = "\f"
_LINE_BREAK, _PARAGRAPH_BREAK = "\n", "\n\n"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read of a page: lines with their places, or bare text where these are not to be had."""

    width: float
    height: float
    lines: Sequence[PageLine] = ()
    text: str = ""
    frame: Frame | None = None
    rules: Rules = NO_RULES


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the source: its range there, the page, counted from 1, and where it stands on that."""

    start: int
    end: int
    page: int
    line: PageLine


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[PlacedLine, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def text(self) -> str:
        return " ".join(placed.line.text for placed in self.lines)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text of a source, its pages, what its lines make up, and the joints: where running text that is cut ends,
    and where it goes on.
    """

    text: str
    pages: tuple[SourcePage, ...]
    paragraphs: tuple[Paragraph, ...]
    joints: tuple[tuple[int, int], ...]


def assemble(pages: Sequence[ReadPage], labels: Sequence[str | None]) -> Assembled:
    """Lines end with a line feed, paragraphs with two, pages with a form feed."""
    parts: list[str] = []
    found: list[SourcePage] = []
    paragraphs: list[Paragraph] = []
    joints: list[tuple[int, int]] = []
    start, tail = 0, 0
    orders = ordered([(page.lines, page.height) for page in pages], _tables(pages))
    for number, (page, order) in enumerate(zip(pages, orders, strict=True), 1):
        text = _text(order.groups) if order.groups else page.text
        placed = list(_paragraphs(order.groups, number, start))
        joints += _joints(order, placed, tail)
        tail = placed[order.tail].end if order.tail is not None else tail
        paragraphs += placed
        found.append(SourcePage(number, labels[number - 1], start, start + len(text)))
        parts.append(text)
        start += len(text) + len(PAGE_BREAK)
    return Assembled(PAGE_BREAK.join(parts), tuple(found), tuple(paragraphs), tuple(joints))


def _tables(pages: Sequence[ReadPage]) -> list[list[PageTable]]:
    """The tables of each page."""
    running, leading = _running(pages), leading_of([page.lines for page in pages])
    return [tables_of(page.lines, page.rules, page.height, leading, running) for page in pages]


def _running(pages: Sequence[ReadPage]) -> frozenset[int]:
    """The identities of lines at the edges of pages that come again: they are hardly rows of a table."""
    edges = [
        (line, number)
        for number, page in enumerate(pages, 1)
        for line in page.lines
        if is_at_edge(line, page.height) and not is_table_caption(line.text)
    ]
    return frozenset(id(line) for line, _ in compress(edges, repeated(edges)))


def _joints(order: Ordered, placed: Sequence[Paragraph], tail: int) -> Iterator[tuple[int, int]]:
    """`tail`: where the running text of the pages before ends."""
    if order.opens is not None:
        yield tail, placed[order.opens].start
    for number in sorted(order.joined):
        yield placed[number - 1].end, placed[number].start


def _text(groups: Sequence[Sequence[PageLine]]) -> str:
    return _PARAGRAPH_BREAK.join(_LINE_BREAK.join(line.text for line in group) for group in groups)


def _paragraphs(groups: Sequence[Sequence[PageLine]], page: int, start: int) -> Iterator[Paragraph]:
    """The lines as `_text` puts them."""
    at = start
    for group in groups:
        placed = []
        for line in group:
            placed.append(PlacedLine(at, at + len(line.text), page, line))
            at += len(line.text) + len(_LINE_BREAK)
        at += len(_PARAGRAPH_BREAK) - len(_LINE_BREAK)
        yield Paragraph(tuple(placed))
