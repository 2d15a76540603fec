"""Words of a page that stand together between gaps, and the bands in which they stand beside each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.lines import PageLine

# Shares of the size of the type.
_SAME_BAND = 0.35


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters `start` to `end` of a line."""

    line: PageLine
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def left(self) -> float:
        return self.line.edges[self.start][0]

    @property
    def right(self) -> float:
        return self.line.edges[self.end - 1][1]

    @property
    def first_word(self) -> float:
        """How wide its first word is."""
        end = self.start + len(self.text.split(maxsplit=1)[0])
        return self.line.edges[end - 1][1] - self.left


@dataclass(frozen=True, slots=True)
class Band:
    """What stands beside each other at one height, from left to right."""

    chunks: tuple[Chunk, ...]

    @property
    def lines(self) -> list[PageLine]:
        """The lines that it holds parts of."""
        return list({id(chunk.line): chunk.line for chunk in self.chunks}.values())

    @property
    def baseline(self) -> float:
        return self.chunks[0].line.baseline

    @property
    def top(self) -> float:
        return min(chunk.line.top for chunk in self.chunks)

    @property
    def bottom(self) -> float:
        return max(chunk.line.bottom for chunk in self.chunks)

    @property
    def size(self) -> float:
        return max(chunk.line.size for chunk in self.chunks)


def chunks_of(line: PageLine, gap: float) -> Iterator[Chunk]:
    """The parts of a line between gaps wider than this share of the size of its type."""
    start = end = 0
    for at, character in enumerate(line.text):
        if character.isspace():
            continue
        if at > end and line.edges[at][0] - line.edges[end - 1][1] > gap * line.size:
            yield Chunk(line, start, end)
            start = at
        end = at + 1
    yield Chunk(line, start, end)


def bands_of(lines: Iterable[PageLine], gap: float) -> list[Band]:
    """The bands from the top down."""
    grouped: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if grouped and line.baseline - grouped[-1][0].baseline <= _SAME_BAND * line.size:
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [_band(group, gap) for group in grouped]


def _band(lines: Sequence[PageLine], gap: float) -> Band:
    found = [chunk for line in lines for chunk in chunks_of(line, gap)]
    return Band(tuple(sorted(found, key=lambda chunk: chunk.left)))


def parted_at(bands: Iterable[Band], places: Sequence[float]) -> list[Band]:
    """The bands, their chunks parted between words where an upright rule stands between these."""
    return [Band(tuple(part for chunk in band.chunks for part in _parts(chunk, places))) for band in bands]


def _parts(chunk: Chunk, places: Sequence[float]) -> Iterator[Chunk]:
    start, edges = chunk.start, chunk.line.edges
    for at in range(chunk.start + 1, chunk.end - 1):
        if chunk.line.text[at].isspace():
            before, after = edges[at - 1][1], edges[at + 1][0]
            if any(before <= place <= after for place in places):
                yield Chunk(chunk.line, start, at)
                start = at + 1
    yield Chunk(chunk.line, start, chunk.end)
