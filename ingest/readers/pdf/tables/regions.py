"""Where on a page a table may be: where line after line is parted by wide gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.captions import is_table_note
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.tables.chunks import Band, chunks_of

# Shares of the size of the type.
WIDE_GAP = 0.85
_NEXT_BAND, _SAME_EDGE = 3.2, 0.2
# Of a table's width.
_NARROW = 0.6
_MOST_PENDING = 6
# The characters of the sign before a note.
_MARKER = 4


@dataclass(slots=True)
class Region:
    """Lines that may be a table; `rows` and `columns` are the places of the rules that part it.

    `pending` are lines that belong to it if a row comes below them; `closed`: none does, its notes have begun.
    """

    lines: list[PageLine]
    rows: tuple[float, ...] = ()
    columns: tuple[float, ...] = ()
    pending: list[PageLine] = field(default_factory=list)
    closed: bool = False

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


def is_parted(line: PageLine) -> bool:
    """Whether a wide gap parts a line."""
    return sum(1 for _ in chunks_of(line, WIDE_GAP)) > 1


def gapped_regions(lines: Sequence[PageLine]) -> list[Region]:
    """Regions of lines below each other that wide gaps part, with the lesser lines between them."""
    regions: list[Region] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.left)):
        parted = is_parted(line)
        region = next((r for r in reversed(regions) if _is_next(r, line, parted=parted)), None)
        if region is not None and _is_long_note(region, line):
            region.closed = True
            continue
        if region is None:
            if parted:
                regions.append(Region([line]))
        elif parted:
            region.lines += [*region.pending, line]
            region.pending = []
        else:
            region.pending.append(line)
    for region in regions:
        region.lines += _trailing(region)
        region.pending = []
    return regions


def _is_long_note(region: Region, line: PageLine) -> bool:
    """Whether the notes below a table begin."""
    width = region.right - region.left
    first, *others = chunks_of(line, WIDE_GAP)
    alone = not others or (len(others) == 1 and len(first.text) <= _MARKER)
    return alone and is_table_note(line.text) and line.right - line.left > _NARROW * width


def _is_next(region: Region, line: PageLine, *, parted: bool) -> bool:
    if region.closed:
        return False
    last = max(line.baseline for line in (*region.lines, *region.pending))
    if line.baseline - last > _NEXT_BAND * line.size or min(line.right, region.right) <= max(line.left, region.left):
        return False
    if len(region.pending) > _MOST_PENDING:
        return False
    width = region.right - region.left
    if parted:
        return True
    inside = region.left - line.size <= line.left and line.right <= region.right + line.size
    return inside and (line.right - line.left <= _NARROW * width or line.left > region.left + line.size)


def trimmed(bands: Sequence[Band], width: float, *, ruled: bool) -> list[Band]:
    """The bands without those before the first and behind the last row that are no part of it.

    Between rules only long lines are none, and what stands above all rows like a title.
    """
    parts = [band for band in bands if _is_parted(band)]
    if not parts:
        return []
    first, last = bands.index(parts[0]), bands.index(parts[-1])
    left = min(chunk.left for band in bands for chunk in band.chunks)
    while first and not _is_at(left, bands[first - 1]) and _is_narrow(bands[first - 1], width):
        if not ruled and not _is_near(bands[first - 1], bands[first]):
            break
        first -= 1
    while last + 1 < len(bands):
        below = bands[last + 1]
        is_cell = not _is_at(left, below) or (ruled and _is_narrow(below, width))
        if not is_cell or not (ruled or (_is_near(bands[last], below) and not _is_folio(below, bands[last]))):
            break
        last += 1
    return list(bands[first : last + 1])


def _is_at(left: float, band: Band) -> bool:
    return band.chunks[0].left <= left + band.size


def _is_narrow(band: Band, width: float) -> bool:
    return band.chunks[-1].right - band.chunks[0].left <= _NARROW * width


def _is_near(above: Band, below: Band) -> bool:
    return below.baseline - above.baseline <= 1.5 * max(above.size, below.size)


def _is_folio(band: Band, above: Band) -> bool:
    """Whether it begins with a number of the page, and not right below a cell that goes on with it."""
    first = band.chunks[0]
    below = any(abs(first.left - chunk.left) <= _SAME_EDGE * band.size for chunk in above.chunks)
    return first.text.isdecimal() and not below


def _is_parted(band: Band) -> bool:
    return len(band.lines) > 1 or is_parted(band.lines[0])


def _trailing(region: Region) -> list[PageLine]:
    """What still belongs to the last row: lines close below that are not at the left edge."""
    found: list[PageLine] = []
    last = max(line.baseline for line in region.lines)
    for line in region.pending:
        if line.baseline - last > 1.5 * line.size or line.left <= region.left + line.size:
            break
        found.append(line)
        last = max(last, line.baseline)
    return found
