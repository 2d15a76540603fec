"""Lines at the top and at the bottom of pages, where headers, footers and page numbers stand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import inf
from operator import attrgetter

from ingest.readers.pdf.assembling import PlacedLine
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.repeating import EDGE, LONGEST

SAME_ROW = 2.0


class Side(StrEnum):
    """The edge of the page that a line is at."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near an edge: how far its baseline is from that, and from the next line towards the middle, in points.

    `height` is that of the page; `inner` is that next line, None where there is none.
    """

    placed: PlacedLine
    side: Side
    distance: float
    gap: float
    height: float
    inner: PlacedLine | None

    @property
    def start(self) -> int:
        return self.placed.start

    @property
    def page(self) -> int:
        return self.placed.page

    @property
    def text(self) -> str:
        return self.placed.line.text


def edge_lines(lines: Sequence[PlacedLine], heights: Sequence[float]) -> list[EdgeLine]:
    """What may be a header or a footer by its place and length, page by page."""
    return [
        edge
        for page, placed in _by_page(lines)
        for at, each in enumerate(placed)
        if (side := _side(each.line, heights[page - 1]))
        for edge in [_edge_line(placed, at, side, heights[page - 1])]
    ]


def last_lines(lines: Sequence[PlacedLine], heights: Sequence[float]) -> list[EdgeLine]:
    """The last line of each page that does not reach the bottom: its number may stand right below the text."""
    return [
        _edge_line(placed, len(placed) - 1, Side.BOTTOM, heights[page - 1])
        for page, placed in _by_page(lines)
        if not _side(placed[-1].line, heights[page - 1])
    ]


def _by_page(lines: Sequence[PlacedLine]) -> Iterator[tuple[int, list[PlacedLine]]]:
    """The lines of each page from top to bottom."""
    for page, placed in groupby(sorted(lines, key=attrgetter("page", "line.baseline")), key=attrgetter("page")):
        yield page, list(placed)


def _side(line: PageLine, height: float) -> Side | None:
    if len(line.text) > LONGEST:
        return None
    if line.bottom < EDGE * height:
        return Side.TOP
    return Side.BOTTOM if line.top > (1 - EDGE) * height else None


def _edge_line(lines: Sequence[PlacedLine], at: int, side: Side, height: float) -> EdgeLine:
    """`lines` are those of the page from top to bottom."""
    baseline = lines[at].line.baseline
    towards = lines[at + 1 :] if side is Side.TOP else reversed(lines[:at])
    inner = next((other for other in towards if abs(other.line.baseline - baseline) > SAME_ROW), None)
    distance = baseline if side is Side.TOP else height - baseline
    return EdgeLine(lines[at], side, distance, abs(inner.line.baseline - baseline) if inner else inf, height, inner)


def exposed(edges: Sequence[EdgeLine], known: Set[int]) -> list[EdgeLine]:
    """The lines with nothing further out on their page but what is `known` to be furniture, by where they start."""
    pages: defaultdict[tuple[int, Side], list[EdgeLine]] = defaultdict(list)
    for edge in edges:
        pages[edge.page, edge.side].append(edge)
    return [edge for group in pages.values() for edge in _outer(sorted(group, key=attrgetter("distance")), known)]


def _outer(group: Sequence[EdgeLine], known: Set[int]) -> Iterator[EdgeLine]:
    unknown = (edge.distance for edge in group if edge.start not in known and _says_something(edge.text))
    last = next(unknown, inf) + SAME_ROW
    return (edge for edge in group if edge.distance <= last)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
