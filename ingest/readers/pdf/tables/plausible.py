"""Whether rows are a table, or something else that gaps part: contents, lists, forms, text in columns, charts."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.readers.pdf.tables.chunks import Chunk
from ingest.readers.pdf.tables.columns import Columns
from ingest.readers.pdf.tables.rows import Row, is_value

_FEWEST_ROWS, _FEWEST_FULL = 2, 3
# Shares of the rows, or of the cells of a column.
_FULL, _ALIGNED, _MOST = 0.5, 0.6, 0.8
_SAME_EDGE = 0.35
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|_{5,}")
_BULLET = re.compile(r"[\W_o]{1,2}")
_NUMBER = re.compile(r"\W?(?:(?:[A-Z]|\d{1,3}|[ivxl]{1,5})[.):\]-]?)(?:\d{1,3}\.?)*|\[\w{1,6}\]", re.I)
_PAGE = re.compile(r"(?:[A-Z]-)?\d{1,3}|[ivxl]{1,6}", re.I)
_EQUATION = re.compile(r"\(\w{0,3}\.?\d{1,3}[a-z]?\)")
_ONE_WIDTH = re.compile(
    r"mono|nimbusmon|courier|consol|typewriter|cmtt|menlo|inconsolata|lettergothic|(?<!bar)code", re.I
)
_WORDS_OF_PROSE = 4
_MOST_OF_A_PAGE = 3


def is_table(rows: Sequence[Row], columns: Columns, *, ruled: bool, grid: bool, captioned: bool) -> bool:
    """Whether the rows are those of a table.

    `ruled`: rules part its rows, and in a `grid` its columns; `captioned`: a caption says so.
    """
    full = [row for row in rows if len(row.cells) > 1]
    fewest = _FEWEST_ROWS if grid or captioned else _FEWEST_FULL
    if columns.count < 2 or len(full) < fewest or len(full) < _FULL * len(rows) or _leads(rows):
        return False
    if columns.count == 2 and (_is_listed(full) or _is_equations(full)):
        return False
    if captioned:
        return ruled or grid or _is_aligned(full, columns)
    if _is_contents(full) or _is_code(full) or not _is_filled(full, columns):
        return False
    if grid:
        return True
    if not _has_labels(full):
        return False
    if not _is_aligned(full, columns):
        return False
    if _is_form(full, columns):
        return False
    return ruled or not (_is_numbered(full, columns) or _is_prose(full, columns) or _is_list(rows, full))


def _leads(rows: Sequence[Row]) -> bool:
    """Whether dots lead from one cell to the next, as in contents, or lines are there to be filled in."""
    led = sum(any(_LEADERS.search(c.line.text) for held in row.cells.values() for c in held) for row in rows)
    return led * 3 > len(rows)


def _is_listed(full: Sequence[Row]) -> bool:
    """Whether the first cells are but bullets."""
    firsts = [chunk.text for row in full for chunk in row.cells.get(0, ())]
    return sum(bool(_BULLET.fullmatch(text)) for text in firsts) > _FULL * len(firsts)


def _is_equations(full: Sequence[Row]) -> bool:
    """Whether the last cells are the numbers of equations."""
    return _share(full, 1, lambda text: bool(_EQUATION.fullmatch(text))) >= _MOST


def _is_numbered(full: Sequence[Row], columns: Columns) -> bool:
    """Whether there is but text behind numbers, as in a list or below headings."""
    words = [len(c.text.split()) for row in full for n, held in row.cells.items() if n for c in held]
    few = columns.count > 2 and sum(words) < _WORDS_OF_PROSE * len(words) / 2
    return not few and _share(full, 0, lambda text: bool(_NUMBER.fullmatch(text) or _BULLET.fullmatch(text))) >= _MOST


def _is_filled(full: Sequence[Row], columns: Columns) -> bool:
    """Whether most cells hold something, or the first ones do."""
    held = sum(len(row.cells) for row in full)
    first = sum(0 in row.cells for row in full)
    return held >= _FULL * len(full) * columns.count and first >= _FULL * len(full)


def _share(rows: Sequence[Row], column: int, holds: Callable[[str], bool]) -> float:
    texts = [text_of(row.cells[column]) for row in rows if column in row.cells]
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def text_of(chunks: Sequence[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks)


def _is_contents(full: Sequence[Row]) -> bool:
    """Whether the last cells are numbers of pages that do not fall."""
    lasts = [text_of(row.cells[max(row.cells)]) for row in full]
    pages = [text for text in lasts if _PAGE.fullmatch(text)]
    numbers = [int(text) for text in pages if text.isdecimal()]
    rising = all(one <= other for one, other in pairwise(numbers))
    values = sum(is_value(text_of(held)) for row in full for held in row.cells.values())
    return len(pages) >= _MOST * len(full) and len(numbers) > 2 and rising and values <= 2 * len(full)


def _is_form(full: Sequence[Row], columns: Columns) -> bool:
    """Whether names of fields stand before what is to be filled in: "Name: …"."""
    return columns.count == 2 and _share(full, 0, lambda text: text.endswith(":")) >= _FULL


def _has_labels(full: Sequence[Row]) -> bool:
    """Whether words name the rows or the columns; in a chart there may be but values."""
    named = sum(not is_value(text_of(row.cells[0])) for row in full if 0 in row.cells)
    return named >= _FULL * len(full) or any(
        not any(is_value(text_of(held)) for held in row.cells.values()) for row in full[:_FEWEST_FULL]
    )


def _is_code(full: Sequence[Row]) -> bool:
    """Whether it is set in a type whose letters are of one width, as programs and drawings by characters are."""
    lines = [chunk.line for row in full for held in row.cells.values() for chunk in held]
    return sum(any(_ONE_WIDTH.search(font) for font in line.fonts) for line in lines) > _FULL * len(lines)


def _is_list(rows: Sequence[Row], full: Sequence[Row]) -> bool:
    """Whether there are but words, and not in row after row: an index, addresses."""
    values = any(is_value(text_of(held)) for row in full for held in row.cells.values())
    return not values and (len(full) <= _FEWEST_FULL or len(full) < _MOST * len(rows))


def _is_aligned(full: Sequence[Row], columns: Columns) -> bool:
    """Whether the cells of two columns, and of most, share their left edge, their right edge or their middle."""
    aligned = [_shares_edge([row.cells[n] for row in full if n in row.cells]) for n in range(columns.count)]
    return sum(aligned) >= max(2.0, _ALIGNED * len(aligned))


def _shares_edge(cells: Sequence[Sequence[Chunk]]) -> bool:
    if len(cells) < _FEWEST_FULL:
        return False
    lefts = [min(chunk.left for chunk in held) for held in cells]
    rights = [max(chunk.right for chunk in held) for held in cells]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    points = [_decimal(held[0]) for held in cells]
    slack = _SAME_EDGE * cells[0][0].line.size + 0.5
    return any(_agree(edges, slack) >= _ALIGNED for edges in (lefts, rights, middles, points))


def _decimal(chunk: Chunk) -> float:
    """Where the point of a number stands, else where it ends."""
    found = re.search(r"[.,](?=\d+\D*$)", chunk.text)
    return chunk.line.edges[chunk.start + found.start()][0] if found else chunk.right


def _agree(edges: Sequence[float], slack: float) -> float:
    """The share of the edges that lie around one of them."""
    return max(sum(abs(edge - other) <= slack for other in edges) for edge in edges) / len(edges)


def _is_prose(full: Sequence[Row], columns: Columns) -> bool:
    """Whether all columns hold lines of running text, as those of a page do."""
    words = []
    for number in range(columns.count):
        lines = [len(c.text.split()) for row in full for c in row.cells.get(number, ())]
        words.append(sum(lines) / len(lines) if lines else 0.0)
    return columns.count <= _MOST_OF_A_PAGE and all(mean >= _WORDS_OF_PROSE for mean in words)
