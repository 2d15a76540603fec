"""Blocks: the paragraphs, list items and lines that a source is made of, before anyone knows their role."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from statistics import mode

from ingest.furniture import without_furniture
from ingest.lines import (
    BULLET,
    ENUMERATOR,
    NOTE_BODY,
    NUMBER,
    Line,
    begins_reference,
    ends_reference,
    is_item,
    is_row,
    lines_of,
)
from ingest.markup import row_pieces, visible_pieces, vocabulary
from ingest.numbering import announces_heading, begins_title, is_bare_number, split_number
from ingest.segments import Piece
from ingest.sentences import ends_sentence
from ingest.source import HeadingHint, Source
from ingest.tables import TablePart, TableParts, TableRole
from ingest.titles import is_references

_LABELLED = re.compile(r"[^\W\d_a-z][^.:,;()]{2,40}:\s+\S")
# A line as long as this was not wrapped by anyone: it is a paragraph of its own.
UNWRAPPED_LINE = 200
# Where lines are wrapped, one that is so much shorter than the next one was ended on purpose.
_FEWEST_CHARACTERS_OF_A_WRAPPED_LINE = 50
_SHORT_PART = 0.7
_LONGEST_TITLE = 120
_MOST_LINES_OF_A_HEADING = 3
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines of the source that belong together, as visible text.

    `item` marks a list item, `row` a line of a table, `indented` what stands right of the margin;
    `number` is the 3 of "3. Title"; `lines` counts source lines; `hint` is what the file format says of it;
    `part`: the table that it belongs to.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    text: str
    item: bool
    row: bool
    indented: bool
    lines: int
    number: int | None = None
    hint: HeadingHint | None = None
    part: TablePart | None = None


def split_blocks(source: Source) -> list[Block]:
    """The blocks of a source in reading order."""
    read = [line for line in lines_of(source.text) if line.start >= source.begins]
    parts = TableParts(source.tables)
    hinted = {hint.start for hint in source.heading_hints}
    bare = without_furniture(read, source.pages, source.furniture)
    # headings, captions, and heads of tables that go on over pages, come again as furniture does
    lines = [
        whole if parts.at(whole.start) or whole.start in hinted else line
        for whole, line in zip(read, bare, strict=True)
    ]
    return _with_numbered_lists(list(_Reader(source, lines, parts).blocks()))


class _Reader:
    """Gathers the lines of a source into blocks."""

    def __init__(self, source: Source, lines: Sequence[Line], parts: TableParts) -> None:
        self._source = source
        self._parts = parts
        self._lines = lines
        self._words = vocabulary(source.text)
        self._hints = sorted(source.heading_hints, key=attrgetter("start"))
        self._unwrapped = any(len(line.text) >= UNWRAPPED_LINE for line in lines)
        self._width = _width(lines)
        self._margin = mode(line.indent for line in lines if line.text) if any(line.text for line in lines) else 0
        self._number = 0
        titles = (line.start for line in lines if _is_references_title(line))
        self._references = max(titles, default=len(source.text))
        self._bulleted: bool | None = None

    def blocks(self) -> Iterator[Block]:
        """The blocks in reading order, numbered lists still unknown."""
        return (self._block(group) for group in self._groups())

    def _groups(self) -> Iterator[list[Line]]:
        """Lines that belong together: no blank line between them, and no new item, note or heading."""
        group: list[Line] = []
        for line in self._lines:
            if not line.text and _awaits_title(group):
                continue
            if group and (not line.text or self._begins_block(group, line)):
                yield group
                group = []
            if line.text:
                if not group:
                    self._remember(line)
                group.append(line)
            if line.page_break and group:
                yield group
                group = []
        if group:
            yield group

    def _remember(self, line: Line) -> None:
        """What the first line of a block tells about those that follow."""
        if numbered := NUMBER.match(line.text):
            self._number = int(numbered["number"])
        in_references = line.start > self._references
        if in_references and self._bulleted is None and (is_item(line.text) or begins_reference(line.text)):
            self._bulleted = is_item(line.text)

    def _begins_block(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a line begins a new block although no blank line stands before it."""
        before, hint = group[-1], self._hint(group[0])
        if hint:
            return line.start >= hint.end
        part, part_before = self._parts.at(line.start), self._parts.at(group[0].start)
        if part != part_before or (part is not None and part.role is not TableRole.NOTE):
            return part != part_before
        if _awaits_title(group):
            return not _can_be_title(line)
        ended = ends_sentence(before.text)
        return (
            (is_item(line.text) and self._bulleted is not False)
            or is_row(line.text)
            or is_row(before.text)
            or bool(_LABELLED.match(line.text) and _LABELLED.match(group[0].text))
            or len(before.text) >= UNWRAPPED_LINE
            or (self._unwrapped and ended and before.text[-1] not in ":;")
            or self._hint(line) is not None
            or _begins_note(group, line, ended)
            or _begins_number(line, self._number)
            or self._begins_after_title(group, line, ended)
            or self._begins_entry(before, line, ended)
        )

    def _begins_after_title(self, group: Sequence[Line], line: Line, ended: bool) -> bool:
        """Whether a heading begins, or the text below one."""
        before = group[-1]
        if announces_heading(line.text):
            return ended or (len(group) <= _MOST_LINES_OF_A_HEADING and announces_heading(group[0].text))
        if len(group) == 1 and announces_heading(before.text) and begins_title(line.text):
            return _fits(before.text, line.text, self._width)
        return len(group) == 1 and _is_title_line(before, line)

    def _begins_entry(self, before: Line, line: Line, ended: bool) -> bool:
        """Whether an entry of a list of references begins, and the one before has come to its end."""
        if line.start <= self._references or self._bulleted or not begins_reference(line.text):
            return False
        return (ended and before.text[-1] not in ":;") or ends_reference(before.text)

    def _hint(self, line: Line) -> HeadingHint | None:
        at = bisect_left(self._hints, line.start, key=attrgetter("start"))
        found = at < len(self._hints) and self._hints[at].start < line.end
        return self._hints[at] if found else None

    def _block(self, lines: Sequence[Line]) -> Block:
        start, end = lines[0].start, lines[-1].end
        hint = self._hint(lines[0])
        content = self._source.text[start:end]
        part = None if hint else self._parts.at(start)
        is_in_row = part is not None and part.role in (TableRole.HEAD, TableRole.ROW)
        visible_start, visible_end = (hint.start, hint.end) if hint else (start, end)
        bullet = BULLET.match(content)
        if not hint and not is_in_row and bullet and ENUMERATOR.match(content, bullet.end()):
            visible_start = start + bullet.end()
        pieces_of = row_pieces if is_in_row else visible_pieces
        pieces = pieces_of(self._source.text, visible_start, visible_end, markup=self._source.markup, words=self._words)
        text = "".join(piece.text(self._source.text) for piece in pieces)
        number = None if hint or part else NUMBER.match(text)
        return Block(
            start,
            end,
            tuple(pieces),
            text,
            item=not hint and is_item(content),
            row=is_in_row or (not hint and is_row(lines[0].text)),
            indented=lines[0].indent >= self._margin + _INDENT,
            lines=len(lines),
            number=int(number["number"]) if number else None,
            hint=hint,
            part=part,
        )


def _awaits_title(group: Sequence[Line]) -> bool:
    return len(group) == 1 and is_bare_number(group[0].text)


def _is_references_title(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and is_references(split_number(line.text)[1])


def _can_be_title(line: Line) -> bool:
    short = len(line.text) <= _LONGEST_TITLE and not ends_sentence(line.text)
    return short and begins_title(line.text) and not announces_heading(line.text)


def _begins_note(group: Sequence[Line], line: Line, ended: bool) -> bool:
    return bool(NOTE_BODY.match(line.text)) and (ended or bool(NOTE_BODY.match(group[0].text)))


def _begins_number(line: Line, number: int) -> bool:
    numbered = NUMBER.match(line.text)
    return numbered is not None and int(numbered["number"]) in (1, number + 1)


def _width(lines: Sequence[Line]) -> int:
    """The length that most full lines keep to."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= _FEWEST_CHARACTERS_OF_A_WRAPPED_LINE)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _fits(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would have fitted in, so that a line ended on purpose."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width


def _is_title_line(line: Line, after: Line) -> bool:
    """Whether a line is so much shorter than the next one that it was ended on purpose."""
    wrapped = len(after.text) >= _FEWEST_CHARACTERS_OF_A_WRAPPED_LINE
    short = len(line.text) < _SHORT_PART * len(after.text)
    return wrapped and short and not is_item(line.text) and after.text[0].isupper()


def _with_numbered_lists(blocks: list[Block]) -> list[Block]:
    """Numbered lines that follow each other, or an announcement, are items; one before text is a heading."""
    listed: list[Block] = []
    numbered = [index for index, block in enumerate(blocks) if block.number is not None]
    following = dict(pairwise(numbered))
    preceding = {after: before for before, after in following.items()}
    for index, block in enumerate(blocks):
        before, after = preceding.get(index), following.get(index)
        is_listed = block.number is not None and (
            (block.number == 1 and index > 0 and blocks[index - 1].text.endswith(":"))
            or (before is not None and _are_neighbours(blocks, before, index))
            or (after is not None and _are_neighbours(blocks, index, after))
        )
        listed.append(replace(block, item=True) if is_listed else block)
    return listed


def _are_neighbours(blocks: Sequence[Block], one: int, other: int) -> bool:
    """Whether two numbered blocks are items of one list.

    A heading may bear the number that comes after a list's last one, but it does not end like its items.
    """
    before, after = blocks[one], blocks[other]
    return (
        after.number == (before.number or 0) + 1
        and all(block.indented for block in blocks[one + 1 : other])
        and ends_sentence(before.text) == ends_sentence(after.text)
    )
