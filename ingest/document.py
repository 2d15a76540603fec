"""The parts of a document that ingest finds. Offsets are code points in the document's text, half-open."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.origins import Origin
from ingest.segments import Segment
from ingest.source import Source


class SectionKind(StrEnum):
    """What a section is for; only front matter and body hold passages."""

    FRONT = "front"
    CONTENTS = "contents"
    BODY = "body"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The printed labels that a section runs over, from the report's own table of contents.

    `last` is None where the contents do not tell on which page the section ends.
    """

    first: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree; its range runs over its own subsections."""

    ordinal: int
    parent: int | None
    kind: SectionKind
    level: int
    number: str | None
    title: str
    path: tuple[str, ...]
    start: int
    end: int
    printed: PrintedPages | None = None


class Basis(StrEnum):
    """How it is known that a passage is about an entity."""

    NAMED = "named"
    CARRIED = "carried"
    SECTION = "section"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class About:
    """An entity that a passage is about, and how that is known: see `ingest.entities`."""

    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: whole sentences of one section, or whole rows of a table.

    `about`: the weightiest entity first; `caption`: of a further part of a long table, what stands above its rows:
    the caption and the rows that name the columns.
    """

    ordinal: int
    section: int
    start: int
    end: int
    about: tuple[About, ...] = ()
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note taken out of the running text, and the offset of its marker there (None if not found)."""

    marker: str
    text: str
    segments: tuple[Segment, ...]
    anchor: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the report's own list of references."""

    ordinal: int
    start: int
    end: int
    text: str
    authors: str | None
    label: str | None
    title: str | None
    url: str | None


class MentionStatus(StrEnum):
    """Whether the entry that a mention names is found and fits what the sentence speaks of."""

    RESOLVED = "resolved"
    DOUBTFUL = "doubtful"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Mention:
    """An in-text citation. `reference` is the entry as printed, `probably_meant` one that fits better."""

    start: int
    end: int
    text: str
    status: MentionStatus
    reference: int | None = None
    probably_meant: int | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """Names of one thing, each as the text writes it; at `start` to `end` the text says that they are equal."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A report, read and taken apart. `metadata` holds what the report says of itself, `origins` where each is from."""

    source: Source
    text: str
    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...] = ()
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    metadata: dict[str, object] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def passage_text(self, passage: Passage) -> str:
        """The words of a passage of this document."""
        return self.text[passage.start : passage.end]
