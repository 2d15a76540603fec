"""Exact inner-product search by FAISS; the only module that knows FAISS."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.engines.protocols import Scored, VectorEntry
from index.engines.ties import best
from index.scope import EVERYTHING, Attributes, Scope
from index.storage import write_durably

_VECTORS = "vectors.faiss"
_ATTRIBUTES = "attributes.json"
_ADDED_AT_ONCE = 1_000
_REMEMBERED_SCOPES = 64

# A flat search takes less time than waking threads that compete with the model's for the same cores.
faiss.omp_set_num_threads(1)


@dataclass(frozen=True, slots=True)
class _Held:
    """What was published, as one value, so that a search never sees a mixture of two."""

    index: "faiss.Index"
    selector: Callable[[Scope], "faiss.IDSelector | None"]


class FaissFlat:
    """A flat index in a folder of its own. Bound to what the folder held at `refresh`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: _Held | None = None

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        attributes: list[list[object]] = []
        remaining = iter(entries)
        while some := list(islice(remaining, _ADDED_AT_ONCE)):
            matrix = np.stack([entry.vector for entry in some]).astype(np.float32, copy=False)
            index.add_with_ids(matrix, np.array([entry.id for entry in some], np.int64))
            attributes.extend([e.id, *_row(e.attributes)] for e in some)
        # FAISS itself does not notice that a disk is full when it closes a file.
        write_durably(self._folder / _VECTORS, faiss.serialize_index(index).data)
        write_durably(self._folder / _ATTRIBUTES, json.dumps(attributes).encode())

    def refresh(self) -> None:
        rows = json.loads((self._folder / _ATTRIBUTES).read_bytes())
        ids = np.array([row[0] for row in rows], np.int64)
        attributes = [_attributes(*row[1:]) for row in rows]
        index = faiss.read_index(str(self._folder / _VECTORS))
        if not np.array_equal(faiss.vector_to_array(index.id_map), ids):  # type: ignore[attr-defined]
            raise ValueError(f"{self._folder}: {_VECTORS} and {_ATTRIBUTES} do not belong together")

        @lru_cache(_REMEMBERED_SCOPES)
        def selector(scope: Scope) -> "faiss.IDSelector | None":
            return _selector(ids[np.fromiter(map(scope.admits, attributes), np.bool_, len(attributes))])

        self._held = _Held(index, selector)

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:
        if self._held is None:
            self.refresh()
        assert self._held is not None
        index, query = self._held.index, np.ascontiguousarray(vector[np.newaxis], np.float32)
        if scope == EVERYTHING:
            return best(lambda limit: _search(index, query, limit, None), k)
        selector = self._held.selector(scope)
        if selector is None:
            return []
        within = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        return best(lambda limit: _search(index, query, limit, within), k)


def _row(attributes: Attributes) -> list[object]:
    return [attributes.document, attributes.sections, attributes.language, attributes.entities]


def _attributes(document: str, sections: list[str], language: str, entities: list[str]) -> Attributes:
    return Attributes(document, tuple(sections), language, tuple(entities))


def _selector(admitted: NDArray[np.int64]) -> "faiss.IDSelector | None":
    """A bit for every id, which is looked up in less time than a set of ids; None when there are none."""
    if len(admitted) == 0:
        return None
    bits = np.zeros(int(admitted.max()) + 1, np.bool_)
    bits[admitted] = True
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _search(index: "faiss.Index", query: Vectors, limit: int, within: "faiss.SearchParameters | None") -> list[Scored]:
    limit = min(limit, index.ntotal)
    if limit == 0:
        return []
    scores, ids = index.search(query, limit, params=within)
    # FAISS fills up with -1 where fewer entries are admitted
    return [Scored(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
