"""Places of lines on pages, as they are kept in the catalogue."""

import zlib
from array import array
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise

import numpy as np

from ingest.source import LinePlace, PageLayout

# Places are kept in whole steps, of which a point has this many; neighbours differ little, which compresses well.
_STEPS = 20
_NUMBER = np.dtype("<i4")


def lines_column(layout: PageLayout) -> bytes:
    """The lines of a page: of each its start and length, top, bottom, and its edges as differences."""
    numbers = list(chain.from_iterable(_numbers(line) for line in layout.lines))
    return zlib.compress(np.asarray(numbers, _NUMBER).tobytes())


def lines_of(column: bytes) -> tuple[LinePlace, ...]:
    """The lines as `lines_column` took them, to a twentieth of a point."""
    return tuple(_lines(np.frombuffer(zlib.decompress(column), _NUMBER).tolist()))


def _numbers(line: LinePlace) -> Iterator[int]:
    edges = [_steps(edge) for edge in line.edges]
    yield from (line.start, line.end - line.start, _steps(line.top), _steps(line.bottom), edges[0])
    yield from (after - before for before, after in pairwise(edges))


def _lines(numbers: list[int]) -> Iterator[LinePlace]:
    at = 0
    while at < len(numbers):
        start, length, top, bottom = numbers[at : at + 4]
        edges = accumulate(numbers[at + 4 : at + 5 + length])
        yield LinePlace(start, start + length, top / _STEPS, bottom / _STEPS, array("f", (e / _STEPS for e in edges)))
        at += 5 + length


def _steps(points: float) -> int:
    return round(points * _STEPS)
