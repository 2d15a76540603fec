"""Going over to another model: its vectors are made beside the old ones, then everything changes at once."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from index.catalogue import writing
from index.catalogue.database import committed
from index.catalogue.reading import Catalogue
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.manifest import read_manifest
from index.passage_vectors import embedded_batches, wanted
from index.paths import LibraryPaths
from index.searchables import searchables
from index.storage import remove_tree


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: document `number` of `documents`, and within it `done` of `total` passages."""

    document: str
    number: int
    documents: int
    done: int
    total: int


OnStep = Callable[[Step], None]


def embed_missing(connection: sqlite3.Connection, catalogue: Catalogue, embedder: Embedder, on_step: OnStep) -> int:
    """Embed the passages that lack right vectors of this model; how many they were.

    Each batch is a transaction that no reader notices: whoever is interrupted goes on where it stopped.
    """
    misshapen = set(catalogue.without_vector(embedder.fingerprint, embedder.dimension))
    documents = catalogue.documents()
    count = 0
    for number, document in enumerate(documents, 1):
        held = writing.held_vectors(connection, document.id, embedder.fingerprint)
        whole = {name: digest for name, digest in held.items() if name not in misshapen}
        missing = wanted({p.id: passage for p, passage in searchables(catalogue, document)}, whole)
        done = 0
        on_step(Step(document.id, number, len(documents), done, len(missing)))
        for batch in embedded_batches(missing, embedder):
            with committed(connection):
                writing.put_vectors(connection, embedder.fingerprint, batch)
            done += len(batch)
            on_step(Step(document.id, number, len(documents), done, len(missing)))
        count += done
    return count


def change_over(connection: sqlite3.Connection, derived: Derived, embedder: Embedder) -> None:
    """Make this model the library's. Its indexes are in place before any reader learns of the new generation."""
    with committed(connection):
        writing.change_model(connection, embedder.name, embedder.fingerprint, embedder.dimension)
        derived.publish(Catalogue(connection))


def sweep_indexes(paths: LibraryPaths, catalogue: Catalogue) -> None:
    """Remove indexes of a change of model that was never committed."""
    library = catalogue.library()
    for generation in Derived(paths.derived).generations():
        folder = paths.derived / str(generation)
        manifest = read_manifest(folder) if generation > library.generation else None
        if manifest is not None and manifest.origin.fingerprint != library.fingerprint:
            remove_tree(folder)
