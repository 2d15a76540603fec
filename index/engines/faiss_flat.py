"""Exact inner-product search by FAISS; the only module that knows FAISS."""

import json
from collections.abc import Iterable
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.engines.protocols import Scored, VectorEntry
from index.engines.ties import best
from index.scope import EVERYTHING, Attributes, Scope

_VECTORS = "vectors.faiss"
_ATTRIBUTES = "attributes.json"

# A flat search takes less time than waking threads that compete with the model's for the same cores.
faiss.omp_set_num_threads(1)


class FaissFlat:
    """A flat index in a folder of its own. Bound to what the folder held at `refresh`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: faiss.Index | None = None
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._attributes: list[Attributes] = []

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        held = sorted(entries, key=lambda entry: entry.id)
        matrix = np.stack([entry.vector for entry in held]) if held else np.empty((0, dimension), np.float32)
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        index.add_with_ids(np.ascontiguousarray(matrix, np.float32), np.array([e.id for e in held], np.int64))
        self._folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(index, str(self._folder / _VECTORS))
        attributes = [[entry.id, entry.attributes.document, *entry.attributes.sections] for entry in held]
        (self._folder / _ATTRIBUTES).write_text(json.dumps(attributes), encoding="utf-8")

    def refresh(self) -> None:
        rows = json.loads((self._folder / _ATTRIBUTES).read_text(encoding="utf-8"))
        self._index = faiss.read_index(str(self._folder / _VECTORS))
        self._ids = np.array([row[0] for row in rows], np.int64)
        self._attributes = [Attributes(document, tuple(sections)) for _, document, *sections in rows]

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:
        if self._index is None:
            self.refresh()
        query = np.ascontiguousarray(vector[np.newaxis], np.float32)
        if scope == EVERYTHING:
            return best(lambda limit: self._search(query, limit, None), k)
        admitted = self._ids[[scope.admits(attributes) for attributes in self._attributes]]
        if len(admitted) == 0:
            return []
        within = faiss.SearchParameters(sel=faiss.IDSelectorBatch(admitted))  # type: ignore[call-arg]
        return best(lambda limit: self._search(query, limit, within), k)

    def _search(self, query: Vectors, limit: int, within: "faiss.SearchParameters | None") -> list[Scored]:
        assert self._index is not None
        limit = min(limit, len(self._ids))
        if limit == 0:
            return []
        scores, ids = self._index.search(query, limit, params=within)
        # FAISS fills up with -1 where fewer entries are admitted
        return [Scored(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
