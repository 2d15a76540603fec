"""The segment map: which characters of the source every range of the text stands for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from ingest.source import SourcePage

CELL_GAP = "\t"
_BAR = "|"


class Edit(StrEnum):
    """How a piece of text came from the source; what no piece names was deleted."""

    COPY = "copy"
    SPACE = "space"
    LINE = "line"
    BREAK = "break"
    CELL = "cell"

    @property
    def replacement(self) -> str:
        """What a run of white space of the source became, with the bars in it where it parts cells."""
        return {Edit.SPACE: " ", Edit.LINE: "\n", Edit.BREAK: "\n\n", Edit.CELL: CELL_GAP}[self]


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the source and what became of it."""

    edit: Edit
    start: int
    end: int

    def text(self, source: str) -> str:
        """What the piece contributes to the text."""
        return source[self.start : self.end] if self.edit is Edit.COPY else self.edit.replacement


@dataclass(frozen=True, slots=True)
class Segment:
    """The text from `start` to `end` comes from the source from `source_start` to `source_end`."""

    edit: Edit
    start: int
    end: int
    source_start: int
    source_end: int


def lay_out(pieces: Iterable[Piece], source: str) -> tuple[str, tuple[Segment, ...]]:
    """The text that the pieces make, one after the other, and its segment map."""
    parts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for piece in merge(pieces):
        part = piece.text(source)
        segments.append(Segment(piece.edit, offset, offset + len(part), piece.start, piece.end))
        parts.append(part)
        offset += len(part)
    return "".join(parts), tuple(segments)


def merge(pieces: Iterable[Piece]) -> list[Piece]:
    """Join copies that follow each other without a gap in the source."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.edit is piece.edit is Edit.COPY and last.end == piece.start:
            merged[-1] = Piece(Edit.COPY, last.start, piece.end)
        elif piece.end > piece.start:
            merged.append(piece)
    return merged


def replay(segments: Iterable[Segment], source: str) -> str:
    """The text once more, from the source alone."""
    return "".join(Piece(s.edit, s.source_start, s.source_end).text(source) for s in segments)


def faults(segments: Sequence[Segment], source: str, text: str) -> list[str]:
    """What is wrong with a segment map; empty when the text follows from the source by allowed edits."""
    found = []
    if replay(segments, source) != text:
        found.append("the segment map does not yield the text")
    for segment in segments:
        folded = "" if segment.edit is Edit.COPY else source[segment.source_start : segment.source_end]
        if folded.replace(_BAR, "" if segment.edit is Edit.CELL else _BAR).strip():
            found.append(f"characters other than white space folded at source offset {segment.source_start}")
    if any(after.start != before.end for before, after in pairwise(segments)):
        found.append("the segment map has gaps in the text")
    if any(after.source_start < before.source_end for before, after in pairwise(segments)):
        found.append("the segment map does not follow the order of the source")
    return found


def source_ranges(segments: Sequence[Segment], start: int, end: int) -> list[tuple[int, int]]:
    """The source ranges that the text from `start` to `end` comes from, in text order."""
    return [(low, high) for _, low, high in edited_ranges(segments, start, end)]


def edited_ranges(segments: Sequence[Segment], start: int, end: int) -> Iterator[tuple[Edit, int, int]]:
    """As `source_ranges`, each with what was done to it."""
    for index in range(max(bisect_right(segments, start, key=_START) - 1, 0), len(segments)):
        segment = segments[index]
        if segment.start >= end:
            break
        low, high = segment.source_start, segment.source_end
        if segment.edit is Edit.COPY:
            low, high = low + max(start - segment.start, 0), high - max(segment.end - end, 0)
        if high > low:
            yield segment.edit, low, high


def pages_of(segments: Sequence[Segment], pages: Sequence[SourcePage], start: int, end: int) -> tuple[SourcePage, ...]:
    """The physical pages that the text from `start` to `end` stands on, in order."""
    # white space between two pages stands on neither
    ranges = [(low, high) for edit, low, high in edited_ranges(segments, start, end) if edit is Edit.COPY]
    if not ranges:
        return ()
    first = max(bisect_right(pages, ranges[0][0], key=_START) - 1, 0)
    near = pages[first : bisect_left(pages, ranges[-1][1], key=_START)]
    return tuple(page for page in near if any(low < page.end and high > page.start for low, high in ranges))


def page_starts(segments: Sequence[Segment], pages: Sequence[SourcePage]) -> list[tuple[int, SourcePage]]:
    """Where in the text each page begins that has a part in it, in the order of the text."""
    found: list[tuple[int, SourcePage]] = []
    for segment in segments:
        if segment.edit is Edit.COPY:
            first = max(bisect_right(pages, segment.source_start, key=_START) - 1, 0)
            for page in pages[first : bisect_left(pages, segment.source_end, key=_START)]:
                if not found or found[-1][1] != page:
                    found.append((segment.start + max(page.start - segment.source_start, 0), page))
    return found


_START = attrgetter("start")
