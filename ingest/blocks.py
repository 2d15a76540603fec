"""Blocks: the paragraphs, list items and lines that a source is made of, before anyone knows their role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.markup import visible_pieces
from ingest.segments import Piece
from ingest.source import HeadingHint, Source

BULLET = re.compile(r"[-*+•‣▪●◦–]\s+(?=\S)")
ENUMERATOR = re.compile(r"(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|\d{1,2})\))\s+(?=\S)")
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_WORD = re.compile(r"\w+(?:-\w+)*")
# A line as long as this was not wrapped by anyone: it is a paragraph of its own.
UNWRAPPED_LINE = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines of the source that belong together, as visible text.

    `item` marks a list item; `lines` counts source lines; `hint` is what the file format says of it.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    text: str
    item: bool
    lines: int
    hint: HeadingHint | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without the white space around it."""

    start: int
    end: int
    page_break: bool


def vocabulary(text: str) -> frozenset[str]:
    """The words of a document in lower case; compounds count whole and in parts."""
    compounds = {word.lower() for word in _WORD.findall(text)}
    return frozenset(compounds | {part for word in compounds for part in word.split("-")})


def lines_of(text: str) -> Iterator[Line]:
    """All lines, blank ones too (they have no length)."""
    for match in _LINE.finditer(text):
        line = match.group()
        if line:
            lead = len(line) - len(line.lstrip())
            body = len(line.strip())
            start = match.start() + (lead if body else 0)
            yield Line(start, start + body, line.endswith("\f"))


def split_blocks(source: Source) -> list[Block]:
    """The blocks of a source in reading order."""
    words = vocabulary(source.text)
    hints = sorted(source.heading_hints, key=lambda hint: hint.start)
    return [_block(source, group, words, hints) for group in _groups(source.text, hints)]


def _groups(text: str, hints: list[HeadingHint]) -> Iterator[list[Line]]:
    """Lines that belong together: no blank line between them, and no new item, note or heading."""
    marked = {hint.start for hint in hints}
    group: list[Line] = []
    for line in lines_of(text):
        blank = line.start == line.end
        if group and (blank or _begins_block(text, line, group[-1], marked)):
            yield group
            group = []
        if not blank:
            group.append(line)
        if line.page_break and group:
            yield group
            group = []
    if group:
        yield group


def _begins_block(text: str, line: Line, before: Line, marked: set[int]) -> bool:
    content = text[line.start : line.end]
    return (
        is_item(content)
        or bool(NOTE_BODY.match(content))
        or any(line.start <= at < line.end or before.start <= at < before.end for at in marked)
        or before.end - before.start >= UNWRAPPED_LINE
    )


def is_item(content: str) -> bool:
    return bool(BULLET.match(content) or ENUMERATOR.match(content))


NOTE_BODY = re.compile(r"(?:⁽\s?[⁰¹²³⁴-⁹]+\s?⁾|[⁰¹²³⁴-⁹]+|\[\^[\w-]+\]:)\s*(?=\S)")


def _block(source: Source, lines: list[Line], words: frozenset[str], hints: list[HeadingHint]) -> Block:
    start, end = lines[0].start, lines[-1].end
    hint = next((hint for hint in hints if start <= hint.start < end), None)
    content = source.text[start:end]
    bullet = BULLET.match(content)
    visible_start, visible_end = (hint.start, hint.end) if hint else (start, end)
    if not hint and bullet and ENUMERATOR.match(content, bullet.end()):
        visible_start = start + bullet.end()
    pieces = visible_pieces(source.text, visible_start, visible_end, markup=source.markup, words=words)
    text = "".join(piece.text(source.text) for piece in pieces)
    return Block(start, end, tuple(pieces), text, not hint and is_item(content), len(lines), hint)
