"""Page furniture: page numbers and running titles, which are on the pages but not in the text."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.captions import is_caption
from ingest.joints import continues
from ingest.lines import Line
from ingest.roman import from_roman
from ingest.sentences import ends_sentence
from ingest.source import SourcePage

# How many lines from the edge of a page may be furniture.
_DEPTH = 3
_TOP, _BOTTOM = 1, -1
# It comes again: on three pages of which the last is at most so many after the first.
_FEWEST_PAGES = 3
_REACH = 5
_NUMBER = re.compile(r"(?<!\w)\d{1,4}(?!\w)")
_ROMAN_ALONE = re.compile(r"\W*(?P<number>[ivxlc]{1,8})\W*", re.I)
_MOST_NUMBERS = 4
_NUMBER_ALONE = re.compile(r"\d{1,4}")
_MOST_MISSING_NUMBERS = 2
# Lines that stand one below the other, as the cells of a table may, are so far apart.
_NEIGHBOURS = 2

# The lines before, of and after a number.
Place = tuple[int, int, int]


def without_furniture(
    lines: Sequence[Line], pages: Sequence[SourcePage], known: Sequence[tuple[int, int]] = ()
) -> list[Line]:
    """The lines, blank where they are furniture; `known`: ranges that a reader found by their place on the page."""
    starts = {start for start, _ in known}
    gone = set(_of_pages(lines, pages) if pages else _numbers(lines))
    gone |= {index for index, line in enumerate(lines) if line.start in starts}
    return [replace(line, end=line.start, text="") if index in gone else line for index, line in enumerate(lines)]


def _of_pages(lines: Sequence[Line], pages: Sequence[SourcePage]) -> Iterator[int]:
    """Lines at the edges of physical pages that are the page's label, or that come again page after page."""
    starts = [page.start for page in pages]
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.text:
            by_page[bisect_right(starts, line.start)].append(index)
    labels = {page.number: page.label for page in pages}
    found: dict[int, set[int]] = defaultdict(set)
    for step in (_TOP, _BOTTOM):
        edges = {page: inside[::step][:_DEPTH] for page, inside in by_page.items()}
        for page, index in _running(lines, edges, labels, keeps_first=step is _TOP):
            found[page].add(index)
    for page, gone in found.items():
        alone = len(gone) == len(by_page[page])
        yield from (index for index in gone if not alone or not _has_letters(lines[index]))


def _running(
    lines: Sequence[Line],
    edges: Mapping[int, Sequence[int]],
    labels: Mapping[int, str | None],
    *,
    keeps_first: bool,
) -> Iterator[tuple[int, int]]:
    """Page and line of what runs along one edge of the pages, from the edge inwards.

    The first line of its kind may be the title that the others repeat; it stays where it `keeps_first`.
    """
    seen: dict[tuple[int, str], list[int]] = defaultdict(list)
    for page, inside in edges.items():
        for index in inside:
            for form in _forms(lines[index], page):
                seen[form].append(page)
    for page, inside in edges.items():
        for index in inside:
            again = [form for form in _forms(lines[index], page) if _comes_again(form, page, seen)]
            is_first = keeps_first and all("#" not in form[1] and seen[form][0] == page for form in again)
            if lines[index].text != labels.get(page) and (not again or is_first):
                break
            yield page, index


def _forms(line: Line, page: int) -> set[tuple[int, str]]:
    """What stays the same from page to page: a line as it is, or with its number counted from the page's.

    Sentences, and captions of tables that run over pages, belong to the text.
    """
    is_title = _has_letters(line) and not ends_sentence(line.text) and not is_caption(line.text)
    forms = {(0, line.text)} if is_title else set()
    numbers = list(_NUMBER.finditer(line.text))
    for match in numbers:
        if (is_title and len(numbers) <= _MOST_NUMBERS) or _is_at_an_end(match, line.text):
            forms.add((int(match.group()) - page, f"{line.text[: match.start()]}#{line.text[match.end() :]}"))
    roman = _ROMAN_ALONE.fullmatch(line.text)
    value = from_roman(roman["number"]) if roman else None
    return forms if value is None else forms | {(value - page, "#")}


def _comes_again(form: tuple[int, str], page: int, seen: Mapping[tuple[int, str], list[int]]) -> bool:
    """Whether it stands on pages nearby."""
    pages = seen[form]
    at = bisect_right(pages, page) - 1
    runs = (pages[low : low + _FEWEST_PAGES] for low in range(max(at - _FEWEST_PAGES + 1, 0), at + 1))
    return any(len(run) == _FEWEST_PAGES and run[-1] - run[0] <= _REACH for run in runs)


def _is_at_an_end(number: re.Match[str], text: str) -> bool:
    around = text[: number.start()], text[number.end() :]
    return not all(any(map(str.isalnum, part)) for part in around)


def _has_letters(line: Line) -> bool:
    return any(character.isalpha() for character in line.text)


def _numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Lines of a text without pages that hold a page's number: at a form feed, or counting up through it."""
    filled = [index for index, line in enumerate(lines) if line.text]
    apart = []
    for before, index, after in zip(filled, filled[1:], filled[2:], strict=False):
        if not _NUMBER_ALONE.fullmatch(lines[index].text):
            continue
        if any(line.page_break for line in lines[before:after]):
            yield index
        elif after - before > _NEIGHBOURS and not _NUMBER_ALONE.fullmatch(lines[after].text):
            apart.append((before, index, after))
    for run in _counting_up(lines, apart):
        if any(continues(lines[before].text, lines[after].text) for before, _, after in run):
            yield from (index for _, index, _ in run)


def _counting_up(lines: Sequence[Line], places: Iterable[Place]) -> list[list[Place]]:
    """Runs of numbers that rise by one; a page or two may have been without."""
    runs: dict[int, list[Place]] = {}
    for place in places:
        number = int(lines[place[1]].text)
        before = next((n for n in range(number - 1, number - 2 - _MOST_MISSING_NUMBERS, -1) if n in runs), None)
        run = runs.pop(before) if before is not None else []
        run.append(place)
        runs[number] = run
    return [run for run in runs.values() if len(run) >= _FEWEST_PAGES]
