"""What an open library keeps open: its catalogue, its newest indexes and its model."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from index.catalogue.reading import Catalogue
from index.catalogue.records import LibraryRecord
from index.derived import Derived, OpenIndexes, require_indexes
from index.embedding.embedder import Embedder, Vectors
from index.engines.protocols import Scored, VectorEntry
from index.paths import LibraryPaths
from index.scope import Scope
from index.writer import mismatch, open_writer
from ingest.errors import LibraryError, ModelMismatch, WriterBusy
from service.held_models import HeldModels

# How often indexes and model are taken anew when the library changes over to another model while they are.
_ATTEMPTS = 3


class _NoVectors:
    """Stands for vectors that no question can be compared with."""

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        raise NotImplementedError

    def refresh(self) -> None:
        """There is nothing to follow."""

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:  # noqa: ARG002
        return []


class Held:
    """Opens each part when it is first needed. Safe to use from several threads."""

    def __init__(self, root: Path, models: HeldModels) -> None:
        self.paths = LibraryPaths(root)
        self.models = models
        self._catalogue: Catalogue | None = None
        self._indexes: OpenIndexes | None = None
        # Each guards its own part, so that what needs neither indexes nor model never waits for them.
        self._guard, self._opening = threading.Lock(), threading.Lock()
        self._building = threading.Lock()

    def exists(self) -> bool:
        return self.paths.catalogue.is_file()

    def library(self) -> LibraryRecord | None:
        """The library's own row; None where there is no library yet."""
        return self.catalogue().library() if self.exists() else None

    def close(self) -> None:
        with self._guard:
            if self._catalogue:
                self._catalogue.close()
            self._catalogue = self._indexes = None

    def catalogue(self) -> Catalogue:
        """Raises NoLibrary, NewerLibrary or DamagedLibrary."""
        with self._guard:
            if self._catalogue is None:
                self._catalogue = Catalogue(self.paths.catalogue)
            return self._catalogue

    def indexes(self, *, present: bool = False) -> OpenIndexes:
        """The newest indexes; follows new generations.

        Older ones answer while the present ones are being built, or cannot be; with `present`, the reason why they
        cannot be built is raised.
        """
        indexes, failure = self._present(), None
        if indexes is None:
            indexes, failure = self._rebuilt()
        if failure is not None and (present or indexes is None):
            raise failure
        return require_indexes(indexes, self.paths.root)

    def _present(self) -> OpenIndexes | None:
        """The indexes of the catalogue's generation; None where they lack or are damaged."""
        generation = self.catalogue().library().generation
        with self._opening:
            if self._indexes is not None and self._indexes.generation == generation:
                return self._indexes
            indexes = Derived(self.paths.derived).open(generation)
            self._indexes = indexes or self._indexes
            return indexes

    def _rebuilt(self) -> tuple[OpenIndexes | None, LibraryError | None]:
        """The newest indexes after the present ones were built, or older ones and the reason why they were not."""
        older = self._indexes
        if not self._building.acquire(blocking=older is None):
            return older, None
        try:
            indexes = self._present()  # somebody else may have built them while this thread waited
            failure = self._publish() if indexes is None else None
        finally:
            self._building.release()
        with self._opening:
            self._indexes = Derived(self.paths.derived).open_newest(self._indexes)
            return self._indexes, failure

    def _publish(self) -> LibraryError | None:
        """Build the indexes; older ones can still answer when that is not possible, for the reason returned."""
        try:
            with open_writer(self.paths, patience_s=0) as writer:
                writer.publish()
        except WriterBusy:
            return None
        except LibraryError as error:
            return error
        return None

    def embedder(self) -> Embedder:
        """The model that was asked for, else the one that the library was made by. Raises ModelError."""
        return self.models.embedder(self.library())

    def asking_embedder(self) -> Embedder:
        """The embedder, once it is known to be the one that the library was made by. Raises ModelMismatch."""
        library = self.catalogue().library()
        embedder = self.models.embedder(library)
        if library.fingerprint not in (None, embedder.fingerprint):
            raise ModelMismatch(mismatch(self.paths.root, library.model, embedder.name))
        return embedder

    @contextmanager
    def asking(self, *, dense: bool) -> Iterator[tuple[Catalogue, OpenIndexes]]:
        """The catalogue in one state, with indexes that belong to it; for `dense`, its model is loaded already.

        Where the library changes over to another model in between, all three are taken anew. Where indexes of its
        present model are not to be had, those of another serve for their words alone.
        """
        catalogue = self.catalogue()
        for attempt in count(1):
            indexes = self.indexes()
            if dense:
                self.asking_embedder()  # loading it may take long, and a snapshot keeps writers from tidying up
            with catalogue.snapshot():
                fitting = not dense or indexes.fingerprint == catalogue.library().fingerprint
                if fitting or attempt == _ATTEMPTS:
                    yield catalogue, indexes if fitting else replace(indexes, vectors=_NoVectors())
                    return
