"""Lays blocks out as the document's text: sections, and the units that passages are cut from."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.addresses import goes_on
from ingest.blocks import Block
from ingest.captions import is_caption
from ingest.contents import Contents
from ingest.document import Section, SectionKind
from ingest.footnotes import NoteBody, is_note_body, markers, note_body, skip, take, without_markers
from ingest.headings import Heading
from ingest.joints import continues, continues_reference, is_finished
from ingest.markup import BREAKS, broken_word, vocabulary
from ingest.outline import Outline
from ingest.segments import Edit, Piece, Segment, lay_out
from ingest.sentences import ends_sentence, sentence_spans
from ingest.source import Source
from ingest.tables import TableRole

_MOST_WORDS_OF_A_TITLE = 10


class Role(Enum):
    """What a block is in the report."""

    HEADING = auto()
    CONTENTS = auto()
    ITEM = auto()
    TABLE = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a list with its lead-in, or a table, in the text.

    `lead_in` is where the list begins, or behind caption and head the rows of the table, else 0; `turns` are the
    offsets in it at which a new page begins; `table`: which one of the source it is.
    """

    section: int
    start: int
    end: int
    lead_in: int = 0
    turns: tuple[int, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The text with its map, its sections and units, and the notes that were taken out.

    `titled` are the markers taken off headings: offset in the source, name, and the unit that follows;
    `loose` are the offsets in the source of notes that stay in the text, because nothing refers to them.
    """

    text: str
    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    notes: tuple[NoteBody, ...]
    titled: tuple[tuple[int, str, int], ...]
    loose: frozenset[int]


def lay_out_blocks(
    source: Source,
    blocks: Sequence[Block],
    contents: Contents,
    headings: Iterable[Heading],
    loose: Iterable[int] = (),
) -> Layout:
    """The layout of a whole source. Notes that begin at a `loose` offset stay in the text."""
    kept = frozenset(loose)
    by_block = {heading.block: heading for heading in headings}
    writer = _Writer(source)
    notes: list[NoteBody] = []
    open_markers: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if block.start in kept:
            writer.write(block, None, inside_contents=False)
        elif index not in by_block and is_note_body(block, open_markers):
            notes.append(note_body(block, source.text))
            open_markers.subtract([notes[-1].marker])
        elif block.pieces:
            inside = contents.first <= index < contents.last
            writer.write(block, by_block.get(index), inside)
            open_markers.update(name for _, _, name in markers(block.text))
    text, segments = lay_out(writer.pieces, source.text)
    sections = writer.outline.closed(len(text))
    return Layout(text, segments, sections, tuple(writer.units), tuple(notes), tuple(writer.titled), kept)


class _Writer:
    """Appends blocks to the text and keeps track of the section that they fall into."""

    def __init__(self, source: Source) -> None:
        self.pieces: list[Piece] = []
        self.units: list[Unit] = []
        self.titled: list[tuple[int, str, int]] = []
        self.outline = Outline()
        self._source = source.text
        self._pages = [page.start for page in source.pages]
        self._joints = None if source.joints is None else {start: end for end, start in source.joints}
        self._words: frozenset[str] | None = None
        self._length = 0
        self._before: tuple[Block, Role] | None = None
        # whether a sentence has ended since the page began
        self._stopped = False
        # whether the items of the list end with a full stop or semicolon, so that one without it was cut
        self._items_stop = False

    def write(self, block: Block, heading: Heading | None, inside_contents: bool) -> None:
        """Append one block, which may be a heading or part of the contents."""
        role = _role(block, heading, inside_contents)
        if role is Role.ITEM and self._is_joined(block):
            role = Role.PARAGRAPH
        joint = self._joint(block, role)
        if role is Role.ITEM and self._before:
            self._items_stop = self._before[1] is Role.ITEM and ends_sentence(self._before[0].text)
        self._separate(joint, block)
        start = self._length
        if heading:
            self.outline.open_heading(heading, self._write_title(block), start)
        elif role is Role.CONTENTS:
            self._extend(block.pieces)
            self.outline.open_part(SectionKind.CONTENTS, start)
        else:
            self._extend(block.pieces)
            self._write_unit(block, role, joint, start)
        # what goes on after a page break is still the list item that it was
        carried = (
            self._before[1] if self._before and joint in (Edit.SPACE, Edit.LINE) and role is Role.PARAGRAPH else role
        )
        if self._pages:
            before = self._stopped and not self._turns_page(block)
            self._stopped = before or ends_sentence(block.text) or len(sentence_spans(block.text)) > 1
        self._before = (block, carried)

    def _write_title(self, block: Block) -> str:
        """The words of a heading; the markers after them belong to the text below."""
        title = without_markers(block.text) or block.text
        self._extend(take(block.pieces, self._source, len(title)))
        for start, _, name in markers(block.text):
            if start >= len(title):
                at = skip(block.pieces, self._source, start)[0].start
                self.titled.append((at, name, len(self.units)))
        return title

    def _joint(self, block: Block, role: Role) -> Edit:
        """What stands between this block and the one before it."""
        if self._before is None:
            return Edit.BREAK
        before, role_before = self._before
        if Role.HEADING in (role, role_before) or (role is Role.CONTENTS) != (role_before is Role.CONTENTS):
            return Edit.BREAK
        if Role.TABLE in (role, role_before):
            return Edit.LINE if role is role_before and _is_same_table(before, block) else Edit.BREAK
        if role is Role.PARAGRAPH and self._is_joined(block) and self.outline.kind is not SectionKind.REFERENCES:
            return Edit.SPACE
        if role is not Role.CONTENTS and self._turns_page(block) and self._is_finished(before):
            return Edit.BREAK
        if role is Role.CONTENTS or (role is Role.ITEM and _leads_to_item(before, role_before)):
            return Edit.LINE
        if role is Role.PARAGRAPH and self._continues(before, role_before, block):
            return Edit.SPACE
        belongs = block.indented or (before.row and is_caption(block.text))
        return Edit.LINE if role_before is Role.ITEM and belongs else Edit.BREAK

    def _is_joined(self, block: Block) -> bool:
        """Whether the reader has seen it go on with the block before."""
        joints = self._joints or {}
        return self._before is not None and joints.get(block.start) == self._before[0].end

    def _turns_page(self, block: Block) -> bool:
        return self._before is not None and self._page(self._before[0]) != self._page(block)

    def _page(self, block: Block) -> int:
        return bisect_right(self._pages, block.start)

    def _is_finished(self, before: Block) -> bool:
        """At the end of a page; no sentence runs over two page breaks."""
        return is_finished(before.text) or (bool(self.units and self.units[-1].turns) and not self._stopped)

    def _continues(self, before: Block, role_before: Role, block: Block) -> bool:
        kind = self.outline.kind
        if kind is SectionKind.REFERENCES:
            return continues_reference(before.text, block.text)
        if self._joints is not None and self._turns_page(block):
            return continues(before.text, block.text, running=False)
        if role_before is Role.ITEM and self._items_stop:
            return not ends_sentence(before.text)
        running = (kind is SectionKind.BODY or bool(self._pages)) and role_before is Role.PARAGRAPH
        return continues(before.text, block.text, running=running)

    def _separate(self, joint: Edit, block: Block) -> None:
        if self._before is None or (joint is Edit.SPACE and self._mend(self._before[0], block)):
            return
        start = self._before[0].end
        end = start
        while end < len(self._source) and self._source[end].isspace():
            end += 1
        self._extend([Piece(joint, start, end)])

    def _mend(self, before: Block, block: Block) -> bool:
        """Whether an address or a word is broken between two blocks; a hyphen of the line is taken back."""
        if goes_on(before.text, block.text):
            return True
        if before.text[-1:] not in BREAKS:
            return False
        self._words = vocabulary(self._source) if self._words is None else self._words
        surplus = broken_word(before.text, block.text, self._words)
        if surplus:
            last = self.pieces.pop()
            self._length -= surplus
            self.pieces.append(replace(last, end=last.end - surplus))
        return surplus is not None

    def _extend(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pieces.append(piece)
            self._length += len(piece.text(self._source))

    def _write_unit(self, block: Block, role: Role, joint: Edit, start: int) -> None:
        turns = self._turns_page(block)
        introduced = role is not Role.TABLE and self._introduced() and not turns
        is_entry = self.outline.kind is SectionKind.REFERENCES and joint is not Edit.SPACE
        if not self.units or is_entry or (joint is Edit.BREAK and not introduced):
            self._open_for_text(start)
            self.units.append(Unit(self.outline.last, start, self._length, table=_table(block, role)))
            return
        last = self.units[-1]
        begins_list = (
            introduced
            or (role is Role.ITEM and self._before_role() is Role.PARAGRAPH)
            or self._begins_rows(block, role)
        )
        lead_in = start - last.start if begins_list and not last.lead_in else last.lead_in
        pages = (*last.turns, start - last.start) if turns else last.turns
        self.units[-1] = replace(last, end=self._length, lead_in=lead_in, turns=pages)

    def _begins_rows(self, block: Block, role: Role) -> bool:
        """Whether the first row comes, behind the caption of its table or the rows that name its columns."""
        return role is Role.TABLE and block.part is not None and block.part.role is TableRole.ROW

    def _before_role(self) -> Role | None:
        return self._before[1] if self._before else None

    def _introduced(self) -> bool:
        """Whether the block before announces what comes: "Please cite this publication as:".

        So does a short line in a source with pages, whose headings are not known.
        """
        before = self._before
        if before is None or before[1] is not Role.PARAGRAPH:
            return False
        return before[0].text.endswith(":") or (bool(self._pages) and _is_like_title(before[0].text))

    def _open_for_text(self, start: int) -> None:
        """Text before the first heading, and after the contents, belongs to the front matter."""
        if self.outline.kind is SectionKind.CONTENTS:
            self.outline.close_contents(start)
        if self.outline.last < 0:
            self.outline.open_part(SectionKind.FRONT, start)


def _role(block: Block, heading: Heading | None, inside_contents: bool) -> Role:
    if heading:
        return Role.HEADING
    if inside_contents:
        return Role.CONTENTS
    if block.part:
        return Role.TABLE
    return Role.ITEM if block.item or block.row else Role.PARAGRAPH


def _is_same_table(before: Block, block: Block) -> bool:
    return bool(before.part and block.part and before.part.table == block.part.table)


def _table(block: Block, role: Role) -> int | None:
    return block.part.table if block.part and role is Role.TABLE else None


def _is_like_title(text: str) -> bool:
    return not ends_sentence(text) and len(text.split()) <= _MOST_WORDS_OF_A_TITLE


def _leads_to_item(before: Block, role: Role) -> bool:
    return role is Role.ITEM or before.text[-1] == ":" or is_caption(before.text) or not ends_sentence(before.text)
