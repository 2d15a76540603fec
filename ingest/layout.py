"""Lays blocks out as the document's text: sections, and the units that passages are cut from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.blocks import Block
from ingest.contents import Contents
from ingest.document import PrintedPages, Section, SectionKind
from ingest.footnotes import NoteBody, is_note_body, note_body
from ingest.headings import REFERENCES, Heading
from ingest.segments import Edit, Piece, Segment, lay_out
from ingest.sentences import ends_sentence, sentence_spans
from ingest.source import Source

FRONT_MATTER = "Front matter"
_CONTENTS_TITLE = "Contents"
# Titles, captions and table rows without a full stop are mostly shorter.
_FEWEST_WORDS_OF_RUNNING_TEXT = 10
_OPENING = "\"'“‘«([*"
_HANGING = re.compile(
    r"(?:,|–|\b(?:and|or|of|the|a|an|for|in|to|with|by|on|at|as|from|that|which|de|du|des|la|le|les|et|van|der|und))$"
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


def lay_out_blocks(
    source: Source, blocks: Sequence[Block], contents: Contents, headings: Iterable[Heading]
) -> Layout:
    """The layout of a whole source."""
    by_block = {heading.block: heading for heading in headings}
    writer = _Writer(source.text)
    notes = []
    open_markers: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if index not in by_block and is_note_body(block, +open_markers):
            notes.append(note_body(block, source.text))
            open_markers[notes[-1].marker] -= 1
        elif block.pieces:
            inside = contents.first <= index < contents.last
            writer.write(block, by_block.get(index), inside)
            open_markers.update(name for _, _, name in markers(block.text))
    text, segments = lay_out(writer.pieces, source.text)
    sections = _with_ends(writer.sections, len(text))
    return Layout(text, segments, sections, tuple(writer.units), tuple(notes))


class _Writer:
    """Appends blocks to the text and keeps the tree of sections open above them."""

    def __init__(self, source: str) -> None:
        self.pieces: list[Piece] = []
        self.sections: list[Section] = []
        self.units: list[Unit] = []
        self._source = source
        self._length = 0
        self._before: tuple[Block, Role] | None = None

    def write(self, block: Block, heading: Heading | None, inside_contents: bool) -> None:
        role = _role(block, heading, inside_contents)
        joint = self._joint(block, role)
        self._separate(joint)
        start = self._length
        self._extend(block.pieces)
        if heading:
            self.sections.append(self._section(heading, block, start))
        elif role is Role.CONTENTS:
            self._open(SectionKind.CONTENTS, _CONTENTS_TITLE, start)
        else:
            self._unit(role, joint, start)
        self._before = (block, role)

    def _joint(self, block: Block, role: Role) -> Edit:
        """What stands between this block and the one before it."""
        if self._before is None:
            return Edit.BREAK
        before, role_before = self._before
        if Role.HEADING in (role, role_before) or (role is Role.CONTENTS) != (role_before is Role.CONTENTS):
            return Edit.BREAK
        if role is Role.CONTENTS or (role is Role.ITEM and _leads_to_item(before, role_before)):
            return Edit.LINE
        if role is Role.PARAGRAPH and continues(before.text, block.text, self._kind()):
            return Edit.SPACE
        return Edit.BREAK

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

    def _unit(self, role: Role, joint: Edit, start: int) -> None:
        last = self.units[-1] if self.units else None
        introduced = self._introduced()
        in_references = self._kind() is SectionKind.REFERENCES
        if last is None or (joint is Edit.BREAK and not introduced) or (in_references and joint is Edit.LINE):
            self._open_for_text(start)
            self.units.append(Unit(len(self.sections) - 1, start, self._length))
            return
        begins_list = not last.lead_in and (
            introduced or (role is Role.ITEM and self._before_role() is Role.PARAGRAPH)
        )
        lead_in = start - last.start if begins_list else last.lead_in
        self.units[-1] = replace(last, end=self._length, lead_in=lead_in)

    def _before_role(self) -> Role | None:
        return self._before[1] if self._before else None

    def _introduced(self) -> bool:
        """Whether the block before announces what comes: "Please cite this publication as:"."""
        before = self._before
        return before is not None and before[1] is Role.PARAGRAPH and before[0].text.endswith(":")

    def _kind(self) -> SectionKind:
        return self.sections[-1].kind if self.sections else SectionKind.FRONT

    def _open_for_text(self, start: int) -> None:
        """Text before the first heading, and after the contents, belongs to the front matter."""
        if not self.sections or self.sections[-1].kind is SectionKind.CONTENTS:
            self._open(SectionKind.FRONT, FRONT_MATTER, start)

    def _open(self, kind: SectionKind, title: str, start: int) -> None:
        if not self.sections or self.sections[-1].kind is not kind:
            self.sections.append(
                Section(len(self.sections), None, kind, 1, None, title, (title,), start, start)
            )

    def _section(self, heading: Heading, block: Block, start: int) -> Section:
        parent = next(
            (s for s in reversed(self.sections) if s.kind in _NESTING and _is_above(self, s, heading)), None
        )
        inherits = parent is not None and parent.kind is SectionKind.REFERENCES
        kind = (
            SectionKind.REFERENCES
            if inherits or REFERENCES.fullmatch(heading.title.strip(" :"))
            else SectionKind.BODY
        )
        if heading.title.strip(" :").casefold() == _CONTENTS_TITLE.casefold():
            kind = SectionKind.CONTENTS
        path = (*(parent.path if parent else ()), block.text)
        printed = PrintedPages(heading.entry.label, None) if heading.entry else None
        ordinal = parent.ordinal if parent else None
        return Section(
            len(self.sections),
            ordinal,
            kind,
            heading.level,
            heading.number,
            heading.title,
            path,
            start,
            start,
            printed,
        )


_NESTING = {SectionKind.BODY, SectionKind.REFERENCES}


def _is_above(writer: _Writer, section: Section, heading: Heading) -> bool:
    """Whether `section` is still open at `heading` and higher in the tree."""
    later = writer.sections[section.ordinal + 1 :]
    return section.level < heading.level and all(s.level > section.level for s in later)


def _role(block: Block, heading: Heading | None, inside_contents: bool) -> Role:
    if heading:
        return Role.HEADING
    if inside_contents:
        return Role.CONTENTS
    return Role.ITEM if block.item else Role.PARAGRAPH


def _leads_to_item(before: Block, role: Role) -> bool:
    return role is Role.ITEM or before.text.endswith(":") or not ends_sentence(before.text)


def continues(before: str, after: str, kind: SectionKind = SectionKind.BODY) -> bool:
    """Whether a paragraph goes on after a page break: `before` does not stop, and `after` does not begin.

    A lower-case beginning is enough. Another one needs `before` to be running text: in the body a line
    of some length, on a cover, where lines seldom end with a full stop, one that hangs in the air.
    """
    if not before or ends_sentence(before):
        return False
    first = after.lstrip(_OPENING)[:1]
    if first.islower() or after[:1] in "(,;)":
        return True
    if kind is SectionKind.REFERENCES or not first.isalnum():
        return False
    hangs = len(sentence_spans(before)) > 1 or bool(_HANGING.search(before))
    return hangs or (kind is SectionKind.BODY and len(before.split()) >= _FEWEST_WORDS_OF_RUNNING_TEXT)


def _with_ends(sections: Sequence[Section], length: int) -> tuple[Section, ...]:
    """Sections with their ends and the last page that the contents allow them."""
    closed = []
    for section in sections:
        later = sections[section.ordinal + 1 :]
        following = next((s for s in later if s.level <= section.level), None)
        end = following.start if following else length
        closed.append(replace(section, end=end, printed=_printed(section, sections)))
    return tuple(closed)


def _printed(section: Section, sections: Sequence[Section]) -> PrintedPages | None:
    """First page of the section, and of what comes after it; a section without an entry has its parent's."""
    if section.printed is None:
        return _printed(sections[section.parent], sections) if section.parent is not None else None
    later = (s for s in sections[section.ordinal + 1 :] if s.level <= section.level and s.printed)
    following = next(later, None)
    last = following.printed.first if following and following.printed else None
    return PrintedPages(section.printed.first, last if _in_order(section.printed.first, last) else None)


def _in_order(first: str, last: str | None) -> bool:
    return last is not None and (not (first.isdigit() and last.isdigit()) or int(first) <= int(last))
