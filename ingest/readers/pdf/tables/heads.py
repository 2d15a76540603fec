"""Which of the first rows of a table name its columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.tables.plausible import text_of
from ingest.readers.pdf.tables.rows import Row, is_value

_MOST = 4
_MOST_WORDS = 6
_BOLD = 0.8
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?")


def head_rows(rows: Sequence[Row], rules: Sequence[float]) -> int:
    """How many: those in bold, those above a rule that is not below every row, without a first cell or values."""
    most = min(_MOST, len(rows) - 1)
    bold = _leading([_is_bold(row) for row in rows], most)
    if bold:
        return bold
    parted = [any(one.last < at < other.baseline for at in rules) for one, other in pairwise(rows)]
    if any(parted[:most]) and sum(parted) * 2 <= len(parted):
        first = parted.index(True)
        if (end := next((n for n in range(first, most) if not parted[n]), None)) is not None:
            return end
    empty = _leading([0 not in row.cells for row in rows], most)
    if empty:
        return empty
    if any(map(_holds_value, rows)):
        return _leading([not _holds_value(row) for row in rows], most)
    return int(most > 0 and all(len(text_of(held).split()) <= _MOST_WORDS for held in rows[0].cells.values()))


def _leading(marks: Sequence[bool], most: int) -> int:
    """How many come before the first that is not so; none where all of them are so."""
    count = next((n for n, mark in enumerate(marks) if not mark), 0)
    return count if count <= most else 0


def _is_bold(row: Row) -> bool:
    chunks = [chunk for held in row.cells.values() for chunk in held]
    return all(chunk.line.bold >= _BOLD for chunk in chunks)


def _holds_value(row: Row) -> bool:
    """Whether there is a value behind the first cell; years name columns."""
    texts = [text_of(held) for number, held in row.cells.items() if number]
    return any(is_value(text) and not _YEARS.fullmatch(text) for text in texts)
