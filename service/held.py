"""What an open library keeps open: its catalogue, its newest indexes and its model."""

import threading
from collections.abc import Callable

from index.catalogue.reading import Catalogue
from index.derived import Derived, OpenIndexes, require_indexes
from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from index.writer import mismatch, open_writer
from ingest.errors import LibraryError, ModelMismatch, WriterBusy
from service.settings import Settings

Notify = Callable[[str], object]


class Held:
    """Opens each part when it is first needed. Safe to use from several threads."""

    def __init__(self, settings: Settings, embedder: Embedder | None, notify: Notify | None) -> None:
        self.paths = LibraryPaths(settings.library)
        self._settings = settings
        self._notify = notify
        self._embedder = embedder
        self._catalogue: Catalogue | None = None
        self._indexes: OpenIndexes | None = None
        # Each guards its own part, so that what needs neither indexes nor model never waits for them.
        self._guard, self._opening = threading.Lock(), threading.Lock()
        self._building, self._loading = threading.Lock(), threading.Lock()

    def exists(self) -> bool:
        return self.paths.catalogue.is_file()

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
        with self._loading:
            if self._embedder is None:
                from index.embedding.open import open_embedder
                from index.embedding.sources import DEFAULT_MODEL

                name = self._settings.model or self._made_by() or DEFAULT_MODEL
                self._embedder = open_embedder(name, self._settings.cache, self._settings.threads, self._notify)
            return self._embedder

    def _made_by(self) -> str | None:
        return self.catalogue().library().model if self.exists() else None

    def asking_embedder(self) -> Embedder:
        """The embedder, once it is known to be the one that the library was made by. Raises ModelMismatch."""
        embedder, library = self.embedder(), self.catalogue().library()
        if library.fingerprint not in (None, embedder.fingerprint):
            raise ModelMismatch(mismatch(self.paths.root, library.model, embedder.name))
        return embedder
