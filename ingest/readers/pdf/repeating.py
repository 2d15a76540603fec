"""Lines that come again at about the same height of nearby pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.readers.pdf.lines import PageLine

# From the edges of a page, the share of its height where headers and footers stand.
EDGE = 0.12
# On three pages, of which the last is at most so many after the first: they may differ between left and right pages.
FEWEST_PAGES, REACH = 3, 6
_SAME_HEIGHT = 4.0
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.I)
LONGEST = 160

Place = tuple[str, int]


def is_at_edge(line: PageLine, height: float) -> bool:
    """Whether it stands where headers and footers do, and is as short."""
    return len(line.text) <= LONGEST and (line.bottom < EDGE * height or line.top > (1 - EDGE) * height)


def repeated(lines: Iterable[tuple[PageLine, int]]) -> list[bool]:
    """For each line, given with its page, whether it comes again, numbers aside."""
    known = [(_places(line), page) for line, page in lines]
    pages: defaultdict[Place, list[int]] = defaultdict(list)
    for places, page in known:
        for place in places:
            pages[place].append(page)
    return [any(comes_again(page, pages[place]) for place in places) for places, page in known]


def _places(line: PageLine) -> list[Place]:
    """Its words, numbers aside, and its height in steps, of which a line near the next one takes both."""
    words = _NUMBER.sub("#", " ".join(line.text.split()).casefold())
    step = line.baseline / _SAME_HEIGHT
    return [(words, int(step)), (words, int(step + 0.5) + 1_000_000)]


def comes_again(page: int, pages: Sequence[int], fewest: int = FEWEST_PAGES) -> bool:
    """Whether it stands on so many of the `pages` near to one of them."""
    near = sorted({other for other in pages if abs(other - page) <= REACH})
    return any(b - a <= REACH for a, b in zip(near, near[fewest - 1 :], strict=False))
