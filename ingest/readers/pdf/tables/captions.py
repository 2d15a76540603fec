"""What stands around a table and belongs to it: its caption above or below, and notes and sources below."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.captions import is_figure_caption, is_table_caption, is_table_note
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.tables.regions import Region

# Shares of the size of the type.
_NEXT, _SAME_PARAGRAPH = 3.5, 1.7
_MOST_LINES = 8
_MOST_WORDS_OF_A_LABEL = 8
_SAME_SIZE = 0.06
# Of the width of a line or of a table.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Around:
    """The lines of caption and notes; `below`: the caption stands there; `figure`: the caption is that of a figure."""

    caption: tuple[PageLine, ...] = ()
    notes: tuple[PageLine, ...] = ()
    below: bool = False
    figure: bool = False


def captions_of(region: Region, lines: Sequence[PageLine]) -> Around:
    """What belongs to the table in this region, of the other lines of the page."""
    across = [line for line in lines if _is_across(line, region)]
    above = sorted((line for line in across if line.baseline < region.top), key=_height, reverse=True)
    below = sorted((line for line in across if line.top > region.bottom - 0.3 * line.size), key=_height)
    caption = _above(above, region.top)
    notes, rest = _below(below, region.bottom)
    if caption and is_table_caption(caption[0].text):
        return Around(tuple(caption), tuple(notes))
    after = _paragraph(rest, notes[-1].bottom if notes else region.bottom)
    if after and is_table_caption(after[0].text):
        return Around(tuple(after), tuple(notes), below=True)
    figure = bool(caption) or _is_figure(rest, region.bottom)
    return Around((), tuple(notes), figure=figure)


def _is_across(line: PageLine, region: Region) -> bool:
    """Whether it stands above or below; a table may reach a little into the next column."""
    shared = min(line.right, region.right) - max(line.left, region.left)
    return shared > _MOSTLY * min(line.right - line.left, region.right - region.left)


def _is_figure(lines: Sequence[PageLine], bottom: float) -> bool:
    """Whether the caption of a figure stands below, with nothing before it but labels."""
    for line in lines[:_MOST_LINES]:
        if line.top - bottom > _NEXT * line.size:
            break
        if is_figure_caption(line.text):
            return True
        if len(line.text.split()) > _MOST_WORDS_OF_A_LABEL:
            break
        bottom = max(bottom, line.bottom)
    return False


def _height(line: PageLine) -> float:
    return line.baseline


def _above(lines: Sequence[PageLine], top: float) -> list[PageLine]:
    """The lines from a label such as "Table 3" down to the table; `lines` from the bottom up."""
    found: list[PageLine] = []
    for line in lines[:_MOST_LINES]:
        if top - line.bottom > (_NEXT if not found else _SAME_PARAGRAPH) * line.size:
            break
        found.append(line)
        if is_table_caption(line.text) or is_figure_caption(line.text):
            return found[::-1]
        top = line.top
    return []


def _below(lines: Sequence[PageLine], bottom: float) -> tuple[list[PageLine], list[PageLine]]:
    """Notes right below a table, and the other lines; `lines` from the top down."""
    found: list[PageLine] = []
    rest = list(lines)
    while (paragraph := _paragraph(rest, bottom)) and is_table_note(paragraph[0].text):
        found += paragraph
        rest = rest[len(paragraph) :]
        bottom = paragraph[-1].bottom
    return found, rest


def _paragraph(lines: Sequence[PageLine], bottom: float) -> list[PageLine]:
    """The first lines, as far as they are set in one type without a gap; none where they are far below."""
    found: list[PageLine] = []
    for line in lines[:_MOST_LINES]:
        before = found[-1] if found else None
        if before is None:
            if line.top - bottom > _NEXT * line.size:
                break
        elif (
            line.baseline - before.baseline > _SAME_PARAGRAPH * line.size
            or abs(line.size - before.size) > _SAME_SIZE * before.size
            or (_is_label(line.text) and not _is_label(before.text) and len(found) > 0)
        ):
            break
        found.append(line)
    return found


def _is_label(text: str) -> bool:
    return is_table_caption(text) or is_figure_caption(text) or is_table_note(text)
