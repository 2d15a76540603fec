"""From characters on a page to lines of text in the order of the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from statistics import median, mode

from ingest.readers.pdf.glyphs import Glyph, Glyphs

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Shares of the size of the type.
_SAME_BASELINE = 0.25
_SPACE = 0.15
# The marker of a note belongs to the word before it.
_BEFORE_MARKER = 0.5
_CELL = 1.4
_BACK = 0.6
# A marker of a note is smaller than its line and stands higher.
_SMALL, _RAISED = 0.8, 0.15
_CELL_GAP = "\t"
# Lines that the pieces of one line may be apart in the file.
_NEAR = 3
# In sizes of type: spaces of a justified line are hardly wider, and it begins and ends as near where others do.
_WIDEST_SPACE, _SAME_EDGE = 3.0, 0.7
# Two cells a line, often and of so many characters, are columns and no table.
_FEWEST_OF_COLUMNS, _LEAST_OF_A_COLUMN, _SAME_GUTTER = 5, 20, 12.0


class TablePart(StrEnum):
    """What a line is to the table that it belongs to."""

    CAPTION = "caption"
    HEAD = "head"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its text, the left and right edge of each character, and the box around it, in points from the top left.

    `size` and `colour` are those of most of its characters, `bold` and `italic` the shares of those that are set so;
    `fonts` counts characters by font; `cells`: wide gaps part it, each is a tab in the text; `raised` are the places of
    letters and signs that stand higher and are smaller. A row of a table is one line: where a cell has several, line
    feeds part them.
    """

    text: str
    edges: tuple[tuple[float, float], ...]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: float
    italic: float
    fonts: Mapping[str, int]
    colour: int
    cells: int
    turned: bool = False
    raised: frozenset[int] = frozenset()
    part: TablePart | None = None

    @property
    def tabular(self) -> bool:
        """Whether it is part of a table, or looks as if it were."""
        return self.cells > 1 or self.part is not None

    @property
    def left(self) -> float:
        return self.edges[0][0]

    @property
    def right(self) -> float:
        return self.edges[-1][1]


def lines_of_page(page: Glyphs) -> list[PageLine]:
    """The lines in the order of the file; what is turned on the page comes last."""
    upright = [glyph for glyph in page.glyphs if glyph is None or glyph.upright]
    turned = [glyph for glyph in page.glyphs if glyph is not None and not glyph.upright]
    found = [_line(pieces) for pieces in _joined(_pieces(upright))]
    lines = _justified([line for line in found if line is not None])
    others = [replace(line, turned=True) for line in (_line([run]) for run in _turned(turned)) if line is not None]
    return [*_columns_parted(lines), *others]


def _pieces(glyphs: Iterable[Glyph | None]) -> Iterator[list[Glyph]]:
    """Characters that follow each other along one baseline without a wide gap."""
    piece: list[Glyph] = []
    for glyph in glyphs:
        if glyph is None or (piece and _breaks(piece[-1], glyph)):
            if piece:
                yield piece
            piece = []
        if glyph is not None:
            piece.append(glyph)
    if piece:
        yield piece


def _breaks(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size, 1.0)
    if glyph.generated:
        return False
    apart = abs(glyph.baseline - before.baseline) > _SAME_BASELINE * size
    return apart or glyph.left - before.right > _CELL * size or glyph.left < before.left - _BACK * size


def _joined(pieces: Iterable[list[Glyph]]) -> list[list[list[Glyph]]]:
    """Pieces that stand beside each other on one line: text, the marker of a note, cells of a table."""
    rows: list[list[list[Glyph]]] = []
    for piece in pieces:
        if not any(not glyph.text.isspace() for glyph in piece):
            continue
        row = next((row for row in reversed(rows[-_NEAR:]) if _continues(row, piece, is_last=row is rows[-1])), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return rows


def _continues(row: Sequence[Sequence[Glyph]], piece: Sequence[Glyph], *, is_last: bool) -> bool:
    """A long piece that stands beside an earlier row but the last begins the next column."""
    if not is_last and min(len(row[-1]), len(piece)) >= _LEAST_OF_A_COLUMN:
        return False
    last = next(glyph for glyph in reversed(row[-1]) if not glyph.text.isspace())
    first = next(glyph for glyph in piece if not glyph.text.isspace())
    if first.left < last.right - _BACK * min(first.size, last.size):
        return False
    overlap = min(last.bottom, first.bottom) - max(last.top, first.top)
    return overlap > 0.5 * min(last.bottom - last.top, first.bottom - first.top)


def _line(pieces: Sequence[Sequence[Glyph]]) -> PageLine | None:
    glyphs = [glyph for piece in pieces for glyph in piece if not glyph.text.isspace()]
    if not glyphs:
        return None
    size = median(glyph.size for glyph in glyphs)
    baseline = median(glyph.baseline for glyph in glyphs)
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    raised: set[int] = set()
    cells = 1
    for number, piece in enumerate(pieces):
        gap = piece[0].left - edges[-1][1] if edges else 0.0
        if number and gap > _CELL * size:
            cells += 1
            _strip(text, edges)
            _put(text, edges, _CELL_GAP, piece[0].left)
        elif number and _is_marker(piece, size, baseline) and gap < _BEFORE_MARKER * size:
            _strip(text, edges)
        elif number and gap > _SPACE * size:
            _put(text, edges, " ", piece[0].left)
        raised |= _write(piece, size, baseline, text, edges)
    _strip(text, edges)
    return PageLine(
        "".join(text),
        tuple(edges),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        baseline,
        round(size, 1),
        sum(glyph.bold for glyph in glyphs) / len(glyphs),
        sum(glyph.italic and not glyph.bold for glyph in glyphs) / len(glyphs),
        Counter(glyph.font for glyph in glyphs),
        mode(glyph.colour for glyph in glyphs),
        cells,
        raised=frozenset(raised),
    )


def _write(
    piece: Sequence[Glyph], size: float, baseline: float, text: list[str], edges: list[tuple[float, float]]
) -> set[int]:
    """The places of what is raised."""
    raised = set()
    for glyph in piece:
        if glyph.text.isspace():
            _put(text, edges, " ", glyph.right)
            continue
        if _is_raised(glyph, size, baseline):
            raised.add(len(text))
        text.append(glyph.text.translate(_SUPERSCRIPTS) if len(text) in raised else glyph.text)
        edges.append((glyph.left, glyph.right))
    return raised


def _is_raised(glyph: Glyph, size: float, baseline: float) -> bool:
    return glyph.size < _SMALL * size and baseline - glyph.baseline > _RAISED * size


def _is_marker(piece: Sequence[Glyph], size: float, baseline: float) -> bool:
    return piece[0].text.isdigit() and _is_raised(piece[0], size, baseline)


def _put(text: list[str], edges: list[tuple[float, float]], gap: str, until: float) -> None:
    """White space, once."""
    if text and not text[-1].isspace():
        text.append(gap)
        edges.append((edges[-1][1], max(until, edges[-1][1])))


def _strip(text: list[str], edges: list[tuple[float, float]]) -> None:
    while text and text[-1].isspace():
        text.pop()
        edges.pop()


def _turned(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    for _, run in groupby(glyphs, key=lambda glyph: (round(glyph.left), glyph.size)):
        yield list(run)


def _justified(lines: Sequence[PageLine]) -> list[PageLine]:
    """Without the wide gaps of lines that fill the same column as a line without any right above or below."""
    found = list(lines)
    for at, line in enumerate(lines):
        if (
            line.cells > 1
            and _widest_gap(line) < _WIDEST_SPACE * line.size
            and any(_is_like(line, other) for other in lines[max(at - 1, 0) : at + 2])
        ):
            found[at] = replace(line, text=line.text.replace(_CELL_GAP, " "), cells=1)
    return found


def _widest_gap(line: PageLine) -> float:
    return max(right - left for (left, right), letter in zip(line.edges, line.text, strict=True) if letter == _CELL_GAP)


def _is_like(line: PageLine, other: PageLine) -> bool:
    """Whether another line has no gap, and begins and ends below or above this one."""
    near = 0 < abs(other.baseline - line.baseline) < 2 * line.size
    left, right = abs(other.left - line.left), abs(other.right - line.right)
    return near and other.cells == 1 and max(left, right) < _SAME_EDGE * line.size


def _columns_parted(lines: Sequence[PageLine]) -> list[PageLine]:
    """Where the file goes across two columns, first the left one, then the right one."""
    gutters = [_gutter(line) for line in lines if line.cells == 2]
    wide = [gutter for gutter in gutters if gutter is not None]
    if len(wide) < _FEWEST_OF_COLUMNS:
        return list(lines)
    middle = median(wide)
    across = [line for line in lines if _is_across(line, middle)]
    if len(across) < _FEWEST_OF_COLUMNS:
        return list(lines)
    first = lines.index(across[0])
    last = len(lines) - 1 - list(reversed(lines)).index(across[-1])
    between = lines[first : last + 1]
    left = [part for line in between for part in _parts(line, middle)[:1]]
    right = [part for line in between for part in _parts(line, middle)[1:]]
    return [line for line in (*lines[:first], *left, *right, *lines[last + 1 :]) if line.text]


def _gutter(line: PageLine) -> float | None:
    at = line.text.index(_CELL_GAP)
    if min(at, len(line.text) - at) < _LEAST_OF_A_COLUMN:
        return None
    return (line.edges[at][0] + line.edges[at][1]) / 2


def _is_across(line: PageLine, middle: float) -> bool:
    gutter = _gutter(line) if line.cells == 2 else None
    return gutter is not None and abs(gutter - middle) <= _SAME_GUTTER


def _parts(line: PageLine, middle: float) -> list[PageLine]:
    """The line's parts left and right of the gutter; an empty one stands for nothing."""
    if not _is_across(line, middle):
        return [line] if line.left < middle else [_EMPTY, line]
    at = line.text.index(_CELL_GAP)
    return [_part(line, 0, at), _part(line, at + 1, len(line.text))]


def _part(line: PageLine, start: int, end: int) -> PageLine:
    text, edges = line.text[start:end], line.edges[start:end]
    raised = frozenset(place - start for place in line.raised if start <= place < end)
    return replace(line, text=text, edges=edges, cells=1, raised=raised)


_EMPTY = PageLine("", ((0.0, 0.0),), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, {}, 0, 0)
