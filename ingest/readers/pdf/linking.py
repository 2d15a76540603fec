"""Which words of a source a link of the PDF lies over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.readers.pdf.assembling import PlacedLine
from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.opening import Link
from ingest.source import SourceLink

# Less of the height of a line than this only touches it.
_LEAST_OF_A_LINE = 0.4


def linked(
    links: Iterable[Link], lines: Mapping[int, Sequence[PlacedLine]], frames: Mapping[int, Frame]
) -> Iterator[SourceLink]:
    """The ranges that the links lie over, one for each line. `lines` and `frames` are by page."""
    for link in links:
        if link.page in frames:
            left, bottom, right, top = link.box
            (x0, y0), (x1, y1) = (frames[link.page].point(x, y) for x, y in ((left, top), (right, bottom)))
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            for placed in lines.get(link.page, ()):
                found = _covered(placed, box)
                if found is not None:
                    yield SourceLink(*found, link.url)


def _covered(placed: PlacedLine, box: tuple[float, float, float, float]) -> tuple[int, int] | None:
    left, top, right, bottom = box
    line = placed.line
    if min(bottom, line.bottom) - max(top, line.top) < _LEAST_OF_A_LINE * (line.bottom - line.top):
        return None
    inside = [n for n, (start, end) in enumerate(line.edges) if left <= (start + end) / 2 <= right]
    return (placed.start + inside[0], placed.start + inside[-1] + 1) if inside else None
