"""In which order the paragraphs of each page are read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.bodytype import BodyType, Group, body_type, has_words
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.paragraphs import Leading, at_edges, grouped, leading_of
from ingest.readers.pdf.settling import Tail, settled
from ingest.readers.pdf.tables import PageTable

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
# What stands at the edges of fewer pages is no header or footer, and may stand between the parts of a sentence.
_FEWEST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Ordered:
    """The groups of a page as they are read, by number: `joined` go on with the running text right before them,
    `opens` with that of a page before, and a page behind may go on with `tail`.
    """

    groups: tuple[Group, ...]
    joined: frozenset[int] = frozenset()
    opens: int | None = None
    tail: int | None = None


def ordered(
    pages: Sequence[tuple[Sequence[PageLine], float]], tables: Sequence[Sequence[PageTable]] | None = None
) -> Iterator[Ordered]:
    """The order of each page, which has lines, a height, and tables of some of these lines."""
    of_pages: Sequence[Sequence[PageTable]] = [()] * len(pages) if tables is None else tables
    free = [_free(lines, those) for (lines, _), those in zip(pages, of_pages, strict=True)]
    leading, body = leading_of(free), body_type(free)
    heights = [height for _, height in pages]
    edges = [
        (top, bottom)
        for top, _, bottom in (at_edges(lines, at, leading) for lines, at in zip(free, heights, strict=True))
    ]
    usual = _usual([(*top, *bottom) for top, bottom in edges])
    tail: Tail | None = None
    for (lines, _), own, (top, bottom) in zip(pages, of_pages, edges, strict=True):
        upper, above = _apart(top, usual, body, 1)
        lower, below = _apart(bottom, usual, body, -1)
        outside = {id(line) for line in (*upper, *above, *lower, *below)}
        middle = [line for line in _free(lines, own) if id(line) not in outside]
        groups = _with_tables(lines, middle, own, leading)
        page = settled(groups, body, tail, grouped(above, leading), grouped(below, leading))
        before, behind = grouped(upper, leading), grouped(lower, leading)
        yield _numbered((*before, *page.groups, *behind), len(before), page.joined, page.opens, page.tail)
        tail = page.tail if page.is_running else tail


def _free(lines: Sequence[PageLine], tables: Sequence[PageTable]) -> list[PageLine]:
    """The lines that no table takes up."""
    taken = {id(line) for table in tables for line in table.used}
    return [line for line in lines if id(line) not in taken]


def _with_tables(
    lines: Sequence[PageLine], middle: Sequence[PageLine], tables: Sequence[PageTable], leading: Leading
) -> list[Group]:
    """The paragraphs, and each table where the first of its lines stands in the order of the file."""
    place = {id(line): at for at, line in enumerate(lines)}
    begins = {id(table): min(place[id(line)] for line in table.used) for table in tables}
    found: list[Group] = []
    rest = list(middle)
    for table in sorted(tables, key=lambda table: begins[id(table)]):
        found += grouped([line for line in rest if place[id(line)] < begins[id(table)]], leading)
        found.append(list(table.lines))
        rest = [line for line in rest if place[id(line)] > begins[id(table)]]
    return [*found, *grouped(rest, leading)]


def _numbered(groups: tuple[Group, ...], before: int, joined: Iterable[int], opens: bool, tail: Tail | None) -> Ordered:
    last = next((number for number, group in enumerate(groups) if tail and group is tail.group), None)
    return Ordered(groups, frozenset(before + number for number in joined), before if opens else None, last)


def _usual(edges: Iterable[Iterable[PageLine]]) -> set[str]:
    """What stands at the edges of some pages, numbers aside."""
    pages = Counter(words for lines in edges for words in {_words(line) for line in lines})
    return {words for words, count in pages.items() if count >= _FEWEST_PAGES}


def _words(line: PageLine) -> str:
    return _NUMBER.sub("#", " ".join(line.text.split()).casefold())


def _apart(
    lines: Sequence[PageLine], usual: set[str], body: BodyType, inwards: int
) -> tuple[list[PageLine], list[PageLine]]:
    """Of the lines at an edge headers, footers and numbers of pages, and others that are no running text.

    What stands nearer to the text than a line of running text belongs to it as well. `inwards` is 1 at the top.
    """
    running = [line for line in lines if _words(line) in usual or _words(line) == "#"]
    others = [line for line in lines if line not in running]
    said = [inwards * line.baseline for line in others if body.is_set([line]) and has_words([line])]
    return running, [line for line in others if not said or inwards * line.baseline < min(said)]
