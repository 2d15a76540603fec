"""Headers and footers of scanned pages, on which neither their words nor their places are quite the same."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher
from functools import cache
from operator import attrgetter

from ingest.readers.pdf.edges import EdgeLine, Side
from ingest.readers.pdf.repeating import REACH, comes_again

# Of the page's height, how far apart they stand.
_ABOUT = 0.016
_FEWEST_LETTERS = 4
# Letters are misread one or two at a time, and most are read rightly.
_MOST_MISREAD, _LEAST_ALIKE = 2, 0.8
# Born digital, the same words stand at the same place to the point.
_EXACTLY = 0.5
_NUMBER = re.compile(r"\d+")

_Pages = dict[tuple[int, Side], list[EdgeLine]]


def similar(edges: Sequence[EdgeLine], known: Set[int]) -> list[EdgeLine]:
    """Of the outermost lines, those beyond the `known` ones that stand on three pages near each other.

    They have the same words at about the same height, or of `known` ones in the same type at any height; and on scanned
    pages, words that were read almost the same.
    """
    pages: _Pages = defaultdict(list)
    for edge in edges:
        if len(_letters(edge.text)) >= _FEWEST_LETTERS:
            pages[edge.page, edge.side].append(edge)
    scanned = _are_scanned(pages)
    rest = [edge for lines in pages.values() for edge in lines if edge.start not in known]
    return [edge for edge in rest if _has_fellows(edge, pages, known, scanned=scanned)]


def _has_fellows(edge: EdgeLine, pages: _Pages, known: Set[int], *, scanned: bool) -> bool:
    fellows = [
        other.page
        for other in _near(edge, pages)
        if (_is_about_as_far(edge, other) and _is_alike(edge, other, scanned=scanned))
        or (other.start in known and _has_same_type(edge, other) and edge.text == other.text)
    ]
    return comes_again(edge.page, [edge.page, *fellows])


def _near(edge: EdgeLine, pages: _Pages) -> Iterator[EdgeLine]:
    """Lines at the same edge of other pages."""
    for page in range(edge.page - REACH, edge.page + REACH + 1):
        if page != edge.page:
            yield from pages.get((page, edge.side), ())


def _is_about_as_far(edge: EdgeLine, other: EdgeLine) -> bool:
    return abs(other.distance - edge.distance) <= _ABOUT * edge.height


def _has_same_type(edge: EdgeLine, other: EdgeLine) -> bool:
    one, two = edge.placed.line, other.placed.line
    return one.size == two.size and one.fonts.keys() == two.fonts.keys()


def _are_scanned(pages: _Pages) -> bool:
    """Whether most lines that come again on the next pages with the same words stand a bit higher or lower there."""
    moves = [
        abs(other.distance - edge.distance) > _EXACTLY
        for lines in pages.values()
        for edge in lines
        for other in _near(edge, pages)
        if _is_about_as_far(edge, other) and _letters(other.text) == _letters(edge.text)
    ]
    return 2 * sum(moves) > len(moves)


def _is_alike(edge: EdgeLine, other: EdgeLine, *, scanned: bool) -> bool:
    if not _count_with_pages(edge, other, plates=scanned):
        return False
    one, two = _letters(edge.text), _letters(other.text)
    return one == two or (scanned and _are_misread(*sorted((one, two))))


def _count_with_pages(edge: EdgeLine, other: EdgeLine, *, plates: bool) -> bool:
    """Whether the numbers of both are the same, but for those of the pages: "Table 2" is not "Table 3".

    Between scanned pages, `plates` may be that are not counted.
    """
    before, after = sorted((edge, other), key=attrgetter("page"))
    mine, theirs = _NUMBER.findall(before.text), _NUMBER.findall(after.text)
    apart = after.page - before.page
    rises = range(apart + 1) if plates else (0, apart)
    return len(mine) == len(theirs) and all(int(b) - int(a) in rises for a, b in zip(mine, theirs, strict=True))


@cache
def _letters(text: str) -> str:
    """Of the longest of the parts that wide gaps set off."""
    parts = ("".join(filter(str.isalpha, part.casefold())) for part in text.split("\t"))
    return max(parts, key=len)


@cache
def _are_misread(one: str, two: str) -> bool:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.quick_ratio() < _LEAST_ALIKE or matcher.ratio() < _LEAST_ALIKE:
        return False
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return all(max(i2 - i1, j2 - j1) <= _MOST_MISREAD for _, i1, i2, j1, j2 in changes)
