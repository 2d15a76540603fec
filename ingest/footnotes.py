"""Footnotes: bodies taken out of the running text and bound to the place of their marker."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.lines import NOTE_BODY
from ingest.segments import Piece, Segment, lay_out

_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MARKER = re.compile(r"⁽\s?[⁰¹²³⁴-⁹]++\s?⁾|(?<=[\w.,;:()\]\"'”’])(?<![⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]++(?![\w⁽])|\[\^[\w-]+\](?!:)")
_LONGEST_TITLE = 300
_UNIT = re.compile(r"(?:\b|(?<=\d))(?:[cdkm]?m|km|CO|R)$")


@dataclass(frozen=True, slots=True)
class NoteBody:
    """The text of a note, printed apart from the running text; `at` is its offset in the source."""

    marker: str
    text: str
    segments: tuple[Segment, ...]
    at: int


def plain_marker(printed: str) -> str:
    """What a marker says: "⁽¹⁾" -> "1", "[^a]" -> "a"."""
    return printed.translate(_PLAIN_DIGITS).strip("⁽⁾()[]^: \n")


def is_note_body(block: Block, open_markers: Mapping[str, int]) -> bool:
    """Whether a block is a note: its marker stands open in the text before it, or it begins as notes do.

    Else it is running text that was cut just before a marker.
    """
    printed = NOTE_BODY.match(block.text)
    if printed is None:
        return False
    is_open = open_markers.get(plain_marker(printed.group()), 0) > 0
    return is_open or not block.text[printed.end()].islower()


def without_markers(title: str) -> str:
    """A title without the markers that follow it."""
    found = markers(title) if len(title) <= _LONGEST_TITLE else []
    while found and not title[found[-1][1] :].strip():
        title = title[: found.pop()[0]].rstrip()
    return title


def note_body(block: Block, source: str) -> NoteBody:
    """The body of a note without its marker."""
    printed = NOTE_BODY.match(block.text)
    assert printed
    text, segments = lay_out(skip(block.pieces, source, printed.end()), source)
    return NoteBody(plain_marker(printed.group()), text, segments, block.start)


def markers(text: str) -> list[tuple[int, int, str]]:
    """Start, end and plain form of each marker in running text; m² and CO₂ bear none."""
    return [
        (*match.span(), plain_marker(match.group()))
        for match in MARKER.finditer(text)
        if not _UNIT.search(text[max(0, match.start() - 4) : match.start()])
    ]


def bind(bodies: Sequence[NoteBody], places: Sequence[tuple[int, str]]) -> tuple[int | None, ...]:
    """For each body the index of its marker among `places` (source offset, marker).

    Each takes the nearest free marker of its name before it, else the first free one after it.
    """
    free: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, (place, marker) in enumerate(places):
        free[marker].append((place, index))
    chosen: list[int | None] = []
    for body in bodies:
        named = free[body.marker]
        before = bisect_left(named, (body.at, 0))
        chosen.append(named.pop(max(before - 1, 0))[1] if named else None)
    return tuple(chosen)


def take(pieces: Sequence[Piece], source: str, count: int) -> list[Piece]:
    """The first `count` characters of text of the pieces."""
    kept = []
    for piece in pieces:
        length = len(piece.text(source))
        if count > 0:
            kept.append(piece if length <= count else Piece(piece.edit, piece.start, piece.start + count))
        count -= length
    return kept


def skip(pieces: Sequence[Piece], source: str, count: int) -> list[Piece]:
    """The pieces without their first `count` characters of text."""
    kept = []
    for piece in pieces:
        length = len(piece.text(source))
        if count >= length:
            count -= length
        else:
            kept.append(Piece(piece.edit, piece.start + count, piece.end) if count else piece)
            count = 0
    return kept
