"""Which parts of its pages a range of the text covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.segments import Edit, Segment, edited_ranges
from ingest.source import LinePlace, PageLayout


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box on a page as it is shown, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Region:
    """A physical page, its size in points, and what of it is covered: a rectangle for each line, in reading order."""

    page: int
    width: float
    height: float
    rectangles: tuple[Rectangle, ...]


def regions(layouts: Iterable[PageLayout], segments: Sequence[Segment], start: int, end: int) -> tuple[Region, ...]:
    """What the text from `start` to `end` covers of each of these pages, of those that it covers any of."""
    ranges = [(low, high) for edit, low, high in edited_ranges(segments, start, end) if edit is Edit.COPY]
    found = (
        Region(layout.page, layout.width, layout.height, tuple(_rectangles(layout.lines, ranges))) for layout in layouts
    )
    return tuple(region for region in found if region.rectangles)


def _rectangles(lines: Sequence[LinePlace], ranges: Sequence[tuple[int, int]]) -> Iterator[Rectangle]:
    """Of each line from the first to the last of its characters in the ranges: what is between them was left out."""
    for line in lines:
        first = bisect_right(ranges, line.start, key=_END)
        last = bisect_left(ranges, line.end, key=_START) - 1
        if first <= last:
            begin = max(ranges[first][0] - line.start, 0)
            stop = min(ranges[last][1], line.end) - line.start
            edges = line.edges[begin : stop + 1]  # they fall where text runs from right to left
            yield Rectangle(*(round(x, 2) for x in (min(edges), line.top, max(edges), line.bottom)))


_START, _END = itemgetter(0), itemgetter(1)
