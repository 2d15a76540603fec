"""Retrieval: dense and lexical search, fused; what the catalogue no longer holds is never returned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from index.analysis import question_terms, terms_of
from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.derived import OpenIndexes
from index.embedding.embedder import Embedder
from index.engines.protocols import Scored
from index.fusion import RRF_K, reciprocal_rank_fusion
from index.scope import Scope

# How many times deeper the searches go when what they gave is not enough.
_DEEPER = 10


class Mode(StrEnum):
    """Which searches take part."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """`depth`: how many passages each search contributes at first; `rrf_k`: see `reciprocal_rank_fusion`."""

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
    """A retrieved passage. `matched` are the words of the question that it holds.

    Ranks and score are those at the depth at which it was found; what is found deeper stands after it.
    """

    passage: PassageRecord
    score: float
    dense: Ranked | None
    lexical: Ranked | None
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fused:
    """An entry of the fused ranking."""

    score: float
    dense: Ranked | None
    lexical: Ranked | None


Search = Callable[[int], dict[int, Ranked]]


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

    def retrieve(
        self, indexes: OpenIndexes, question: str, k: int, scope: Scope, mode: Mode, offset: int = 0
    ) -> list[Candidate]:
        """The k best passages within the scope after the first `offset`, best first."""
        terms = question_terms(question)
        dense = self._dense(indexes, question, scope) if mode is not Mode.LEXICAL else _nothing
        lexical = self._lexical(indexes, list(terms), scope) if mode is not Mode.DENSE else _nothing
        with self._catalogue.snapshot():
            page = list(self._ranking(dense, lexical, offset + k).items())[offset : offset + k]
            passages = self._catalogue.passages_by_entry(entry for entry, _ in page)
        return [
            Candidate(passages[e], hit.score, hit.dense, hit.lexical, _matched(passages[e], terms)) for e, hit in page
        ]

    def _ranking(self, dense: Search, lexical: Search, count: int) -> dict[int, _Fused]:
        """Entries best first, `count` or more where there are as many.

        Fusing longer lists would order the first entries anew. So what a deeper search adds is put behind what is
        there: the ranking of a question is one, however much of it is asked for.
        """
        ranking: dict[int, _Fused] = {}
        depth = self._options.depth
        while True:
            found = dense(depth), lexical(depth)
            for entry, fused in self._fuse(*found).items():
                ranking.setdefault(entry, fused)
            if len(ranking) >= count or max(map(len, found)) < depth:
                return ranking
            depth *= _DEEPER

    def _fuse(self, dense: dict[int, Ranked], lexical: dict[int, Ranked]) -> dict[int, _Fused]:
        weights = (self._options.dense_weight, self._options.lexical_weight)
        scores = reciprocal_rank_fusion([list(dense), list(lexical)], weights, self._options.rrf_k)
        order = sorted(scores, key=lambda entry: (-scores[entry], entry))
        return {entry: _Fused(scores[entry], dense.get(entry), lexical.get(entry)) for entry in order}

    def _dense(self, indexes: OpenIndexes, question: str, scope: Scope) -> Search:
        embedder = self._embedder()
        vector = embedder.embed_question(question)
        return partial(
            _ranked,
            lambda limit: indexes.vectors.search(vector, limit, scope),
            lambda ids: self._catalogue.entries_by_vector(ids, embedder.fingerprint),
        )

    def _lexical(self, indexes: OpenIndexes, terms: Sequence[str], scope: Scope) -> Search:
        return partial(_ranked, lambda limit: indexes.lexical.search(terms, limit, scope), self._catalogue.existing)


def _nothing(_: int) -> dict[int, Ranked]:
    """The search that a mode leaves out."""
    return {}


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
