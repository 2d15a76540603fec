"""Changes of the catalogue. Each function runs inside a transaction of the holder of the writer lock."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from index.catalogue.layouts import lines_column
from index.catalogue.records import (
    EDITED,
    METADATA_LAYERS,
    dump,
    metadata_of,
    section_row,
    segments_column,
    source_mark,
)
from index.echo import echo
from index.embedding.embedder import Span, Vectors
from ingest.document import ParsedDocument, Passage
from ingest.errors import NotFound
from ingest.origins import as_stored
from ingest.passages import passage_ids
from ingest.segments import pages_of

# Before the id of a passage: what a person says that it is about.
ENTITIES_OF = "entities."
# An edit outlives its passage, so that it can be taken back when that is gone.
_OF_DOCUMENT = """
    SELECT 1 FROM passage WHERE id = ?1 AND document_id = ?2
    UNION SELECT 1 FROM edited_entities WHERE passage_id = ?1 AND document_id = ?2
"""
_PUT_VECTOR = """
    INSERT INTO vector (passage_entry, fingerprint, input_hash, data, start, "end") VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class EmbeddedPassage:
    """Vectors of a passage, what of its text each is of, and the hash of what they were made from.

    `places`: half-open spans in the passage's text; None for a vector of a note.
    """

    input_hash: str
    vectors: Vectors
    places: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document to store: what it was read from, what was found in it, and new vectors by passage id."""

    id: str
    source_path: str | None
    content_hash: str
    parser_version: int
    parsed: ParsedDocument
    manifest: Mapping[str, object]
    fingerprint: str
    embedded: Mapping[str, EmbeddedPassage]


def set_model(connection: sqlite3.Connection, model: str, fingerprint: str, dimension: int) -> None:
    connection.execute("UPDATE library SET model = ?, fingerprint = ?, dimension = ?", (model, fingerprint, dimension))


def change_model(connection: sqlite3.Connection, model: str, fingerprint: str, dimension: int) -> None:
    """Go over to a model that every passage has vectors of; those of other models go.

    The generation goes up here, so that its indexes can be built of what is not committed yet.
    """
    _bury(connection, "fingerprint <> ?", fingerprint)
    set_model(connection, model, fingerprint, dimension)
    _note_change(connection)
    connection.execute("UPDATE library SET generation = generation + 1")


def drop_unused_vectors(connection: sqlite3.Connection) -> None:
    """Forget vectors of models that the library never went over to, which no index names."""
    connection.execute("DELETE FROM vector WHERE fingerprint <> (SELECT fingerprint FROM library)")


def put_document(connection: sqlite3.Connection, new: NewVersion) -> None:
    """Add a document, or replace it by a new version; passages that stay keep their ids and vectors."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _put_document_row(connection, new, now)
    _replace_parts(connection, new)
    _replace_passages(connection, new, now)
    _note_change(connection)


def _note_change(connection: sqlite3.Connection) -> None:
    """Indexes made before this transaction are out of date."""
    connection.execute("UPDATE library SET passages_state = lower(hex(randomblob(8)))")


def _put_document_row(connection: sqlite3.Connection, new: NewVersion, now: str) -> None:
    sql = "SELECT version, content_hash FROM document_version WHERE document_id = ? ORDER BY version DESC LIMIT 1"
    before = connection.execute(sql, (new.id,)).fetchone()
    version = 1 if before is None else before["version"] + (before["content_hash"] != new.content_hash)
    parsed = new.parsed
    values = {
        "id": new.id,
        "version": version,
        "source_name": parsed.source.name,
        "source_path": new.source_path,
        "content_hash": new.content_hash,
        "parser_version": new.parser_version,
        "media_type": parsed.source.media_type,
        "ingested_at": now,
        "source": parsed.source.text,
        "text": parsed.text,
        "segments": segments_column(parsed.segments),
        "pages": dump([[p.number, p.label, p.start, p.end] for p in parsed.source.pages]),
        "warnings": dump(parsed.warnings),
        "parsed_metadata": dump(as_stored(parsed.metadata, parsed.origins)),
        "manifest_metadata": dump(dict(new.manifest)),
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    updates = ", ".join(f"{name} = :{name}" for name in values if name != "id")
    connection.execute(
        f"INSERT INTO document ({names}, edited_metadata) VALUES ({marks}, '{{}}') "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        values,
    )
    connection.execute("DELETE FROM removed_document WHERE id = ?", (new.id,))
    connection.execute(
        "INSERT OR IGNORE INTO document_version VALUES (?, ?, ?, ?)", (new.id, version, new.content_hash, now)
    )


def _replace_parts(connection: sqlite3.Connection, new: NewVersion) -> None:
    parsed = new.parsed
    rows: dict[str, list[tuple[object, ...]]] = {
        "section": [section_row(section) for section in parsed.sections],
        "footnote": [
            (ordinal, note.marker, note.text, segments_column(note.segments), note.anchor)
            for ordinal, note in enumerate(parsed.footnotes)
        ],
        "reference": [
            (r.ordinal, r.start, r.end, r.text, r.authors, r.label, r.title, r.url) for r in parsed.references
        ],
        "mention": [
            (ordinal, m.start, m.end, m.text, m.status.value, m.reference, m.probably_meant, m.why)
            for ordinal, m in enumerate(parsed.mentions)
        ],
        "definition": [(ordinal, d.start, d.end, dump(d.names)) for ordinal, d in enumerate(parsed.definitions)],
        "page_layout": [
            (layout.page, layout.width, layout.height, lines_column(layout)) for layout in parsed.source.layouts
        ],
    }
    for table, values in rows.items():
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (new.id,))
        if values:
            marks = ", ".join("?" * (len(values[0]) + 1))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", [(new.id, *row) for row in values])


def _replace_passages(connection: sqlite3.Connection, new: NewVersion, now: str) -> None:
    parsed = new.parsed
    ids = passage_ids(new.id, parsed.text, parsed.passages)
    sql = "SELECT id FROM passage WHERE document_id = ?"
    held = {row["id"] for row in connection.execute(sql, (new.id,))}
    _remove_passages(connection, sorted(held - set(ids)), now)
    for name, passage in zip(ids, parsed.passages, strict=True):
        pages = pages_of(parsed.segments, parsed.source.pages, passage.start, passage.end)
        numbers = (pages[0].number, pages[-1].number) if pages else (None, None)
        connection.execute(
            'INSERT INTO passage (id, document_id, ordinal, section, start, "end", text, first_page, last_page, '
            "caption) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET ordinal = excluded.ordinal, "
            'section = excluded.section, start = excluded.start, "end" = excluded."end", text = excluded.text, '
            "first_page = excluded.first_page, last_page = excluded.last_page, caption = excluded.caption",
            (name, new.id, passage.ordinal, passage.section, passage.start, passage.end,
             parsed.passage_text(passage), *numbers, passage.caption),
        )  # fmt: skip
    connection.execute("DELETE FROM removed_passage WHERE id IN (SELECT value FROM json_each(?))", (dump(ids),))
    _replace_entities(connection, dict(zip(ids, parsed.passages, strict=True)))
    put_vectors(connection, new.fingerprint, new.embedded)


def _replace_entities(connection: sqlite3.Connection, passages: Mapping[str, Passage]) -> None:
    for name, passage in passages.items():
        (entry,) = connection.execute("SELECT entry FROM passage WHERE id = ?", (name,)).fetchone()
        rows = [(entry, ordinal, about.name, about.basis.value) for ordinal, about in enumerate(passage.about)]
        connection.execute("DELETE FROM passage_entity WHERE passage_entry = ?", (entry,))
        connection.executemany("INSERT INTO passage_entity VALUES (?, ?, ?, ?)", rows)


def put_vectors(connection: sqlite3.Connection, fingerprint: str, embedded: Mapping[str, EmbeddedPassage]) -> None:
    """Give passages, by their ids, new vectors of a model; those of other models stay."""
    for passage, new in embedded.items():
        (entry,) = connection.execute("SELECT entry FROM passage WHERE id = ?", (passage,)).fetchone()
        _bury_vectors(connection, [entry], fingerprint)
        connection.executemany(
            _PUT_VECTOR,
            [
                (entry, fingerprint, new.input_hash, np.asarray(v, np.float32).tobytes(), *(place or (None, None)))
                for v, place in zip(new.vectors, new.places, strict=True)
            ],
        )


def _remove_passages(connection: sqlite3.Connection, ids: Sequence[str], now: str) -> None:
    sql = "SELECT entry FROM passage WHERE id IN (SELECT value FROM json_each(?))"
    entries = [row["entry"] for row in connection.execute(sql, (dump(ids),))]
    _bury_vectors(connection, entries)
    connection.execute("DELETE FROM passage WHERE id IN (SELECT value FROM json_each(?))", (dump(ids),))
    connection.executemany("INSERT OR REPLACE INTO removed_passage VALUES (?, ?)", [(name, now) for name in ids])


def _bury_vectors(connection: sqlite3.Connection, entries: Sequence[int], fingerprint: str | None = None) -> None:
    where = "passage_entry IN (SELECT value FROM json_each(?)) AND (? IS NULL OR fingerprint = ?)"
    _bury(connection, where, dump(entries), fingerprint, fingerprint)


def _bury(connection: sqlite3.Connection, where: str, *values: object) -> None:
    """Delete vectors; their ids stay as tombstones while an index published before may name them."""
    connection.execute(
        f"INSERT INTO tombstone SELECT id, (SELECT generation + 1 FROM library) FROM vector WHERE {where}",
        values,
    )
    connection.execute(f"DELETE FROM vector WHERE {where}", values)


def remove_document(connection: sqlite3.Connection, document: str) -> None:
    """Remove a document with all that belongs to it; its permalinks answer "gone", and its id stays its own."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ids = [row["id"] for row in connection.execute("SELECT id FROM passage WHERE document_id = ?", (document,))]
    _remove_passages(connection, ids, now)
    (path,) = connection.execute("SELECT source_path FROM document WHERE id = ?", (document,)).fetchone()
    connection.execute("INSERT INTO removed_document VALUES (?, ?, ?)", (document, path and source_mark(path), now))
    connection.execute("DELETE FROM document WHERE id = ?", (document,))
    _note_change(connection)


def set_manifest(connection: sqlite3.Connection, document: str, manifest: Mapping[str, object]) -> None:
    _set_layer(connection, document, "manifest", dict(manifest))


def edit_metadata(connection: sqlite3.Connection, document: str, changes: Mapping[str, object]) -> None:
    """Values that a person states; None takes a statement back.

    `entities.PASSAGE` is a list of what that passage is about. Raises NotFound for a passage of another document.
    """
    _edit_entities(connection, document, {k: v for k, v in changes.items() if k.startswith(ENTITIES_OF)})
    changes = {key: value for key, value in changes.items() if not key.startswith(ENTITIES_OF)}
    sql = "SELECT edited_metadata FROM document WHERE id = ?"
    edited = json.loads(connection.execute(sql, (document,)).fetchone()[0])
    edited.update(changes)
    _set_layer(connection, document, EDITED, {key: value for key, value in edited.items() if value is not None})


def _edit_entities(connection: sqlite3.Connection, document: str, changes: Mapping[str, object]) -> None:
    for key, names in changes.items():
        passage = key.removeprefix(ENTITIES_OF)
        if not connection.execute(_OF_DOCUMENT, (passage, document)).fetchone():
            raise NotFound(f"no passage {echo(passage)} in {document!r}. Its id ends the url of its citation.")
        connection.execute("DELETE FROM edited_entities WHERE document_id = ? AND passage_id = ?", (document, passage))
        if names is not None:
            connection.execute("INSERT INTO edited_entities VALUES (?, ?, ?)", (document, passage, dump(names)))
    if changes:
        _note_change(connection)


def _set_layer(connection: sqlite3.Connection, document: str, layer: str, values: Mapping[str, object]) -> None:
    """Indexes depend on the language of a document alone: its words are taken by it."""
    before = _language(connection, document)
    connection.execute(f"UPDATE document SET {layer}_metadata = ? WHERE id = ?", (dump(values), document))
    if _language(connection, document) != before:
        _note_change(connection)


def _language(connection: sqlite3.Connection, document: str) -> str | None:
    columns = ", ".join(f"{layer}_metadata" for layer in METADATA_LAYERS)
    row = connection.execute(f"SELECT {columns} FROM document WHERE id = ?", (document,)).fetchone()
    return metadata_of(row)[0].language


def move_document(connection: sqlite3.Connection, document: str, source_path: str, source_name: str) -> None:
    """The same content under another path."""
    sql = "UPDATE document SET source_path = ?, source_name = ? WHERE id = ?"
    connection.execute(sql, (source_path, source_name, document))


def sweep_tombstones(connection: sqlite3.Connection, oldest_published: int) -> None:
    """Forget the vectors that no published index names any more."""
    connection.execute("DELETE FROM tombstone WHERE generation <= ?", (oldest_published,))


def held_vectors(connection: sqlite3.Connection, document: str, fingerprint: str) -> dict[str, str]:
    """Passage id -> hash of what its vectors were made from."""
    sql = (
        "SELECT DISTINCT passage.id, vector.input_hash FROM passage "
        "JOIN vector ON vector.passage_entry = passage.entry WHERE passage.document_id = ? AND vector.fingerprint = ?"
    )
    return {row["id"]: row["input_hash"] for row in connection.execute(sql, (document, fingerprint))}
