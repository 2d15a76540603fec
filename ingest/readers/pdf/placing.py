"""Where each line of the source stands on its page."""

from array import array
from collections.abc import Iterable, Sequence

from ingest.readers.pdf.assembling import Assembled, PlacedLine, ReadPage
from ingest.source import LinePlace, PageLayout


def layouts(assembled: Assembled, pages: Sequence[ReadPage]) -> tuple[PageLayout, ...]:
    """One for each page; without lines where only its text could be read."""
    lines: dict[int, list[PlacedLine]] = {}
    for paragraph in assembled.paragraphs:
        lines.setdefault(paragraph.page, []).extend(paragraph.lines)
    return tuple(
        PageLayout(number, page.width, page.height, tuple(_places(lines.get(number, ()))))
        for number, page in enumerate(pages, 1)
    )


def _places(lines: Iterable[PlacedLine]) -> Iterable[LinePlace]:
    for placed in lines:
        line = placed.line
        edges = array("f", [*(left for left, _ in line.edges), line.right])
        yield LinePlace(placed.start, placed.end, line.top, line.bottom, edges)
