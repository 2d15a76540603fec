"""Blocks: the paragraphs, list items and lines that a source is made of, before anyone knows their role."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from ingest.markup import visible_pieces, vocabulary
from ingest.numbering import announces_heading, split_number
from ingest.segments import Piece
from ingest.sentences import ends_sentence
from ingest.source import HeadingHint, Source
from ingest.titles import is_references

BULLET = re.compile(r"[-*+•‣⁃▪●◦○–\uf0b7]\s+(?=\S)")
ENUMERATOR = re.compile(r"(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,2})\))\s+(?=\S)")
NOTE_BODY = re.compile(r"(?:[⁽(]\s?[⁰¹²³⁴-⁹]+\s?[⁾)]|[⁰¹²³⁴-⁹]+|\[\^[\w-]+\]:)\s*(?=[^\W_]|[\"'“‘«(\[<*])")
_NUMBER = re.compile(r"(?P<number>\d{1,2})\.\s+(?=\S)")
_LABELLED = re.compile(r"[^\W\d_a-z][^.:,;()]{2,40}:\s+\S")
# "-----", and what stands between the head and the rows of a table in Markdown
RULE = re.compile(r"[-=_*~|:\s]{3,}")
_REFERENCE = re.compile(r"(?!In\b)[^\W\d_][^()]{1,200}\((?:(?:19|20)\d{2}[a-z]?|n\.d\.)[,)]")
_REFERENCE_WITHOUT_PARENTHESES = re.compile(r"[^\W\d_][^.,\d]{1,100}[.,] (?:19|20)\d{2}[a-z]?[.,:] ")
_ENDS_REFERENCE = re.compile(r"[>\])]\s*$|://\S+$")
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
# A line as long as this was not wrapped by anyone: it is a paragraph of its own.
UNWRAPPED_LINE = 200
# Where lines are wrapped, one that is so much shorter than the next one was ended on purpose.
_FEWEST_CHARACTERS_OF_A_WRAPPED_LINE = 50
_SHORT_PART = 0.7
_LONGEST_TITLE = 80
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines of the source that belong together, as visible text.

    `item` marks a list item, `row` a line of a table, `indented` what stands right of the margin;
    `number` is the 3 of "3. Title"; `lines` counts source lines; `hint` is what the file format says of it.
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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without the white space around it."""

    start: int
    end: int
    text: str
    page_break: bool


def lines_of(text: str) -> Iterator[Line]:
    """All lines; blank ones, and rules such as "-----", have no text."""
    for match in _LINE.finditer(text):
        line = match.group()
        if line:
            body = "" if RULE.fullmatch(line) else line.strip()
            start = match.start() + (len(line) - len(line.lstrip()) if body else 0)
            yield Line(start, start + len(body), body, line.endswith("\f"))


def split_blocks(source: Source) -> list[Block]:
    """The blocks of a source in reading order."""
    lines = [line for line in lines_of(source.text) if line.start >= source.begins]
    return _with_numbered_lists(list(_Reader(source, lines).blocks()))


class _Reader:
    """Gathers the lines of a source into blocks."""

    def __init__(self, source: Source, lines: Sequence[Line]) -> None:
        self._source = source
        self._lines = lines
        self._words = vocabulary(source.text)
        self._hints = sorted(source.heading_hints, key=attrgetter("start"))
        self._unwrapped = any(len(line.text) >= UNWRAPPED_LINE for line in lines)
        self._number = 0
        self._in_references = False

    def blocks(self) -> Iterator[Block]:
        return (self._block(group) for group in self._groups())

    def _groups(self) -> Iterator[list[Line]]:
        """Lines that belong together: no blank line between them, and no new item, note or heading."""
        group: list[Line] = []
        for line in self._lines:
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
        if numbered := _NUMBER.match(line.text):
            self._number = int(numbered["number"])
        if len(line.text) <= _LONGEST_TITLE:
            self._in_references |= is_references(split_number(line.text)[1])

    def _begins_block(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a line begins a new block although no blank line stands before it."""
        before, hint = group[-1], self._hint(group[0])
        if hint:
            return line.start >= hint.end
        ended = ends_sentence(before.text)
        return (
            is_item(line.text)
            or _is_row(line.text)
            or _is_row(before.text)
            or bool(_LABELLED.match(line.text) and _LABELLED.match(group[0].text))
            or len(before.text) >= UNWRAPPED_LINE
            or (self._unwrapped and ended and before.text[-1] not in ":;")
            or self._hint(line) is not None
            or _begins_note(group, line, ended)
            or _begins_number(line, self._number)
            or (ended and announces_heading(line.text))
            or (len(group) == 1 and _is_title_line(before, line))
            or (self._in_references and begins_reference(line.text) and (ended or ends_reference(before.text)))
        )

    def _hint(self, line: Line) -> HeadingHint | None:
        at = bisect_left(self._hints, line.start, key=attrgetter("start"))
        found = at < len(self._hints) and self._hints[at].start < line.end
        return self._hints[at] if found else None

    def _block(self, lines: Sequence[Line]) -> Block:
        start, end = lines[0].start, lines[-1].end
        hint = self._hint(lines[0])
        content = self._source.text[start:end]
        visible_start, visible_end = (hint.start, hint.end) if hint else (start, end)
        bullet = BULLET.match(content)
        if not hint and bullet and ENUMERATOR.match(content, bullet.end()):
            visible_start = start + bullet.end()
        pieces = visible_pieces(
            self._source.text, visible_start, visible_end, markup=self._source.markup, words=self._words
        )
        text = "".join(piece.text(self._source.text) for piece in pieces)
        number = None if hint else _NUMBER.match(text)
        return Block(
            start,
            end,
            tuple(pieces),
            text,
            item=not hint and is_item(content),
            row=not hint and _is_row(content),
            indented=start >= _INDENT and not self._source.text[start - _INDENT : start].strip("\t "),
            lines=len(lines),
            number=int(number["number"]) if number else None,
            hint=hint,
        )


def is_item(content: str) -> bool:
    """Whether a line begins a list item: "- …", "(a) …", "1) …"; "1. …" may be a heading as well."""
    return bool(BULLET.match(content) or ENUMERATOR.match(content))


def _is_row(content: str) -> bool:
    """Whether tabs or bars make a line a row of a table; one after a number or bullet does not."""
    lead = BULLET.match(content) or ENUMERATOR.match(content)
    return content.startswith("|") or "\t" in split_number(content[lead.end() if lead else 0 :])[1]


def _begins_note(group: Sequence[Line], line: Line, ended: bool) -> bool:
    return bool(NOTE_BODY.match(line.text)) and (ended or bool(NOTE_BODY.match(group[0].text)))


def _begins_number(line: Line, number: int) -> bool:
    numbered = _NUMBER.match(line.text)
    return numbered is not None and int(numbered["number"]) in (1, number + 1)


def begins_reference(line: str) -> bool:
    """Whether a line begins as entries of a list of references do: "Cedefop (2023)", "OECD. 2023."."""
    return bool(_REFERENCE.match(line) or _REFERENCE_WITHOUT_PARENTHESES.match(line))


def ends_reference(line: str) -> bool:
    """Whether a line ends with an address or in brackets, as many entries do."""
    return bool(_ENDS_REFERENCE.search(line[-300:]))


def _is_title_line(line: Line, after: Line) -> bool:
    """Whether a line stopped although the first word of the next one would have fitted in."""
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
