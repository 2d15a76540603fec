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
        self._guard = threading.RLock()

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

    def indexes(self) -> OpenIndexes:
        """The newest indexes; follows new generations."""
        catalogue = self.catalogue()
        with self._guard:
            if self._indexes is None or self._indexes.generation != catalogue.library().generation:
                self._indexes = self._follow(catalogue, self._indexes)
            return require_indexes(self._indexes, self.paths.root)

    def _follow(self, catalogue: Catalogue, held: OpenIndexes | None) -> OpenIndexes | None:
        """The newest indexes; they are built first where they lack and nobody else is writing."""
        derived = Derived(self.paths.derived)
        failure = self._publish() if derived.newest() != catalogue.library().generation else None
        if held is not None and derived.newest() == held.generation:
            return held
        newest = derived.open_newest()
        if newest is None and failure is not None:
            raise failure
        return newest

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
        with self._guard:
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
