"""The embedding models that an open library keeps open: that of its vectors, and for a while the one before."""

import threading
from collections.abc import Callable

from index.catalogue.records import LibraryRecord
from index.embedding.embedder import Embedder
from index.embedding.ensembles import DEFAULT_MODEL
from index.reranking.reranker import Reranker
from service.settings import Settings

Notify = Callable[[str], object]
OpenModel = Callable[[str], Embedder]
_Key = tuple[str, str | None]
_NEW = LibraryRecord(0, "", None, None, None)
# Readers of the state before a change of model still ask by the old one.
_MOST = 2


class HeldModels:
    """Follows the library from model to model, unless one was asked for. Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None,
        notify: Notify | None,
        open_model: OpenModel | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._settings = settings
        self._notify = notify
        self._open_model = open_model or self._from_cache
        self._asked_for = embedder
        self._reranker = reranker
        # By name, and by the fingerprint that the library's vectors had when it was opened for them.
        self._held: dict[_Key, Embedder] = {}
        self._loading = threading.Lock()

    def open(self, name: str) -> Embedder:
        """A model by its name. Raises ModelError."""
        return self._open_model(name)

    def adopt(self, embedder: Embedder) -> None:
        """Have a model ready for when the library changes over to it."""
        with self._loading:
            self._hold((embedder.name, embedder.fingerprint), embedder)

    def embedder(self, library: LibraryRecord | None) -> Embedder:
        """The library's model where it is held; else the one that was asked for, else the one that it names.

        It may turn out not to be that of the library's vectors. Raises ModelError.
        """
        found = self._found(library)
        if found is None:
            with self._loading:
                found = self._found(library) or self._opened(library)
        return found

    def reranker(self) -> Reranker | None:
        """The reranker that was asked for; None where none was. Raises ModelError."""
        name = self._settings.rerank
        if self._reranker is None and name:
            from index.reranking.open import open_reranker

            with self._loading:
                if self._reranker is None:
                    given = self._settings
                    self._reranker = open_reranker(name, given.cache, given.threads, self._notify)
        return self._reranker

    def _found(self, library: LibraryRecord | None) -> Embedder | None:
        for embedder in (self._asked_for, *self._held.values()):
            if embedder is not None and library is not None and embedder.fingerprint == library.fingerprint:
                return embedder
        return self._asked_for or self._held.get(self._key(library))

    def _opened(self, library: LibraryRecord | None) -> Embedder:
        key = self._key(library)
        embedder = self._open_model(key[0])
        if self._settings.model:
            self._asked_for = embedder
        else:
            self._hold(key, embedder)
        return embedder

    def _key(self, library: LibraryRecord | None) -> _Key:
        named = library or _NEW
        return self._settings.model or named.model or DEFAULT_MODEL, named.fingerprint

    def _hold(self, key: _Key, embedder: Embedder) -> None:
        others = {name: held for name, held in self._held.items() if name != key}
        # Replaced as one value: readers look without a lock.
        self._held = {**dict(list(others.items())[1 - _MOST :]), key: embedder}

    def _from_cache(self, name: str) -> Embedder:
        from index.embedding.open import open_model

        return open_model(name, self._settings.cache, self._settings.threads, self._notify)
