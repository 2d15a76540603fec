"""Lays blocks out as the document's text: sections, and the units that passages are cut from."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.blocks import Block
from ingest.contents import Contents
from ingest.document import Section, SectionKind
from ingest.footnotes import NoteBody, is_note_body, markers, note_body
from ingest.headings import Heading
from ingest.lines import begins_reference, ends_reference
from ingest.outline import Outline
from ingest.segments import Edit, Piece, Segment, lay_out
from ingest.sentences import ends_sentence, sentence_spans
from ingest.source import Source
from ingest.titles import is_caption

# Titles, captions and table rows without a full stop are mostly shorter.
_FEWEST_WORDS_OF_RUNNING_TEXT = 10
_OPENING = "\"'“‘«([*"
_HANGING = re.compile(
    r"(?:,|–|\b(?:and|or|of|the|a|an|for|in|to|with|by|on|at|as|from|that|which|de|du|des|la|le|les|et|van|der"
    r"|und))$"
)


class Role(Enum):
    """What a block is in the report."""

    HEADING = auto()
    CONTENTS = auto()
    ITEM = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a list with its lead-in, in the text; `lead_in` is where the list begins, else 0."""

    section: int
    start: int
    end: int
    lead_in: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The text with its map, its sections and units, and the notes that were taken out."""

    text: str
    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    notes: tuple[NoteBody, ...]


def lay_out_blocks(source: Source, blocks: Sequence[Block], contents: Contents, headings: Iterable[Heading]) -> Layout:
    """The layout of a whole source."""
    by_block = {heading.block: heading for heading in headings}
    writer = _Writer(source.text)
    notes: list[NoteBody] = []
    open_markers: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if index not in by_block and is_note_body(block, open_markers):
            notes.append(note_body(block, source.text))
            open_markers.subtract([notes[-1].marker])
        elif block.pieces:
            inside = contents.first <= index < contents.last
            writer.write(block, by_block.get(index), inside)
            open_markers.update(name for _, _, name in markers(block.text))
    text, segments = lay_out(writer.pieces, source.text)
    return Layout(text, segments, writer.outline.closed(len(text)), tuple(writer.units), tuple(notes))


class _Writer:
    """Appends blocks to the text and keeps track of the section that they fall into."""

    def __init__(self, source: str) -> None:
        self.pieces: list[Piece] = []
        self.units: list[Unit] = []
        self.outline = Outline()
        self._source = source
        self._length = 0
        self._before: tuple[Block, Role] | None = None
        # whether the items of the list end with a full stop or semicolon, so that one without it was cut
        self._items_stop = False

    def write(self, block: Block, heading: Heading | None, inside_contents: bool) -> None:
        """Append one block, which may be a heading or part of the contents."""
        role = _role(block, heading, inside_contents)
        joint = self._joint(block, role)
        if role is Role.ITEM and self._before:
            self._items_stop = self._before[1] is Role.ITEM and ends_sentence(self._before[0].text)
        self._separate(joint)
        start = self._length
        self._extend(block.pieces)
        if heading:
            self.outline.open_heading(heading, block.text, start)
        elif role is Role.CONTENTS:
            self.outline.open_part(SectionKind.CONTENTS, start)
        else:
            self._write_unit(role, joint, start)
        # what goes on after a page break is still the list item that it was
        carried = (
            self._before[1] if self._before and joint in (Edit.SPACE, Edit.LINE) and role is Role.PARAGRAPH else role
        )
        self._before = (block, carried)

    def _joint(self, block: Block, role: Role) -> Edit:
        """What stands between this block and the one before it."""
        if self._before is None:
            return Edit.BREAK
        before, role_before = self._before
        if Role.HEADING in (role, role_before) or (role is Role.CONTENTS) != (role_before is Role.CONTENTS):
            return Edit.BREAK
        if role is Role.CONTENTS or (role is Role.ITEM and _leads_to_item(before, role_before)):
            return Edit.LINE
        if role is Role.PARAGRAPH and self._continues(before, role_before, block):
            return Edit.SPACE
        belongs = block.indented or (before.row and is_caption(block.text))
        return Edit.LINE if role_before is Role.ITEM and belongs else Edit.BREAK

    def _continues(self, before: Block, role_before: Role, block: Block) -> bool:
        kind = self.outline.kind
        if kind is SectionKind.REFERENCES:
            return continues_reference(before.text, block.text)
        if role_before is Role.ITEM and self._items_stop:
            return not ends_sentence(before.text)
        running = kind is SectionKind.BODY and role_before is Role.PARAGRAPH
        return continues(before.text, block.text, running=running)

    def _separate(self, joint: Edit) -> None:
        if self._before is None:
            return
        start = self._before[0].end
        end = start
        while end < len(self._source) and self._source[end].isspace():
            end += 1
        self._extend([Piece(joint, start, end)])

    def _extend(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pieces.append(piece)
            self._length += len(piece.text(self._source))

    def _write_unit(self, role: Role, joint: Edit, start: int) -> None:
        introduced = self._introduced()
        is_entry = self.outline.kind is SectionKind.REFERENCES and joint is not Edit.SPACE
        if not self.units or is_entry or (joint is Edit.BREAK and not introduced):
            self._open_for_text(start)
            self.units.append(Unit(self.outline.last, start, self._length))
            return
        last = self.units[-1]
        begins_list = introduced or (role is Role.ITEM and self._before_role() is Role.PARAGRAPH)
        lead_in = start - last.start if begins_list and not last.lead_in else last.lead_in
        self.units[-1] = replace(last, end=self._length, lead_in=lead_in)

    def _before_role(self) -> Role | None:
        return self._before[1] if self._before else None

    def _introduced(self) -> bool:
        """Whether the block before announces what comes: "Please cite this publication as:"."""
        before = self._before
        return before is not None and before[1] is Role.PARAGRAPH and before[0].text.endswith(":")

    def _open_for_text(self, start: int) -> None:
        """Text before the first heading, and after the contents, belongs to the front matter."""
        if self.outline.last < 0 or self._before_role() is Role.CONTENTS:
            self.outline.open_part(SectionKind.FRONT, start)


def _role(block: Block, heading: Heading | None, inside_contents: bool) -> Role:
    if heading:
        return Role.HEADING
    if inside_contents:
        return Role.CONTENTS
    return Role.ITEM if block.item or block.row else Role.PARAGRAPH


def _leads_to_item(before: Block, role: Role) -> bool:
    return role is Role.ITEM or before.text[-1] == ":" or is_caption(before.text) or not ends_sentence(before.text)


def continues(before: str, after: str, *, running: bool = True) -> bool:
    """Whether a paragraph goes on after a page break: `before` does not stop, and `after` does not begin.

    A lower-case beginning is enough. Another one needs `before` to hang in the air, or to be long enough
    for `running` text: covers and lists have lines that end without a full stop.
    """
    if not before or ends_sentence(before):
        return False
    first = after.lstrip(_OPENING)[:1]
    if first.islower() or after[:1] in "(,;)":
        return True
    if not first.isalnum():
        return False
    if running and len(before.split()) >= _FEWEST_WORDS_OF_RUNNING_TEXT:
        return True
    return bool(_HANGING.search(before)) or (running and len(sentence_spans(before)) > 1)


def continues_reference(before: str, after: str) -> bool:
    """Whether an entry of a list of references goes on after a page break."""
    if after.startswith(("http://", "https://", "<http")):
        return not ends_reference(before)
    return not (ends_reference(before) or ends_sentence(before) or begins_reference(after))
