"""Rows of a table: which bands are lines of one row, and what its cells hold."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from ingest.captions import is_table_note
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.tables.chunks import Band, Chunk
from ingest.readers.pdf.tables.columns import Columns

CELL_GAP, LINE_GAP = "\t", "\n"
_VALUE = re.compile(r"[\s$€£¥()<>±~+−–—\-*†‡%.,:/’'\d]*(?:\d|[–—−-]|n\.?a\.?)[\s$€£¥()<>±~+−–—\-*†‡%.,:/’'\d]*", re.I)
_ENUMERATOR = re.compile(r"\(?\d{1,2}[.)]")
# Shares of the size of the type: bands nearer than this are one line, further than that two rows.
_OVERLAP, _LEADING = 0.8, 1.6
# Where rows are set apart, the distance of their lines is so much more than that of the lines in a cell.
_LOOSE, _TIGHT = 1.25, 1.12
_SPACE = 0.3
_MOSTLY, _NEARLY = 0.5, 0.7
_ALMOST_ALL = 0.9
_FEWEST_FILLED, _FEWEST_APART = 3, 2
_CELLS_OF_A_NOTE = 2
# A narrower cell does not tell whether its line was full.
_TELLING = 8.0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row: for each column that holds something its chunks, from the top down."""

    cells: dict[int, tuple[Chunk, ...]]
    bands: tuple[Band, ...]

    @property
    def baseline(self) -> float:
        return self.bands[0].baseline

    @property
    def last(self) -> float:
        return self.bands[-1].baseline


def is_value(text: str) -> bool:
    """Whether a cell holds a number, an amount, a range, or the sign that stands where there is none."""
    return bool(_VALUE.fullmatch(text)) and not _ENUMERATOR.fullmatch(text.strip())


def rows_of(bands: Sequence[Band], columns: Columns, rules: Sequence[float]) -> list[Row]:
    """The rows from the top down; `rules`: the heights at which rules part them."""
    groups: list[list[Band]] = []
    joint = _Joint(bands, columns)
    for band in bands:
        if groups and not _is_between(rules, groups[-1][-1], band) and joint.joins(groups[-1], band):
            groups[-1].append(band)
        else:
            groups.append([band])
    return [row_of(group, columns) for group in groups]


def ruled_rows(bands: Sequence[Band], columns: Columns, rules: Sequence[float], *, grid: bool) -> list[Row]:
    """The rows where each is between two rules, if what stands there mostly goes on from line to line.

    Between two rules that hold values below each other there are several.
    """
    groups: list[list[Band]] = []
    for band in bands:
        if groups and not _is_between(rules, groups[-1][-1], band):
            groups[-1].append(band)
        else:
            groups.append([band])
    pairs = [pair for group in groups for pair in pairwise(group)]
    if not _wrap(pairs, _Joint(bands, columns), grid=grid) or any(_is_filled(group, columns) for group in groups):
        return rows_of(bands, columns, rules)
    return [
        row
        for group in groups
        for row in (rows_of(group, columns, ()) if _stacks_values(group, columns) else [row_of(group, columns)])
    ]


def _wrap(pairs: Sequence[tuple[Band, Band]], joint: "_Joint", *, grid: bool) -> bool:
    """Whether lines between the same rules mostly go on; in a `grid` cells too narrow to tell are taken to."""
    votes = [vote for one, other in pairs if (vote := joint.wraps(one, other)) is not None]
    return sum(votes) >= _MOSTLY * (len(votes) if grid else len(pairs))


def _is_filled(bands: Sequence[Band], columns: Columns) -> bool:
    """Whether band after band has something in each column, as rows have and the lines of one row do not."""
    held = [{columns.of(chunk) for chunk in band.chunks} for band in bands]
    used = len(set().union(*held))
    full = sum(len(each) >= _NEARLY * used for each in held)
    return len(bands) >= _FEWEST_FILLED and used > 1 and full >= _NEARLY * len(bands) and not _goes_on(bands, columns)


def _goes_on(bands: Sequence[Band], columns: Columns) -> bool:
    joint = _Joint(bands, columns)
    votes = [joint.wraps(one, other) for one, other in pairwise(bands)]
    return sum(vote is True for vote in votes) >= _NEARLY * len(votes)


def _stacks_values(bands: Sequence[Band], columns: Columns) -> bool:
    """Whether a column holds a value in one band and another in the next."""
    held = [_valued(band, columns) for band in bands]
    return any(one & other for one, other in pairwise(held))


def _valued(band: Band, columns: Columns) -> set[int]:
    """The columns in which a band holds a value and nothing else."""
    texts: dict[int, str] = {}
    for chunk in band.chunks:
        number = columns.of(chunk)
        texts[number] = f"{texts.get(number, '')} {chunk.text}"
    return {number for number, text in texts.items() if is_value(text)}


def _is_between(rules: Sequence[float], above: Band, below: Band) -> bool:
    low = min(above.baseline, below.baseline)
    return any(low - 0.2 * above.size <= at <= below.baseline - 0.3 * below.size for at in rules)


def row_of(bands: Sequence[Band], columns: Columns) -> Row:
    cells: dict[int, list[Chunk]] = {}
    for band in bands:
        for chunk in band.chunks:
            cells.setdefault(columns.of(chunk), []).append(chunk)
    return Row({number: tuple(cells[number]) for number in sorted(cells)}, tuple(bands))


class _Joint:
    """Tells whether a band goes on with the row above it."""

    def __init__(self, bands: Sequence[Band], columns: Columns) -> None:
        self._columns = columns
        self._edges: dict[int, float] = {}
        for band in bands:
            for chunk in band.chunks:
                if not columns.crosses(chunk):
                    number = columns.of(chunk)
                    self._edges[number] = max(self._edges.get(number, 0.0), chunk.right)
        distances = [b.baseline - a.baseline for a, b in pairwise(bands)]
        size = max((band.size for band in bands), default=1.0)
        steps = [distance for distance in distances if distance >= _OVERLAP * size]
        self._least = min(steps, default=0.0)
        loose = sum(distance >= _LOOSE * self._least for distance in steps)
        self._is_parted = (2 * loose >= len(steps) - loose or self._begin_apart(bands)) and len(steps) > loose

    def _begin_apart(self, bands: Sequence[Band]) -> bool:
        """Whether each band that begins in the first column is set apart from what is above, and no other one is."""
        steps = [(b.baseline - a.baseline, 0 in self._held([b])) for a, b in pairwise(bands)]
        apart = [first == (distance > _LOOSE * self._least) for distance, first in steps]
        return sum(apart) >= _ALMOST_ALL * len(apart) and sum(first for _, first in steps) >= _FEWEST_APART

    def joins(self, row: Sequence[Band], band: Band) -> bool:
        distance = band.baseline - row[-1].baseline
        if distance < _OVERLAP * band.size:
            return True
        above, here = self._held(row), self._held([band])
        shared = above.keys() & here.keys()
        if distance > _LEADING * band.size or any(is_value(above[n].text) and is_value(here[n].text) for n in shared):
            return False
        if self._is_parted and distance > _LOOSE * self._least:
            return False
        lower = any(here[number].text[:1].islower() for number in shared)
        if not shared or (len(here) == self._columns.count and not self._is_parted and not lower):
            return False
        return all(self._goes_on(above[number], here[number], number) for number in shared) or (
            self._is_parted and distance <= _TIGHT * self._least and here.keys() <= above.keys()
        )

    def wraps(self, above: Band, below: Band) -> bool | None:
        """Whether the widest cell that has a line in both goes on; None where all are too narrow to tell."""
        one, other = self._held([above]), self._held([below])
        shared = sorted(one.keys() & other.keys(), key=lambda n: one[n].right - one[n].left)
        if not shared or (len(other) == 1 and 0 not in other):
            return True
        if _valued(above, self._columns) & _valued(below, self._columns):
            return False
        widest = one[shared[-1]]
        if widest.right - widest.left < _TELLING * widest.line.size and not other[shared[-1]].text[:1].islower():
            return None
        return self._goes_on(widest, other[shared[-1]], shared[-1])

    def _held(self, bands: Iterable[Band]) -> dict[int, Chunk]:
        """The last chunk in each column."""
        return {self._columns.of(chunk): chunk for band in bands for chunk in band.chunks}

    def _goes_on(self, above: Chunk, here: Chunk, number: int) -> bool:
        """Whether a cell was wrapped: what comes begins in lower case, or its first word had no more room."""
        if here.text[:1].islower() or above.text[-1:] in "-,(/&":
            return True
        if is_value(above.text) != is_value(here.text):
            return False
        space = _SPACE * above.line.size
        return above.right + space + here.first_word > self._edges.get(number, 0.0) + space


def notes_of(rows: Sequence[Row]) -> tuple[list[PageLine], list[Row]]:
    """The lines of the last rows that are notes, and the other rows."""
    kept = list(rows)
    notes: list[PageLine] = []
    while len(kept) > 1 and _is_note(kept[-1]):
        notes = [line for band in kept.pop().bands for line in band.lines] + notes
    return notes, kept


def _is_note(row: Row) -> bool:
    text = " ".join(chunk.text for held in row.cells.values() for chunk in held)
    return len(row.cells) <= _CELLS_OF_A_NOTE and (is_table_note(text.lstrip("_ ")) or not any(map(str.isalnum, text)))


def line_of(row: Row) -> PageLine:
    """A row as one line: its cells are parted by tabs, the lines of a cell by line feeds."""
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    for number in range(max(row.cells) + 1):
        if number:
            _put(text, edges, CELL_GAP, row)
        before: Chunk | None = None
        for chunk in row.cells.get(number, ()):
            if before is not None:
                _put(text, edges, " " if _is_beside(before, chunk) else LINE_GAP, row)
            text += chunk.text
            edges += chunk.line.edges[chunk.start : chunk.end]
            before = chunk
    chunks = [chunk for held in row.cells.values() for chunk in held]
    weights = [chunk.end - chunk.start for chunk in chunks]
    whole = sum(weights)
    fonts: Counter[str] = Counter()
    for chunk in chunks:
        fonts.update(chunk.line.fonts)
    return PageLine(
        "".join(text),
        tuple(edges),
        min(chunk.line.top for chunk in chunks),
        max(chunk.line.bottom for chunk in chunks),
        row.baseline,
        mode(chunk.line.size for chunk in chunks),
        sum(chunk.line.bold * weight for chunk, weight in zip(chunks, weights, strict=True)) / whole,
        sum(chunk.line.italic * weight for chunk, weight in zip(chunks, weights, strict=True)) / whole,
        fonts,
        mode(chunk.line.colour for chunk in chunks),
        max(row.cells) + 1,
    )


def _put(text: list[str], edges: list[tuple[float, float]], gap: str, row: Row) -> None:
    text.append(gap)
    left = min(chunk.left for held in row.cells.values() for chunk in held)
    at = edges[-1][1] if edges else left
    edges.append((at, at))


def _is_beside(before: Chunk, chunk: Chunk) -> bool:
    return abs(chunk.line.baseline - before.line.baseline) <= 0.5 * chunk.line.size
