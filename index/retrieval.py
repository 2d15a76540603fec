"""Retrieval: dense and lexical search, fused; what the catalogue no longer holds is never returned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.analysis import question_terms, terms_of
from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.derived import OpenIndexes
from index.embedding.embedder import Embedder
from index.fusion import RRF_K, reciprocal_rank_fusion
from index.scope import Scope


class Mode(StrEnum):
    """Which searches take part."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """`depth`: how many passages each search contributes at least; `rrf_k`: see `reciprocal_rank_fusion`."""

    depth: int = 100
    rrf_k: float = RRF_K
    dense_weight: float = 1.0
    lexical_weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where one search put a passage: rank from 1, and its own score."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A retrieved passage. `matched` are the words of the question that it holds."""

    passage: PassageRecord
    score: float
    dense: Ranked | None
    lexical: Ranked | None
    matched: tuple[str, ...]


class Retriever:
    """Searches one open generation. `embedder` is called for only when a vector is needed."""

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Callable[[], Embedder],
        options: RetrievalOptions = RetrievalOptions(),
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._options = options

    def retrieve(self, indexes: OpenIndexes, question: str, k: int, scope: Scope, mode: Mode) -> list[Candidate]:
        """The k best passages within the scope, best first."""
        depth = max(self._options.depth, k)
        terms = question_terms(question)
        dense = self._dense(indexes, question, depth, scope) if mode is not Mode.LEXICAL else {}
        lexical = self._lexical(indexes, list(terms), depth, scope) if mode is not Mode.DENSE else {}
        scores = reciprocal_rank_fusion(
            [list(dense), list(lexical)],
            [self._options.dense_weight, self._options.lexical_weight],
            self._options.rrf_k,
        )
        order = sorted(scores, key=lambda entry: (-scores[entry], entry))
        return [
            Candidate(passage, scores[e], dense.get(e), lexical.get(e), _matched(passage, terms))
            for e, passage in self._existing(order, k)
        ]

    def _existing(self, order: Sequence[int], k: int) -> list[tuple[int, PassageRecord]]:
        """The first k entries that the catalogue still holds, with their passages."""
        found: list[tuple[int, PassageRecord]] = []
        at = 0
        while len(found) < k and at < len(order):
            chunk = order[at : at + k - len(found)]
            passages = self._catalogue.passages_by_entry(chunk)
            found.extend((entry, passages[entry]) for entry in chunk if entry in passages)
            at += len(chunk)
        return found

    def _dense(self, indexes: OpenIndexes, question: str, depth: int, scope: Scope) -> dict[int, Ranked]:
        """Passage entries by their best vector, best first; more is fetched until there are `depth` of them."""
        embedder = self._embedder()
        vector = embedder.embed_question(question)
        limit = depth
        while True:
            hits = indexes.vectors.search(vector, limit, scope)
            entries = self._catalogue.entries_by_vector([hit.id for hit in hits], embedder.fingerprint)
            best: dict[int, float] = {}
            for hit in hits:
                if hit.id in entries:
                    best.setdefault(entries[hit.id], hit.score)
            if len(best) >= depth or len(hits) < limit:
                return _ranked(list(best.items())[:depth])
            limit *= 2

    def _lexical(self, indexes: OpenIndexes, terms: Sequence[str], depth: int, scope: Scope) -> dict[int, Ranked]:
        return _ranked([(hit.id, hit.score) for hit in indexes.lexical.search(terms, depth, scope)])


def _ranked(hits: Sequence[tuple[int, float]]) -> dict[int, Ranked]:
    return {entry: Ranked(rank, score) for rank, (entry, score) in enumerate(hits, 1)}


def _matched(passage: PassageRecord, terms: dict[str, str]) -> tuple[str, ...]:
    held = terms_of("\n".join((*passage.section.path, passage.text)))
    return tuple(word for term, word in terms.items() if term in held)
