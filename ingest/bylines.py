"""Authors on a cover: names that stand below the title, or above it, in lines of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.covers import Block, Cover
from ingest.people import IsPerson
from ingest.persons import begins_by, names_on
from ingest.source import CoverLine
from ingest.titles import is_contents, is_usual

_MOST_LINES = 12
_SAME_SIZE = 0.06
# Above a title a single name may be that of anything; several are its authors.
_FEWEST_ABOVE = 2
_RUNNING = 200
_ABSTRACT = 20
_PARTED = re.compile(r"[,;&*∗†‡]")
_SENTENCE = re.compile(r"[^\W\d_]{3,}\. [^\W\d_]")


def by_line(cover: Cover, is_person: IsPerson) -> tuple[str, ...]:
    """The people whom the cover names as authors, as they are printed: "Anna Karno"."""
    if cover.title is None:
        return ()
    below = list(takewhile(_may_follow, _below(cover)))
    explicit = next((n for n in (names_of(b, is_person) for b in below if begins_by(b.text)) if n), ())
    return explicit or _first_names(below, is_person) or _above(cover, is_person)


def titled_by(cover: Cover, is_person: IsPerson) -> Block | None:
    """The block right above a line such as "By A. Karno", for a cover in one type."""
    for above, block in zip(cover.blocks, cover.blocks[1:], strict=False):
        if begins_by(block.text) and names_of(block, is_person) and not begins_by(above.text):
            return above
    return None


def _below(cover: Cover) -> Iterator[Block]:
    """What stands below the title on its page, from top to bottom, but for the subtitle."""
    title = cover.title
    assert title is not None
    for block in cover.blocks:
        is_below = block.first.page == title.first.page and block.first.top >= title.last.top
        if is_below and block is not title and block is not cover.subtitle:
            yield block


def _may_follow(block: Block) -> bool:
    """Whether a title may have this below it before its report begins."""
    runs = len(block.text) >= _RUNNING and _SENTENCE.search(block.text)
    return not (runs or is_usual(block.text) or is_contents(block.text) or _abstract(block.text))


def _abstract(text: str) -> bool:
    return len(text) <= _ABSTRACT and text.casefold().startswith(("abstract", "résumé", "zusammenfassung", "resumen"))


def _first_names(blocks: Sequence[Block], is_person: IsPerson) -> tuple[str, ...]:
    """The names of the first block that has any, and of those in its type that follow."""
    found: list[str] = []
    first: CoverLine | None = None
    for block in blocks:
        if first is not None and not _same_type(first, block.first):
            break
        names = names_of(block, is_person)
        if first is not None and not names:
            break
        found += names
        first = block.first if names and first is None else first
    return tuple(found)


def _same_type(one: CoverLine, other: CoverLine) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * one.size and one.bold == other.bold


def names_of(block: Block, is_person: IsPerson) -> tuple[str, ...]:
    """The names on its first lines; a further line counts where it goes on with them."""
    found: tuple[str, ...] = ()
    lines: list[tuple[str, ...]] = []
    for line in block.lines[:_MOST_LINES]:
        if found and not (_lists(line.parts) or _ends_open(lines[-1]) or names_on([line.parts], is_person)):
            break
        lines.append(line.parts)
        names = names_on(lines, is_person)
        if not names and (found or not _lists(line.parts)):
            break
        found = names
    return found


def _lists(parts: Sequence[str]) -> bool:
    """Whether something parts the names on a line, so that one may run on in the next."""
    return len(parts) > 1 or bool(_PARTED.search(" ".join(parts)))


def _ends_open(parts: Sequence[str]) -> bool:
    return parts[-1].endswith((",", ";", "&"))


def _above(cover: Cover, is_person: IsPerson) -> tuple[str, ...]:
    title = cover.title
    assert title is not None
    above = [b for b in cover.blocks if b.first.page == title.first.page and b.last.top < title.first.top]
    names = names_of(above[-1], is_person) if above else ()
    return names if len(names) >= _FEWEST_ABOVE else ()
