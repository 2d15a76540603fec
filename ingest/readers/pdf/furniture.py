"""Headers, footers and page numbers: what stands at the same place on page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.readers.pdf.assembling import Assembled, PlacedLine

# From the edges of a page, the share of its height where they stand.
_EDGE = 0.12
# On three pages, of which the last is at most so many after the first: they may differ between left and right pages.
_FEWEST_PAGES, _REACH = 3, 6
_SAME_HEIGHT = 4.0
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.I)
_LONGEST = 160

Place = tuple[str, int]
Span = tuple[int, int]


def recurring(assembled: Assembled, heights: Sequence[float]) -> tuple[Span, ...]:
    """The ranges of the lines that come again, their numbers aside, at about the same height of nearby pages."""
    edges = [
        placed
        for paragraph in assembled.paragraphs
        for placed in paragraph.lines
        if _is_at_edge(placed, heights[placed.page - 1])
    ]
    pages: defaultdict[Place, list[int]] = defaultdict(list)
    for placed in edges:
        for place in _places(placed):
            pages[place].append(placed.page)
    found = [p for p in edges if any(_comes_again(p.page, pages[place]) for place in _places(p))]
    return tuple(sorted({(p.start, p.end) for p in (*found, *_stamps(assembled))}))


def _stamps(assembled: Assembled) -> list[PlacedLine]:
    """What is turned on a page whose text is not."""
    lines = [placed for paragraph in assembled.paragraphs for placed in paragraph.lines]
    upright = {placed.page for placed in lines if not placed.line.turned}
    return [placed for placed in lines if placed.line.turned and placed.page in upright]


def _is_at_edge(placed: PlacedLine, height: float) -> bool:
    line = placed.line
    return len(line.text) <= _LONGEST and (line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height)


def _places(placed: PlacedLine) -> list[Place]:
    """Its words, numbers aside, and its height in steps, of which a line near the next one takes both."""
    words = _NUMBER.sub("#", " ".join(placed.line.text.split()).casefold())
    step = placed.line.baseline / _SAME_HEIGHT
    return [(words, int(step)), (words, int(step + 0.5) + 1_000_000)]


def _comes_again(page: int, pages: Sequence[int]) -> bool:
    near = sorted({other for other in pages if abs(other - page) <= _REACH})
    return any(b - a <= _REACH for a, b in zip(near, near[_FEWEST_PAGES - 1 :], strict=False))
