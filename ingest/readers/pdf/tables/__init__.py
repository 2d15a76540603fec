"""Tables of a page: their rows, whose wrapped cells are whole, their caption and the notes below them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from ingest.readers.pdf.lines import PageLine, TablePart
from ingest.readers.pdf.paragraphs import Leading, at_edges
from ingest.readers.pdf.rules import Rules
from ingest.readers.pdf.tables.captions import Around, captions_of
from ingest.readers.pdf.tables.chunks import bands_of, parted_at
from ingest.readers.pdf.tables.columns import columns_by_gaps, columns_by_rules
from ingest.readers.pdf.tables.heads import head_rows
from ingest.readers.pdf.tables.plausible import is_table
from ingest.readers.pdf.tables.regions import Region, gapped_regions, trimmed
from ingest.readers.pdf.tables.rows import line_of, notes_of, rows_of, ruled_rows
from ingest.readers.pdf.tables.ruled import rows_between, ruled_regions, without_underlines

# Shares of the size of the type.
_GAP, _LEADING = 0.55, 1.7


@dataclass(frozen=True, slots=True)
class PageTable:
    """The lines of a table in their order, each with its part in it, and the lines of the page that they take up."""

    lines: tuple[PageLine, ...]
    used: tuple[PageLine, ...]


def tables_of(
    lines: Sequence[PageLine], rules: Rules, height: float, leading: Leading, running: Container[int] = ()
) -> list[PageTable]:
    """The tables of a page. `running`: the identities of lines that come again at the edges of pages."""
    upright = [line for line in lines if not line.turned]
    found = _candidates([line for line in upright if id(line) not in running], height, leading)
    known = {id(line) for line in found}
    return list(_tables(found, [line for line in upright if id(line) not in known], rules))


def _candidates(lines: Sequence[PageLine], height: float, leading: Leading) -> list[PageLine]:
    """The lines but those that stand alone at the edges of the page."""
    top, found, bottom = at_edges(lines, height, leading)
    for edge, down in ((reversed(top), False), (iter(bottom), True)):
        for line in edge:
            if any(_is_next(line, other, down=down) for other in found):
                found.append(line)
    return found


def _is_next(line: PageLine, other: PageLine, *, down: bool) -> bool:
    above, below = (other, line) if down else (line, other)
    shared = min(line.right, other.right) > max(line.left, other.left)
    return shared and 0 <= below.baseline - above.baseline <= _LEADING * line.size


def _tables(lines: Sequence[PageLine], edges: Sequence[PageLine], rules: Rules) -> Iterator[PageTable]:
    left = list(lines)
    used: set[int] = set()
    rules = without_underlines(rules, left)
    for find in (partial(ruled_regions, rules=rules, edges=edges), gapped_regions):
        for region in sorted(find(left), key=attrgetter("top")):
            found = None if any(id(line) in used for line in region.lines) else _table(region, left, rules)
            if found is not None:
                yield found
                used |= {id(line) for line in found.used}
                left = [line for line in left if id(line) not in used]


def _table(region: Region, lines: Sequence[PageLine], rules: Rules) -> PageTable | None:
    bands = bands_of(region.lines, _GAP)
    bands = trimmed(bands, region.right - region.left, ruled=bool(region.rows))
    if not bands:
        return None
    region = replace(region, lines=[line for band in bands for line in band.lines])
    bands = parted_at(bands, region.columns)
    columns = columns_by_rules(bands, region.columns) if region.columns else columns_by_gaps(bands)
    between = region.rows or rows_between(rules.level, region.box)
    rows = (
        ruled_rows(bands, columns, between, grid=bool(region.columns))
        if region.rows
        else rows_of(bands, columns, between)
    )
    notes, rows = notes_of(rows)
    inside = {id(line) for line in region.lines}
    around = captions_of(region, [line for line in lines if id(line) not in inside])
    if around.figure and not region.columns:
        return None
    ruled, grid, captioned = len(between) > len(rows) / 2, bool(region.columns), bool(around.caption)
    if not is_table(rows, columns, ruled=ruled, grid=grid, captioned=captioned):
        return None
    head = head_rows(rows, between)
    lines_of_rows = [
        replace(line_of(row), part=TablePart.HEAD if n < head else TablePart.ROW) for n, row in enumerate(rows)
    ]
    return PageTable(tuple(_ordered(around, lines_of_rows, notes)), (*region.lines, *around.caption, *around.notes))


def _ordered(around: Around, rows: Sequence[PageLine], notes: Sequence[PageLine]) -> Iterator[PageLine]:
    caption = [replace(line, part=TablePart.CAPTION) for line in around.caption]
    yield from () if around.below else caption
    yield from rows
    yield from caption if around.below else ()
    yield from (replace(line, part=TablePart.NOTE) for line in (*notes, *around.notes))
