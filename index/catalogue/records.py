"""What the catalogue returns, and its translation to and from rows."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import sha256
from operator import attrgetter

from ingest.document import (
    About,
    Basis,
    Footnote,
    Mention,
    MentionStatus,
    PrintedPages,
    Reference,
    Section,
    SectionKind,
)
from ingest.metadata import Metadata
from ingest.origins import ORIGINS
from ingest.segments import Edit, Segment
from ingest.source import SourcePage

PARSED, EDITED = "parsed", "edited"
METADATA_LAYERS = (PARSED, "manifest", EDITED)
_NUMBER = attrgetter("version")
DOCUMENT_COLUMNS = (
    "id, version, source_name, source_path, content_hash, parser_version, media_type, ingested_at, pages, warnings, "
    "parsed_metadata, manifest_metadata, edited_metadata, "
    "(SELECT json_group_array(json_array(v.version, v.content_hash, v.ingested_at)) FROM document_version AS v "
    "WHERE v.document_id = document.id) AS versions, "
    "(SELECT json_group_array(json_array(f.source_path, f.source_name)) FROM further_source AS f "
    "WHERE f.document_id = document.id) AS further"
)
_SECTION_COLUMNS = ", ".join(
    f'section."{name}" AS section_{name}'
    for name in (
        "ordinal", "parent", "kind", "level", "number", "title", "path", "start", "end", "first_label", "last_label"
    )
)  # fmt: skip
PASSAGES = f"""
    SELECT passage.*, {_SECTION_COLUMNS}, (
        SELECT json_group_array(json_array(ordinal, name, basis)) FROM passage_entity WHERE passage_entry = entry
    ) AS entities, (
        SELECT names FROM edited_entities AS e WHERE e.document_id = passage.document_id AND e.passage_id = passage.id
    ) AS edited_entities FROM passage
    JOIN section ON section.document_id = passage.document_id AND section.ordinal = passage.section
"""


@dataclass(frozen=True, slots=True)
class LibraryRecord:
    """The library's own row: its state, and the model that its vectors come from."""

    generation: int
    passages_state: str
    model: str | None
    fingerprint: str | None
    dimension: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """A content that a document has had."""

    version: int
    content_hash: str
    ingested_at: str


@dataclass(frozen=True, slots=True, order=True)
class FurtherSource:
    """A file of the same content as a document's own."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text. `provenance` tells which layer each metadata value comes from.

    `origins`: where in the file those were found that come from it. `versions` are all contents that it has had, the
    present one last; `further` are files of that content besides the one at `source_path`, by their paths.
    """

    id: str
    version: int
    source_name: str
    source_path: str | None
    content_hash: str
    parser_version: int
    media_type: str
    ingested_at: str
    pages: tuple[SourcePage, ...]
    warnings: tuple[str, ...]
    metadata: Metadata
    provenance: dict[str, str]
    versions: tuple[Version, ...] = ()
    further: tuple[FurtherSource, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with its section; pages are physical, None for a text without pages.

    `about`: the entities that it is about, as a person says, else as the report does; `caption`: see `Passage`.
    """

    entry: int
    id: str
    document_id: str
    ordinal: int
    section: Section
    start: int
    end: int
    text: str
    first_page: int | None
    last_page: int | None
    about: tuple[About, ...] = ()
    caption: str | None = None


def metadata_of(row: sqlite3.Row) -> tuple[Metadata, dict[str, str]]:
    layers = {name: json.loads(row[f"{name}_metadata"]) for name in METADATA_LAYERS}
    known = {each.name for each in fields(Metadata)}
    provenance = {key: name for name in METADATA_LAYERS for key in layers[name] if key in known}
    return Metadata.from_layers(*layers.values()), provenance


def origins_of(row: sqlite3.Row, provenance: Mapping[str, str]) -> dict[str, str]:
    """Where the values that no later layer replaces were found in the file."""
    stored: dict[str, str] = json.loads(row["parsed_metadata"]).get(ORIGINS, {})
    return {key: origin for key, origin in stored.items() if provenance.get(key) == PARSED}


def document_of(row: sqlite3.Row) -> DocumentRecord:
    metadata, provenance = metadata_of(row)
    return DocumentRecord(
        id=row["id"],
        version=row["version"],
        source_name=row["source_name"],
        source_path=row["source_path"],
        content_hash=row["content_hash"],
        parser_version=row["parser_version"],
        media_type=row["media_type"],
        ingested_at=row["ingested_at"],
        pages=tuple(SourcePage(*page) for page in json.loads(row["pages"])),
        warnings=tuple(json.loads(row["warnings"])),
        metadata=metadata,
        provenance=provenance,
        versions=tuple(sorted((Version(*version) for version in json.loads(row["versions"])), key=_NUMBER)),
        further=tuple(sorted(FurtherSource(*source) for source in json.loads(row["further"]))),
        origins=origins_of(row, provenance),
    )


def section_of(row: sqlite3.Row, prefix: str = "") -> Section:
    first, last = row[f"{prefix}first_label"], row[f"{prefix}last_label"]
    return Section(
        ordinal=row[f"{prefix}ordinal"],
        parent=row[f"{prefix}parent"],
        kind=SectionKind(row[f"{prefix}kind"]),
        level=row[f"{prefix}level"],
        number=row[f"{prefix}number"],
        title=row[f"{prefix}title"],
        path=tuple(json.loads(row[f"{prefix}path"])),
        start=row[f"{prefix}start"],
        end=row[f"{prefix}end"],
        printed=PrintedPages(first, last) if first is not None else None,
    )


def section_row(section: Section) -> tuple[object, ...]:
    printed = section.printed or PrintedPages("", None)
    return (
        section.ordinal,
        section.parent,
        section.kind.value,
        section.level,
        section.number,
        section.title,
        dump(section.path),
        section.start,
        section.end,
        printed.first or None,
        printed.last,
    )


def passage_of(row: sqlite3.Row) -> PassageRecord:
    return PassageRecord(
        entry=row["entry"],
        id=row["id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        section=section_of(row, "section_"),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        first_page=row["first_page"],
        last_page=row["last_page"],
        about=about_of(row["entities"], row["edited_entities"]),
        caption=row["caption"],
    )


def about_of(found: str, edited: str | None = None) -> tuple[About, ...]:
    """What a person says, else what was found."""
    if edited is not None:
        return tuple(About(name, Basis.EDITED) for name in json.loads(edited))
    return tuple(About(name, Basis(basis)) for _, name, basis in sorted(json.loads(found)))


def footnote_of(row: sqlite3.Row) -> Footnote:
    return Footnote(row["marker"], row["text"], segments_of(row["segments"]), row["anchor"])


def reference_of(row: sqlite3.Row) -> Reference:
    return Reference(*(row[key] for key in ("ordinal", "start", "end", "text", "authors", "label", "title", "url")))


def mention_of(row: sqlite3.Row) -> Mention:
    status = MentionStatus(row["status"])
    return Mention(row["start"], row["end"], row["text"], status, row["reference"], row["probably_meant"], row["why"])


def segments_of(column: str) -> tuple[Segment, ...]:
    return tuple(Segment(Edit(edit), *offsets) for edit, *offsets in json.loads(column))


def segments_column(segments: Iterable[Segment]) -> str:
    return dump([[s.edit.value, s.start, s.end, s.source_start, s.source_end] for s in segments])


def source_mark(source_path: str) -> str:
    """Stands for the path of a removed document, which itself is nobody's business any more."""
    return sha256(source_path.encode()).hexdigest()


def dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
