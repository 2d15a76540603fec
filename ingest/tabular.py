"""Tables in text: rows whose cells are parted by tabs or bars, below each other, and their captions."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.captions import is_table_caption, is_table_note
from ingest.lines import RULE, Line, is_row, lines_of
from ingest.source import SourceTable

_FEWEST_ROWS = 2


def find_tables(text: str) -> tuple[SourceTable, ...]:
    """The tables of a text, in order."""
    lines = list(lines_of(text))
    runs = groupby(range(len(lines)), key=lambda n: is_row(lines[n].text) or _is_rule(text, lines[n]))
    found = (_table(lines, list(run)) for is_table, run in runs if is_table)
    return tuple(table for table in found if table is not None)


def _is_rule(text: str, line: Line) -> bool:
    """Whether it is the rule below the head of a table in Markdown."""
    end = text.find("\n", line.start)
    content = text[line.start : end if end >= 0 else len(text)]
    return not line.text and "|" in content and bool(RULE.fullmatch(content))


def _table(lines: Sequence[Line], run: Sequence[int]) -> SourceTable | None:
    rows = [n for n in run if lines[n].text]
    if len(rows) < _FEWEST_ROWS:
        return None
    ruled = next((n for n in run if not lines[n].text), None)
    head = sum(n < ruled for n in rows) if ruled is not None else 0
    above, below = list(_caption(lines, rows[0], -1)), list(_caption(lines, rows[-1], 1))
    notes = list(_notes(lines, (below or rows)[-1]))
    caption = above[::-1] or below
    inside = sorted([*rows, *caption, *notes])
    return SourceTable(
        lines[inside[0]].start,
        lines[inside[-1]].end,
        tuple((lines[n].start, lines[n].end) for n in rows),
        head,
        (lines[caption[0]].start, lines[caption[-1]].end) if caption else None,
    )


def _caption(lines: Sequence[Line], row: int, step: int) -> Iterator[int]:
    """The line above or below the rows that is a caption, a blank line or none between them."""
    for n in (row + step, row + 2 * step):
        if 0 <= n < len(lines) and lines[n].text:
            if is_table_caption(lines[n].text):
                yield n
            return


def _notes(lines: Sequence[Line], last: int) -> Iterator[int]:
    """The lines right below, if the first begins as notes do."""
    for n in range(last + 1, len(lines)):
        if not lines[n].text or (n == last + 1 and not is_table_note(lines[n].text)):
            return
        yield n
