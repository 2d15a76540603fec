"""Which ranges of a source are tables: their rows, captions, and whether one goes on from the page before."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ingest.readers.pdf.assembling import Paragraph, PlacedLine
from ingest.readers.pdf.lines import TablePart
from ingest.source import SourceTable
from ingest.titles import letters

_ROWS = (TablePart.HEAD, TablePart.ROW)
# Of the size of the type; a line that stands out above a table and is no heading is its caption.
_NEXT, _ALL = 2.5, 0.9
_MOST_WORDS, _MOST_LINES = 30, 3
# In points.
_SLACK = 12.0


def source_tables(
    paragraphs: Sequence[Paragraph], headings: Container[int], furniture: Container[int]
) -> tuple[SourceTable, ...]:
    """The tables in the order of the source. `headings`, `furniture`: where paragraphs begin that are such."""
    found: list[SourceTable] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.start in furniture:
            continue
        if is_table(paragraph):
            table = _table(paragraph)
            if table.caption is None and before is not None and is_table(before) and _goes_on(before, paragraph):
                table = replace(table, continues=True, head=table.head if _repeats_head(before, paragraph) else 0)
            elif table.caption is None and before is not None and _is_caption(before, paragraph, headings):
                table = replace(table, start=before.start, caption=(before.start, before.end))
            found.append(table)
        before = paragraph
    return tuple(found)


def is_table(paragraph: Paragraph) -> bool:
    return paragraph.lines[0].line.part is not None


def _table(paragraph: Paragraph) -> SourceTable:
    rows = [placed for placed in paragraph.lines if placed.line.part in _ROWS]
    caption = [placed for placed in paragraph.lines if placed.line.part is TablePart.CAPTION]
    return SourceTable(
        paragraph.start,
        paragraph.end,
        tuple((placed.start, placed.end) for placed in rows),
        sum(placed.line.part is TablePart.HEAD for placed in rows),
        (caption[0].start, caption[-1].end) if caption else None,
    )


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether the rows of the page before go on: the head comes again, or both are as wide."""
    if paragraph.page != before.page + 1:
        return False
    one, other = _edges(before), _edges(paragraph)
    as_wide = abs(one[0] - other[0]) <= _SLACK and abs(one[1] - other[1]) <= _SLACK
    return as_wide or _repeats_head(before, paragraph)


def _edges(table: Paragraph) -> tuple[float, float]:
    rows = [placed.line for placed in table.lines if placed.line.part in _ROWS]
    edges = [edge for line in rows for edge in line.edges]
    return min(edge[0] for edge in edges), max(edge[1] for edge in edges)


def _repeats_head(before: Paragraph, paragraph: Paragraph) -> bool:
    return letters(_first_row(before)) == letters(_first_row(paragraph)) != ""


def _first_row(table: Paragraph) -> str:
    return next(placed.line.text for placed in table.lines if placed.line.part in _ROWS)


def _is_caption(above: Paragraph, table: Paragraph, headings: Container[int]) -> bool:
    """Whether a short paragraph that stands out right above a table is its caption."""
    lines = [placed.line for placed in above.lines]
    if above.page != table.page or above.start in headings or is_table(above) or len(lines) > _MOST_LINES:
        return False
    top = min(placed.line.top for placed in table.lines)
    left, right = _edges(table)
    return (
        all(line.bold + line.italic >= _ALL and line.cells == 1 for line in lines)
        and len(above.text.split()) <= _MOST_WORDS
        and 0 <= top - lines[-1].bottom <= _NEXT * lines[-1].size
        and _overlaps(above.lines, left, right)
    )


def _overlaps(lines: Iterable[PlacedLine], left: float, right: float) -> bool:
    return any(placed.line.left < right and placed.line.right > left for placed in lines)
