"""Which lines of a source are rows, captions and notes of a table."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

from ingest.source import SourceTable


class TableRole(Enum):
    """What a stretch of a table is."""

    CAPTION = auto()
    HEAD = auto()
    ROW = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class TablePart:
    """A stretch of a table: which table, one that goes on counting as the one before; what it is, and its range."""

    table: int
    role: TableRole
    start: int
    end: int


class TableParts:
    """Finds the part of a table that a place in the source is in."""

    def __init__(self, tables: Sequence[SourceTable]) -> None:
        numbers: list[int] = []
        for number, table in enumerate(tables):
            numbers.append(numbers[-1] if table.continues and numbers else number)
        parts = [part for number, table in zip(numbers, tables, strict=True) for part in _parts(number, table)]
        self._parts = sorted(parts, key=_START)

    def at(self, place: int) -> TablePart | None:
        """The part that a place is in."""
        index = bisect_right(self._parts, place, key=_START) - 1
        found = self._parts[index] if index >= 0 else None
        return found if found is not None and place < found.end else None


_START = attrgetter("start")


def _parts(number: int, table: SourceTable) -> list[TablePart]:
    rows = [
        TablePart(number, TableRole.HEAD if n < table.head else TableRole.ROW, start, end)
        for n, (start, end) in enumerate(table.rows)
    ]
    caption = [TablePart(number, TableRole.CAPTION, *table.caption)] if table.caption else []
    known = sorted([*caption, *rows], key=_START)
    last = known[-1].end
    return [*known, TablePart(number, TableRole.NOTE, last, table.end)] if last < table.end else known
