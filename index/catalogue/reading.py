"""Questions to the catalogue."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.catalogue.connections import Connections, OwnConnection
from index.catalogue.layouts import lines_of
from index.catalogue.records import (
    DOCUMENT_COLUMNS,
    PASSAGES,
    DocumentRecord,
    LibraryRecord,
    PassageRecord,
    about_of,
    document_of,
    dump,
    footnote_of,
    mention_of,
    passage_of,
    reference_of,
    section_of,
    segments_of,
    source_mark,
)
from index.catalogue.remembering import NOTHING, Remembered
from index.echo import echo
from index.embedding.embedder import Span, Vectors
from index.entities import KnownEntities
from index.scope import DEFAULT_LANGUAGE
from index.synonyms import Synonyms
from ingest.document import About, Footnote, Mention, Reference, Section
from ingest.errors import Gone, NotFound
from ingest.gazetteer import Gazetteer
from ingest.manifest import own_entities
from ingest.places import country_name
from ingest.segments import Segment
from ingest.source import PageLayout

_VECTORS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Documents:
    """The documents of a generation, and what they say together."""

    generation: int
    documents: tuple[DocumentRecord, ...]
    languages: Mapping[str, str]
    countries: Mapping[str, str]
    synonyms: Synonyms


class Catalogue:
    """Reads the catalogue; safe to use from several threads."""

    def __init__(self, source: Path | sqlite3.Connection) -> None:
        """What lies at a path, or what a writer's connection sees. Raises NoLibrary, NewerLibrary or DamagedLibrary."""
        self._connections = Connections(source) if isinstance(source, Path) else OwnConnection(source)
        self._known: _Documents | None = None
        self._entities: tuple[int, KnownEntities] | None = None
        self._passages = Remembered(NOTHING)

    def close(self) -> None:
        self._connections.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything that this thread reads inside belongs to one state of the library."""
        return self._connections.snapshot()

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._connections.rows(sql, values)

    def library(self) -> LibraryRecord:
        (row,) = self._rows("SELECT generation, passages_state, model, fingerprint, dimension FROM library")
        return LibraryRecord(*row)

    def documents(self) -> list[DocumentRecord]:
        """All documents by id."""
        return list(self._present().documents)

    def languages(self) -> Mapping[str, str]:
        """The language as which each document's words are taken, by the document's id."""
        return self._present().languages

    def countries(self) -> Mapping[str, str]:
        """The English name of the country that each document is about, by the document's id."""
        return self._present().countries

    def entities(self) -> KnownEntities:
        """The entities of the gazetteer and of this library; remembered for as long as that does not change."""
        with self.snapshot():
            generation, held = self.library().generation, self._entities
            if held is None or held[0] != generation:
                held = self._entities = generation, KnownEntities(self._gazetteer(), self._carried())
            return held[1]

    def definitions(self) -> Synonyms:
        """The names that are equal by what the reports say; remembered for as long as the library does not change."""
        return self._present().synonyms

    def _gazetteer(self) -> Gazetteer:
        rows = self._rows("SELECT manifest_metadata FROM document ORDER BY id")
        return Gazetteer.default().with_those_of(own_entities(json.loads(row[0])) for row in rows)

    def _carried(self) -> frozenset[str]:
        sql = "SELECT name FROM passage_entity UNION SELECT value FROM edited_entities, json_each(names)"
        return frozenset(row[0] for row in self._rows(sql))

    def _present(self) -> "_Documents":
        """The documents; they are remembered for as long as the library does not change."""
        with self.snapshot():
            generation, known = self.library().generation, self._known
            if known is None or known.generation != generation:
                rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM document ORDER BY id")
                documents = tuple(map(document_of, rows))
                languages = {d.id: d.metadata.language or DEFAULT_LANGUAGE for d in documents}
                countries = {d.id: country_name(d.metadata.country) for d in documents if d.metadata.country}
                known = self._known = _Documents(generation, documents, languages, countries, self._synonyms())
            return known

    def _synonyms(self) -> Synonyms:
        rows = self._rows("SELECT json_group_array(json(names)) FROM definition GROUP BY document_id")
        return Synonyms(json.loads(row[0]) for row in rows)

    def document_ids(self) -> set[str]:
        return {row["id"] for row in self._rows("SELECT id FROM document")}

    def reserved_ids(self, source_path: str, content_hash: str) -> set[str]:
        """Ids of removed documents, but for those that came from this path or have held this content."""
        sql = """
            SELECT id FROM removed_document WHERE source_mark IS NOT ? AND NOT EXISTS (
                SELECT 1 FROM document_version WHERE document_id = id AND content_hash = ?
            )
        """
        return {row["id"] for row in self._rows(sql, source_mark(source_path), content_hash)}

    def document_at(self, source_path: str) -> DocumentRecord | None:
        rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM document WHERE source_path = ?", source_path)
        return document_of(rows[0]) if rows else None

    def documents_holding(self, content_hash: str) -> list[DocumentRecord]:
        sql = f"SELECT {DOCUMENT_COLUMNS} FROM document WHERE content_hash = ? ORDER BY id"
        return [document_of(row) for row in self._rows(sql, content_hash)]

    def originals(self) -> list[tuple[str, str]]:
        """Content hash and source name of every document."""
        return [(row[0], row[1]) for row in self._rows("SELECT content_hash, source_name FROM document")]

    def manifest(self, document: str) -> dict[str, object]:
        """What a manifest stated of a document when it was last ingested."""
        rows = self._rows("SELECT manifest_metadata FROM document WHERE id = ?", document)
        return dict(json.loads(rows[0][0])) if rows else {}

    def edited(self, document: str) -> dict[str, object]:
        """What a person has stated of a document."""
        rows = self._rows("SELECT edited_metadata FROM document WHERE id = ?", document)
        return dict(json.loads(rows[0][0])) if rows else {}

    def document(self, document: str) -> DocumentRecord:
        """Raises NotFound."""
        rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM document WHERE id = ?", document)
        if not rows:
            raise NotFound(no_document(document))
        return document_of(rows[0])

    def text(self, document: str) -> tuple[str, str, tuple[Segment, ...]]:
        """Text, source and segment map of a document. Raises NotFound."""
        rows = self._rows("SELECT text, source, segments FROM document WHERE id = ?", document)
        if not rows:
            raise NotFound(no_document(document))
        return rows[0]["text"], rows[0]["source"], segments_of(rows[0]["segments"])

    def segments(self, document: str) -> tuple[Segment, ...]:
        """The segment map of a document. Raises NotFound."""
        rows = self._rows("SELECT segments FROM document WHERE id = ?", document)
        if not rows:
            raise NotFound(no_document(document))
        return segments_of(rows[0]["segments"])

    def layouts(self, document: str, first: int, last: int) -> list[PageLayout]:
        """The layouts of the physical pages from the first to the last; none for a text without pages."""
        sql = "SELECT page, width, height, lines FROM page_layout WHERE document_id = ? AND page BETWEEN ? AND ?"
        rows = self._rows(f"{sql} ORDER BY page", document, first, last)
        return [PageLayout(row["page"], row["width"], row["height"], lines_of(row["lines"])) for row in rows]

    def sections(self, document: str) -> list[Section]:
        return [
            section_of(row)
            for row in self._rows("SELECT * FROM section WHERE document_id = ? ORDER BY ordinal", document)
        ]

    def references(self, document: str) -> list[Reference]:
        rows = self._rows("SELECT * FROM reference WHERE document_id = ? ORDER BY ordinal", document)
        return [reference_of(row) for row in rows]

    def mentions(self, document: str, start: int = 0, end: int = -1) -> list[Mention]:
        """The mentions between two offsets of the text; `end` -1 stands for its end."""
        sql = 'SELECT * FROM mention WHERE document_id = ? AND start >= ? AND (? < 0 OR "end" <= ?) ORDER BY ordinal'
        return [mention_of(row) for row in self._rows(sql, document, start, end, end)]

    def footnotes(self, document: str) -> list[Footnote]:
        rows = self._rows("SELECT * FROM footnote WHERE document_id = ? ORDER BY ordinal", document)
        return [footnote_of(row) for row in rows]

    def footnotes_within(self, document: str, start: int, end: int) -> list[Footnote]:
        """The footnotes whose marker stands between two offsets of the text."""
        sql = "SELECT * FROM footnote WHERE document_id = ? AND anchor >= ? AND anchor < ? ORDER BY anchor"
        return [footnote_of(row) for row in self._rows(sql, document, start, end)]

    def passages(self, document: str) -> list[PassageRecord]:
        rows = self._rows(f"{PASSAGES} WHERE passage.document_id = ? ORDER BY passage.ordinal", document)
        return [passage_of(row) for row in rows]

    def attributed(self, document: str) -> list[tuple[About, ...]]:
        """What the report says that each of its passages is about, whatever a person has said since."""
        rows = self._rows(f"{PASSAGES} WHERE passage.document_id = ? ORDER BY passage.ordinal", document)
        return [about_of(row["entities"]) for row in rows]

    def passage(self, passage: str) -> PassageRecord:
        """Raises Gone for one that was removed, NotFound for one that never was."""
        rows = self._rows(f"{PASSAGES} WHERE passage.id = ?", passage)
        if rows:
            return passage_of(rows[0])
        if self._rows("SELECT 1 FROM removed_passage WHERE id = ?", passage):
            raise Gone(f"passage {echo(passage)} was removed from this library, with its document or by a new version.")
        raise NotFound(f"no passage {echo(passage)} in this library.")

    def neighbours(self, passage: PassageRecord) -> tuple[str | None, str | None]:
        """Ids of the passages before and after, in the order of the document."""
        sql = "SELECT ordinal, id FROM passage WHERE document_id = ? AND ordinal IN (?, ?)"
        rows = self._rows(sql, passage.document_id, passage.ordinal - 1, passage.ordinal + 1)
        found: dict[int, str] = {row["ordinal"]: row["id"] for row in rows}
        return found.get(passage.ordinal - 1), found.get(passage.ordinal + 1)

    def passages_by_entry(self, entries: Iterable[int]) -> dict[int, PassageRecord]:
        """The passages that still exist among these entries of the lexical engine."""
        with self.snapshot():
            generation = self.library().generation
            # Another thread may turn to another state meanwhile.
            remembered = self._passages
            if remembered.generation != generation:
                remembered = self._passages = Remembered(generation)
            return remembered.among(entries, self._read_passages)

    def _read_passages(self, entries: Sequence[int]) -> dict[int, PassageRecord]:
        rows = self._rows(f"{PASSAGES} WHERE passage.entry IN (SELECT value FROM json_each(?))", dump(entries))
        return {row["entry"]: passage_of(row) for row in rows}

    def existing(self, entries: Sequence[int]) -> dict[int, int]:
        """Entry -> entry, for the passages that still exist among these entries of the lexical engine."""
        sql = "SELECT entry FROM passage WHERE entry IN (SELECT value FROM json_each(?))"
        return {row["entry"]: row["entry"] for row in self._rows(sql, dump(list(entries)))}

    def entries_by_vector(self, vectors: Sequence[int], fingerprint: str) -> dict[int, int]:
        """Vector id -> passage entry, for the vectors of this model that still exist."""
        sql = "SELECT id, passage_entry FROM vector WHERE fingerprint = ? AND id IN (SELECT value FROM json_each(?))"
        return {row["id"]: row["passage_entry"] for row in self._rows(sql, fingerprint, dump(list(vectors)))}

    def vectors(self, fingerprint: str) -> Iterator[tuple[int, int, Vectors]]:
        """Id, passage entry and vector of all vectors of a model, by id."""
        sql = "SELECT id, passage_entry, data FROM vector WHERE fingerprint = ? AND id > ? ORDER BY id LIMIT ?"
        last = 0
        while rows := self._rows(sql, fingerprint, last, _VECTORS_AT_ONCE):
            for row in rows:
                yield row["id"], row["passage_entry"], np.frombuffer(row["data"], np.float32)
            last = rows[-1]["id"]

    def sentence_vectors(self, entries: Sequence[int], fingerprint: str) -> dict[int, list[tuple[Span, Vectors]]]:
        """By passage entry the vectors of this model, each with the span of the passage's text that it is of."""
        sql = """
            SELECT passage_entry, start, "end", data FROM vector
            WHERE passage_entry IN (SELECT value FROM json_each(?)) AND fingerprint = ? AND start IS NOT NULL
            ORDER BY id
        """
        found: dict[int, list[tuple[Span, Vectors]]] = {entry: [] for entry in entries}
        for row in self._rows(sql, dump(list(entries)), fingerprint):
            vector = np.frombuffer(row["data"], np.float32)
            found[row["passage_entry"]].append(((row["start"], row["end"]), vector))
        return found

    def without_vector(self, fingerprint: str, dimension: int) -> list[str]:
        """Ids of the passages that lack a vector of this model, or have one of another size."""
        sql = """
            SELECT id FROM passage WHERE NOT EXISTS (
                SELECT 1 FROM vector WHERE passage_entry = entry AND fingerprint = ?
            ) OR EXISTS (
                SELECT 1 FROM vector WHERE passage_entry = entry AND fingerprint = ? AND length(data) <> ?
            ) ORDER BY entry
        """
        rows = self._rows(sql, fingerprint, fingerprint, dimension * np.float32().nbytes)
        return [row["id"] for row in rows]

    def passage_count(self) -> int:
        (row,) = self._rows("SELECT count(*) FROM passage")
        return int(row[0])

    def passages_of_other_models(self, fingerprint: str) -> int:
        """How many passages have vectors of other models than this one."""
        (row,) = self._rows("SELECT count(DISTINCT passage_entry) FROM vector WHERE fingerprint <> ?", fingerprint)
        return int(row[0])

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the database; empty when nothing."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [f"broken foreign key in {row[0]}" for row in self._rows("PRAGMA foreign_key_check")]


def no_document(document: str) -> str:
    """Says that a document is not there, and how to find out which are."""
    return f"no document {echo(document)} in this library. List them with: pincite documents"
