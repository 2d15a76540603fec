"""The lines of the first pages, with their type: what a report says of itself there is told by how it is set."""

from collections.abc import Iterable, Iterator

from ingest.readers.pdf.assembling import Assembled, PlacedLine
from ingest.readers.pdf.lines import PageLine
from ingest.source import CoverLine

# A cover, its back, a title page, an imprint.
_PAGES = 4
_MOST_LINES = 400
_MOSTLY = 0.5
# A gap parts what stands beside each other: by its share of the size of type, and compared with the narrowest one.
_WIDE, _WIDER = 0.6, 1.6
# Stands for what is raised: the markers of notes and of affiliations.
_RAISED = "*"


def cover_lines(assembled: Assembled, furniture: Iterable[tuple[int, int]]) -> tuple[CoverLine, ...]:
    """The lines of the first pages that have any, in the order of the source."""
    recurring = frozenset(furniture)
    return tuple(
        _cover_line(placed, recurs=(placed.start, placed.end) in recurring) for placed in _first_lines(assembled)
    )


def _first_lines(assembled: Assembled) -> Iterator[PlacedLine]:
    first = next((paragraph.page for paragraph in assembled.paragraphs), 1)
    counted = 0
    for paragraph in assembled.paragraphs:
        for placed in paragraph.lines:
            if placed.page >= first + _PAGES or counted >= _MOST_LINES:
                return
            counted += 1
            yield placed


def _cover_line(placed: PlacedLine, *, recurs: bool) -> CoverLine:
    line = placed.line
    return CoverLine(
        start=placed.start,
        end=placed.end,
        page=placed.page,
        parts=_parts(line),
        size=line.size,
        bold=line.bold >= _MOSTLY,
        colour=line.colour,
        top=line.top,
        bottom=line.bottom,
        left=line.left,
        right=line.right,
        recurs=recurs,
    )


def _parts(line: PageLine) -> tuple[str, ...]:
    """What wide gaps part, with a mark for each character that is raised."""
    gaps = {place: right - left for place, (left, right) in enumerate(line.edges) if line.text[place].isspace()}
    narrowest = min(gaps.values(), default=0.0)
    wide = {at for at, gap in gaps.items() if gap > _WIDE * line.size and gap > _WIDER * narrowest}
    wide |= {at for at in gaps if line.text[at] == "\t"}
    marked = "".join(
        "\t" if place in wide else _RAISED if place in line.raised else character
        for place, character in enumerate(line.text)
    )
    return tuple(part.strip() for part in marked.split("\t") if part.strip())
