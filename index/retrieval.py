"""Retrieval: dense and lexical search, fused; what the catalogue no longer holds is never returned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.analysis import question_terms, terms_of
from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.derived import OpenIndexes
from index.embedding.embedder import Embedder
from index.engines.protocols import Scored
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
    """Searches open indexes. `embedder` is called for only when a vector is needed."""

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
        with self._catalogue.snapshot():
            dense = self._dense(indexes, question, depth, scope) if mode is not Mode.LEXICAL else {}
            lexical = self._lexical(indexes, list(terms), depth, scope) if mode is not Mode.DENSE else {}
            scores = reciprocal_rank_fusion(
                [list(dense), list(lexical)],
                [self._options.dense_weight, self._options.lexical_weight],
                self._options.rrf_k,
            )
            order = sorted(scores, key=lambda entry: (-scores[entry], entry))[:k]
            passages = self._catalogue.passages_by_entry(order)
        return [
            Candidate(passages[e], scores[e], dense.get(e), lexical.get(e), _matched(passages[e], terms)) for e in order
        ]

    def _dense(self, indexes: OpenIndexes, question: str, depth: int, scope: Scope) -> dict[int, Ranked]:
        embedder = self._embedder()
        vector = embedder.embed_question(question)
        return _ranked(
            lambda limit: indexes.vectors.search(vector, limit, scope),
            lambda ids: self._catalogue.entries_by_vector(ids, embedder.fingerprint),
            depth,
        )

    def _lexical(self, indexes: OpenIndexes, terms: Sequence[str], depth: int, scope: Scope) -> dict[int, Ranked]:
        return _ranked(lambda limit: indexes.lexical.search(terms, limit, scope), self._catalogue.existing, depth)


def _ranked(
    search: Callable[[int], list[Scored]], held: Callable[[Sequence[int]], dict[int, int]], depth: int
) -> dict[int, Ranked]:
    """The `depth` best passage entries by their best hit, among those that the catalogue still holds.

    Several hits may lead to one passage, and those of a stale index to none: more are fetched then.
    """
    limit = depth
    while True:
        hits = search(limit)
        entries = held([hit.id for hit in hits])
        best: dict[int, float] = {}
        for hit in hits:
            if hit.id in entries:
                best.setdefault(entries[hit.id], hit.score)
        if len(best) >= depth or len(hits) < limit:
            found = list(best.items())[:depth]
            return {entry: Ranked(rank, score) for rank, (entry, score) in enumerate(found, 1)}
        limit *= 2


def _matched(passage: PassageRecord, terms: dict[str, str]) -> tuple[str, ...]:
    held = terms_of("\n".join((*passage.section.path, passage.text)))
    return tuple(word for term, word in terms.items() if term in held)
