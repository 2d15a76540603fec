"""Printed page numbers: numbers at the edges of pages that rise with the pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.captions import is_caption
from ingest.readers.pdf.edges import EdgeLine, Side
from ingest.readers.pdf.repeating import FEWEST_PAGES, REACH, comes_again
from ingest.roman import from_roman, to_roman
from ingest.source import SourcePage

# Of the page's height, how far apart numbers stand on pages that were scanned.
_SAME_PLACE = 0.025
_SAME_MIDDLE = 3.0
_MOST_NUMBERS = 3
_YEARS = range(1900, 2100)
# "23", "- 23 -", "| xiv", "A-3", "2-11"
_ALONE = re.compile(r"[\W_]*(?P<prefix>(?-i:[A-Z]{1,3})[-–]|\d{1,2}[-–.])?(?P<number>\d{1,4}|[ivxlc]{1,8})[\W_]*", re.I)
_NUMBER = re.compile(r"(?<![\w,/])(?<!\d[.:–-])\d{1,4}(?![\w]|[.,:]\d)")
_ROMAN_AT_EDGE = re.compile(r"^[ivxlc]{1,8}(?![\w.)’'])|(?<![\w.’'])[ivxlc]{1,8}$", re.I)
# "5 of 12", "5/12"
_OF_ALL = re.compile(r"\s*(?:[/|]|[^\W\d_]{1,5})\s*\d{1,4}\W*")
_BEGINS_TITLE = re.compile(r"[.)]\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that count on together: what stands before each, whether they are Roman, and in capitals.

    `offset` is the number less that of the physical page.
    """

    prefix: str
    roman: bool
    capitals: bool
    offset: int

    def label(self, page: int) -> str:
        value = page + self.offset
        number = to_roman(value) if self.roman else str(value)
        return self.prefix + (number.upper() if self.capitals else number)


@dataclass(frozen=True, slots=True)
class Folio:
    """A line of a page that holds its printed number; `alone`: it holds nothing else."""

    line: EdgeLine
    series: Series
    alone: bool

    @property
    def page(self) -> int:
        return self.line.page


def find_folios(lines: Iterable[EdgeLine], pages: int, titles: Set[int] = frozenset()) -> list[Folio]:
    """The lines whose number rises with the page over a run of pages.

    Where a number stands alone on a page, another one among words counts there only if it is the same; none does in
    `titles`, lines given by where they start.
    """
    readings = [folio for line in lines for folio in _readings(line)]
    alone = _in_runs([folio for folio in readings if folio.alone], min(FEWEST_PAGES, max(pages, 2)))
    of_page = {folio.page: folio.series for folio in alone}
    worded = [
        folio
        for folio in readings
        if not folio.alone and folio.line.start not in titles and of_page.get(folio.page, folio.series) == folio.series
    ]
    return [*alone, *(folio for folio in _in_runs([*alone, *worded], FEWEST_PAGES) if not folio.alone)]


def printed_labels(folios: Iterable[Folio], pages: int) -> list[str | None]:
    """What is printed on each page; a page between two of a run is counted, though it may bear no number."""
    runs: defaultdict[Series, set[int]] = defaultdict(set)
    for folio in folios:
        runs[folio.series].add(folio.page)
    found: dict[int, Series] = {}
    for series in sorted(runs, key=lambda each: len(runs[each])):
        found |= dict.fromkeys(runs[series], series)
    between = dict(_between(found))
    whole = {**between, **found}
    return [whole[page].label(page) if page in whole else None for page in range(1, pages + 1)]


def _between(found: Mapping[int, Series]) -> Iterator[tuple[int, Series]]:
    for before, after in pairwise(sorted(found)):
        if after - before <= REACH and found[before] == found[after]:
            yield from ((page, found[before]) for page in range(before + 1, after))


def labelled(pages: Sequence[SourcePage], printed: Sequence[str | None]) -> tuple[SourcePage, ...]:
    """Pages with the labels printed on them; those that the file states stay on others, if most of these are right."""
    compared = [(page.label, label) for page, label in zip(pages, printed, strict=True) if page.label and label]
    right = sum(_is_same(stated, label) for stated, label in compared)
    if len(compared) > 2 * right:
        pages = [replace(page, label=None) for page in pages]
    return tuple(
        replace(page, label=label) if label and not (page.label and _is_same(page.label, label)) else page
        for page, label in zip(pages, printed, strict=True)
    )


def _is_same(stated: str, printed: str) -> bool:
    """A file may state "A-3" where 3 is read."""
    stated, printed = stated.casefold(), printed.casefold()
    return stated == printed or bool(re.search(rf"(?<!\w){re.escape(printed)}$", stated))


def _readings(line: EdgeLine) -> Iterator[Folio]:
    """The numbers of a line that may be its page's."""
    text = line.text.strip()
    if alone := _ALONE.fullmatch(text):
        value, roman = _value(alone["number"])
        if value is not None:
            yield _folio(line, alone["prefix"] or "", alone["number"], value, roman=roman, alone=True)
        return
    if is_caption(text):
        return
    for word in _at_edges_of_cells(text):
        value, roman = _value(word)
        if value is not None and value not in _YEARS:
            yield _folio(line, "", word, value, roman=roman, alone=False)


def _folio(line: EdgeLine, prefix: str, word: str, value: int, *, roman: bool, alone: bool) -> Folio:
    return Folio(line, Series(prefix, roman, roman and word.isupper(), value - line.page), alone)


def _at_edges_of_cells(text: str) -> Iterator[str]:
    """Numbers at the beginning or end of a line or of a part that a wide gap sets off; "2. Title" begins a title."""
    if len(_NUMBER.findall(text)) > _MOST_NUMBERS:
        return
    for cell in text.split("\t"):
        bare = cell.strip(" |–—-·•_[]()")
        for match in _NUMBER.finditer(bare):
            rest = bare[match.end() :]
            begins = match.start() == 0 and not _BEGINS_TITLE.match(rest)
            if begins or not rest or _OF_ALL.fullmatch(rest):
                yield match.group()
        for match in _ROMAN_AT_EDGE.finditer(bare):
            yield match.group()


def _value(word: str) -> tuple[int | None, bool]:
    """The number, None for none, and whether it is Roman."""
    return (int(word), False) if word.isdecimal() else (from_roman(word), True)


def _in_runs(folios: Sequence[Folio], fewest: int) -> list[Folio]:
    """Those of a series that are at one place of near pages, and numbers alone of the series near these."""
    by_series: defaultdict[Series, list[Folio]] = defaultdict(list)
    for folio in folios:
        by_series[folio.series].append(folio)
    found: list[Folio] = []
    for members in by_series.values():
        by_side = {side: [folio for folio in members if folio.line.side is side] for side in Side}
        firm = [folio for folio in members if _is_firm(folio, by_side[folio.line.side], fewest)]
        pages = sorted({folio.page for folio in firm})
        loose = [folio for folio in members if folio not in firm and folio.alone and _is_near(folio.page, pages)]
        found += [*firm, *loose]
    return found


def _is_firm(folio: Folio, members: Sequence[Folio], fewest: int) -> bool:
    near = (other for other in members if abs(other.page - folio.page) <= REACH)
    return comes_again(folio.page, [other.page for other in near if _is_at_one_place(folio, other)], fewest)


def _is_at_one_place(folio: Folio, other: Folio) -> bool:
    """At about the same height; or, alone below texts of any length, one under the other."""
    if abs(other.line.distance - folio.line.distance) <= _SAME_PLACE * folio.line.height:
        return True
    return folio.alone and other.alone and abs(_middle(folio) - _middle(other)) <= _SAME_MIDDLE


def _middle(folio: Folio) -> float:
    line = folio.line.placed.line
    return (line.left + line.right) / 2


def _is_near(page: int, pages: Sequence[int]) -> bool:
    return any(abs(page - other) <= REACH for other in pages)
