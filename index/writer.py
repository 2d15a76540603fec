"""Changes of a library: one process at a time, one transaction a document."""

import json
import os
import shlex
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.catalogue import sources, writing
from index.catalogue.database import committed, open_for_writing, transaction
from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord, FurtherSource, dump
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.locking import PATIENCE_S, writer_lock
from index.naming import free_id
from index.originals import Originals, content_hash
from index.passage_vectors import embedded_batches, wanted
from index.paths import LibraryPaths
from index.reindexing import OnStep, change_over, embed_missing, sweep_indexes
from index.searchable import Searchable, report_of, searchable
from index.storage import storage_errors
from ingest.document import ParsedDocument
from ingest.errors import LibraryError, ModelMismatch
from ingest.metadata import Metadata
from ingest.parse import PARSER_VERSION
from ingest.passages import passage_ids

Advance = Callable[[int, int], None]


class Change(StrEnum):
    """What putting a file did to the library."""

    ADDED = "added"
    REPLACED = "replaced"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on its way in; `path` is where it lies, `content` its bytes."""

    path: Path
    content: bytes
    manifest: Mapping[str, object]

    @property
    def source_path(self) -> str:
        return os.path.realpath(self.path)

    @property
    def source(self) -> FurtherSource:
        return FurtherSource(self.source_path, self.path.name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an incoming file belongs: the document it concerns, and what would change."""

    document: str
    change: Change
    known: DocumentRecord | None = None

    def parted(self, digest: str) -> tuple[FurtherSource, ...]:
        """The other files that have the present content of the document, if it gets one with another hash."""
        return self.known.further if self.known is not None and self.known.content_hash != digest else ()


class Writer:
    """Holds the writer lock; made by `open_writer`."""

    def __init__(self, paths: LibraryPaths, connection: sqlite3.Connection) -> None:
        self._paths = paths
        self._connection = connection
        self._originals = Originals(paths.originals)
        self._catalogue = Catalogue(paths.catalogue)

    def place(self, incoming: Incoming) -> Place:
        """Decide what an incoming file is to this library, without changing anything."""
        digest = content_hash(incoming.content)
        same_path = self._catalogue.document_at(incoming.source_path)
        if same_path is not None:
            return Place(same_path.id, self._change(same_path, digest, incoming), same_path)
        same_content = self._catalogue.documents_holding(digest)
        for known in filter(_has_left, same_content):
            change = self._change(known, digest, incoming)
            return Place(known.id, Change.UPDATED if change is Change.UNCHANGED else change, known)
        if same_content:
            noted = (known for known in same_content if incoming.source in known.further)
            known = next(noted, same_content[0])
            return Place(known.id, Change.DUPLICATE, known)
        taken = self._catalogue.document_ids() | self._catalogue.reserved_ids(incoming.source_path, digest)
        return Place(free_id(incoming.path, taken), Change.ADDED)

    def _change(self, known: DocumentRecord, digest: str, incoming: Incoming) -> Change:
        """What a document becomes by a file that takes its place."""
        read_alike = (
            known.parser_version == PARSER_VERSION and _suffix(known.source_name) == incoming.path.suffix.lower()
        )
        before, now = self._catalogue.manifest(known.id), json.loads(dump(dict(incoming.manifest)))
        if known.content_hash != digest or not read_alike or _decides(before) != _decides(now):
            return Change.REPLACED
        stated = before == now
        intact = self._originals.is_intact(digest, known.source_name)
        return Change.UNCHANGED if stated and intact else Change.UPDATED

    def touch(self, place: Place, incoming: Incoming) -> None:
        """Take over a new path and the manifest's statements for content that is known; restore a lost original."""
        with self._changing(incoming):
            writing.move_document(self._connection, place.document, incoming.source_path, incoming.path.name)
            writing.set_manifest(self._connection, place.document, incoming.manifest)
            sources.forget_further(self._connection, [incoming.source_path])

    def note_copy(self, place: Place, incoming: Incoming) -> None:
        """Keep in mind that a file has the content of a document; one that is no longer there is forgotten."""
        held = place.known.further if place.known else ()
        if incoming.source in held:
            return
        with self._changing():
            sources.forget_further(self._connection, [source.path for source in held if is_gone(source.path)])
            sources.put_further(self._connection, place.document, incoming.source)

    def put(
        self, place: Place, incoming: Incoming, parsed: ParsedDocument, embedder: Embedder, advance: Advance
    ) -> None:
        """Embed what is new, keep the original, and commit the document in one transaction.

        Other files that had the content that is replaced are no sources of it any more.
        """
        self._accept(embedder)
        metadata = Metadata.from_layers(parsed.metadata, incoming.manifest, self._catalogue.edited(place.document))
        embedded = self._embed(dict(_searchables(place.document, parsed, metadata)), place.document, embedder, advance)
        new = writing.NewVersion(
            id=place.document,
            source_path=incoming.source_path,
            content_hash=content_hash(incoming.content),
            parser_version=PARSER_VERSION,
            parsed=parsed,
            manifest=incoming.manifest,
            fingerprint=embedder.fingerprint,
            embedded=embedded,
        )
        with self._changing(incoming):
            writing.set_model(self._connection, embedder.name, embedder.fingerprint, embedder.dimension)
            writing.put_document(self._connection, new)
            parted = (source.path for source in place.parted(new.content_hash))
            sources.forget_further(self._connection, [incoming.source_path, *parted])

    def remove(self, *documents: str) -> None:
        """Remove documents, their originals and their vectors: all of them, or none and NotFound."""
        named = dict.fromkeys(self._catalogue.document(document).id for document in documents)
        with self._changing():
            for document in named:
                writing.remove_document(self._connection, document)

    def edit(self, document: str, changes: Mapping[str, object]) -> None:
        """Set metadata values; None takes back what was set. Raises NotFound."""
        self._catalogue.document(document)
        with self._changing():
            writing.edit_metadata(self._connection, document, changes)

    def embed_missing(self, embedder: Embedder, on_step: OnStep) -> int:
        """Embed what lacks vectors of this model, beside those of the library's own; how many passages that were."""
        self.publish()  # readers answer from these indexes until the library changes over
        with storage_errors(self._paths.root):
            return embed_missing(self._connection, self._catalogue, embedder, on_step)

    def change_over(self, embedder: Embedder) -> None:
        """Make a model the library's, once `embed_missing` is through; vectors of all others go."""
        with self._tidying():
            change_over(self._connection, Derived(self._paths.derived), embedder)

    def drop_unused_vectors(self) -> None:
        """Forget what a change to another model has left that was given up."""
        with storage_errors(self._paths.root), committed(self._connection):
            writing.drop_unused_vectors(self._connection)

    @contextmanager
    def _changing(self, incoming: Incoming | None = None) -> Iterator[None]:
        """One transaction, before which the original is kept; where it fails, that takes no room."""
        with self._tidying():
            if incoming is not None:
                self._originals.keep(incoming.content, incoming.path.name)
            with transaction(self._connection):
                yield

    @contextmanager
    def _tidying(self) -> Iterator[None]:
        """A change; where it fails, nothing of it stays."""
        with storage_errors(self._paths.root):
            try:
                yield
            except BaseException:
                with suppress(LibraryError, OSError):
                    self.sweep()
                raise

    def publish(self) -> None:
        """Build the indexes for the present generation, and leave nothing behind of what was removed."""
        derived = Derived(self._paths.derived)
        with storage_errors(self._paths.root):
            self.sweep()
            derived.publish(self._catalogue)
            if self._connection.execute("SELECT 1 FROM tombstone").fetchone():
                derived.remove_older()
                writing.sweep_tombstones(self._connection, derived.generations()[0])
            # Pages of a removed document would else stay in the log until it is written over.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def sweep(self) -> None:
        """Remove what an interrupted change has left: originals that no document names, indexes of another model."""
        self._originals.sweep(self._catalogue.originals())
        sweep_indexes(self._paths, self._catalogue)

    def close(self) -> None:
        self._catalogue.close()

    def _accept(self, embedder: Embedder) -> None:
        library = self._catalogue.library()
        if library.fingerprint not in (None, embedder.fingerprint) and self._catalogue.documents():
            raise ModelMismatch(mismatch(self._paths.root, library.model, embedder.name))

    def _embed(
        self, passages: Mapping[str, Searchable], document: str, embedder: Embedder, advance: Advance
    ) -> dict[str, writing.EmbeddedPassage]:
        """Vectors of the passages whose words or context are new to the catalogue."""
        held = writing.held_vectors(self._connection, document, embedder.fingerprint)
        missing = wanted(passages, held)
        embedded: dict[str, writing.EmbeddedPassage] = {}
        advance(0, len(missing))
        for batch in embedded_batches(missing, embedder):
            embedded.update(batch)
            advance(len(embedded), len(missing))
        return embedded


@contextmanager
def open_writer(paths: LibraryPaths, patience_s: float = PATIENCE_S) -> Iterator[Writer]:
    """The writer of a library, which is made if there is none. Raises WriterBusy."""
    with (
        writer_lock(paths, patience_s),
        closing(open_for_writing(paths.catalogue)) as connection,
        closing(Writer(paths, connection)) as writer,
    ):
        with storage_errors(paths.root):
            writer.sweep()
        yield writer


def mismatch(root: Path, held: str | None, asked: str) -> str:
    """Says that a library was made by another model than the one at hand, and how to go over to that one."""
    anew = f"embed it anew: pincite reindex --model {shlex.quote(asked)}"
    if held == asked:
        return (
            f"{root}: this library was made by the model {held!r} with other weights or settings than those at hand. "
            f"Put those back, or {anew}"
        )
    return (
        f"{root}: this library was made by the model {held!r}, not by {asked!r}. "
        f"Use --model {shlex.quote(held or '')}, or {anew}"
    )


def _has_left(known: DocumentRecord) -> bool:
    """Whether the file that a document was ingested from is no longer there."""
    return known.source_path is not None and is_gone(known.source_path)


def is_gone(source_path: str) -> bool:
    return not os.path.lexists(source_path)


def _decides(manifest: Mapping[str, object]) -> list[object]:
    """What of a manifest decides how a report is taken apart."""
    return [manifest.get(key) for key in ("country", "entities")]


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _searchables(document: str, parsed: ParsedDocument, metadata: Metadata) -> Iterator[tuple[str, Searchable]]:
    report = report_of(document, metadata)
    names = passage_ids(document, parsed.text, parsed.passages)
    for name, p in zip(names, parsed.passages, strict=True):
        text = parsed.passage_text(p)
        yield (
            name,
            searchable(report, parsed.sections, parsed.footnotes, p.section, p.start, p.end, text, caption=p.caption),
        )
