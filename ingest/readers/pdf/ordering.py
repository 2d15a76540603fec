"""In which order the paragraphs of each page are read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.bodytype import BodyType, Group, body_type, has_words
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.paragraphs import at_edges, grouped, leading_of
from ingest.readers.pdf.settling import Tail, settled

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


def ordered(pages: Sequence[tuple[Sequence[PageLine], float]]) -> Iterator[Ordered]:
    """The order of each page, which has lines and a height."""
    leading = leading_of([lines for lines, _ in pages])
    body = body_type([lines for lines, _ in pages])
    edges = [(top, bottom) for top, _, bottom in (at_edges(lines, height, leading) for lines, height in pages)]
    usual = _usual([(*top, *bottom) for top, bottom in edges])
    tail: Tail | None = None
    for (lines, _), (top, bottom) in zip(pages, edges, strict=True):
        upper, above = _apart(top, usual, body, 1)
        lower, below = _apart(bottom, usual, body, -1)
        outside = {id(line) for line in (*upper, *above, *lower, *below)}
        middle = [line for line in lines if id(line) not in outside]
        page = settled(grouped(middle, leading), body, tail, grouped(above, leading), grouped(below, leading))
        before, behind = grouped(upper, leading), grouped(lower, leading)
        yield _numbered((*before, *page.groups, *behind), len(before), page.joined, page.opens, page.tail)
        tail = page.tail if page.is_running else tail


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
