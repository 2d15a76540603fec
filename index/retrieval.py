"""Retrieval: dense and lexical search, fused; what the catalogue no longer holds is never returned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from index.candidates import Candidate, Fused, Ranked, Similarity
from index.catalogue.reading import Catalogue
from index.counting import asked_for
from index.derived import OpenIndexes
from index.embedding.embedder import Embedder, Vectors
from index.engines.protocols import Scored
from index.evidence import matched
from index.fusion import convex_combination, reciprocal_rank_fusion
from index.lifting import Lifter
from index.options import RETRIEVAL_OPTIONS, RetrievalOptions
from index.ordering import Orderer, ordered_by_score
from index.question import LexicalQuery, Question
from index.reranking.reranker import Reranker
from index.scope import Scope

# How many times deeper the searches go when what they gave is not enough.
_DEEPER = 10
# Passages by which it is judged how much of a question its words find.
_BEST = 3
# Passages whose order a reranker decides.
RERANKED = 20


class Mode(StrEnum):
    """Which searches take part."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


Order = Callable[[dict[int, Fused]], dict[int, Fused]]


@dataclass(frozen=True, slots=True)
class _Search:
    """A ranking that can be asked for to any depth, and its weight in fusion."""

    ranking: Callable[[int], dict[int, Ranked]]
    weight: float
    query: LexicalQuery | None = None


class Retriever:
    """Searches open indexes. `embedder` is called for only when a vector is needed."""

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Callable[[], Embedder],
        options: RetrievalOptions = RETRIEVAL_OPTIONS,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._options = options
        self._reranker = reranker

    def retrieve(
        self,
        indexes: OpenIndexes,
        question: Question,
        k: int,
        scope: Scope,
        mode: Mode,
        offset: int = 0,
        *,
        closely: bool = False,
    ) -> list[Candidate]:
        """The k best passages within the scope after the first `offset`, best first.

        `closely`: with the similarity of each sentence to the question, where vectors take part.
        """
        with self._catalogue.snapshot():
            queries = self._queries(question)
            rarity = indexes.lexical.rarity(sorted({term for query in queries.values() for term in query.sought}))
            vector = None if mode is Mode.LEXICAL else self._embedder().embed_question(question.text)
            dense = [] if vector is None else [self._dense(indexes, vector, scope)]
            lexical = self._lexical(indexes, queries, rarity, scope) if mode is not Mode.DENSE else []
            order = self._order(question, queries if mode is Mode.HYBRID else {}, rarity, scope)
            ranking = self._reranked(question, self._ranking(dense, lexical, order, max(offset + k, RERANKED)))
            page = dict(list(ranking.items())[offset : offset + k])
            candidates = self._candidates(page, queries)
            return candidates if vector is None or not closely else self._looked_at(candidates, vector)

    def _candidates(self, page: Mapping[int, Fused], queries: Mapping[str, LexicalQuery]) -> list[Candidate]:
        passages, languages = self._catalogue.passages_by_entry(page), self._catalogue.languages()
        return [
            Candidate(
                p, hit.score, hit.dense, hit.lexical, queries[languages[p.document_id]], hit.rerank_score, hit.boosts
            )
            for p, hit in ((passages[entry], hit) for entry, hit in page.items())
        ]

    def _looked_at(self, candidates: Sequence[Candidate], vector: Vectors) -> list[Candidate]:
        entries = [candidate.passage.entry for candidate in candidates]
        found = self._catalogue.sentence_vectors(entries, self._embedder().fingerprint)
        return [
            replace(c, similarities=tuple(Similarity(*span, float(vector @ v)) for span, v in found[c.passage.entry]))
            for c in candidates
        ]

    def _reranked(self, question: Question, ranking: Mapping[int, Fused]) -> Mapping[int, Fused]:
        """The ranking, its first entries in the order that the reranker gives them."""
        if self._reranker is None:
            return ranking
        first = list(ranking)[:RERANKED]
        passages = self._catalogue.passages_by_entry(first)
        texts = ["\n".join((passages[entry].section.title, passages[entry].text)) for entry in first]
        scores = dict(zip(first, self._reranker.scores(question.text, texts), strict=True))
        reranked = {e: replace(ranking[e], rerank_score=scores[e]) for e in sorted(first, key=lambda e: -scores[e])}
        return {**reranked, **{entry: fused for entry, fused in ranking.items() if entry not in reranked}}

    def _queries(self, question: Question) -> dict[str, LexicalQuery]:
        """What to look for in the texts of each language of the library."""
        languages = set(self._catalogue.languages().values())
        queries = question.lexical_queries(languages, expand=self._options.expand)
        return {query.language: query for query in queries}

    def _ranking(
        self, dense: Sequence[_Search], lexical: Sequence[_Search], order: Order, count: int
    ) -> dict[int, Fused]:
        """Entries best first, `count` or more where there are as many.

        Fusing longer lists would order the first entries anew. So what a deeper search adds is put behind what is
        there: the ranking of a question is one, however much of it is asked for.
        """
        ranking: dict[int, Fused] = {}
        depth = self._options.depth
        while True:
            found = [search.ranking(depth) for search in (*dense, *lexical)]
            searches = zip((*dense, *lexical), found, strict=True)
            weights = [search.weight * self._coverage(search.query, ranked) for search, ranked in searches]
            for entry, fused in order(self._fuse(found, weights, len(dense))).items():
                ranking.setdefault(entry, fused)
            if len(ranking) >= count or max(map(len, found), default=0) < depth:
                return ranking
            depth *= _DEEPER

    def _coverage(self, query: LexicalQuery | None, ranking: Mapping[int, Ranked]) -> float:
        """How much of the question the best passages by words hold: where it is little, words say little."""
        if query is None or not query.terms:
            return 1.0
        passages = self._catalogue.passages_by_entry(list(ranking)[:_BEST])
        shares = [len(matched(passage, query)) / query.asked for passage in passages.values()]
        return float(max(shares, default=0.0) ** self._options.coverage_power)

    def _fuse(self, found: Sequence[dict[int, Ranked]], weights: Sequence[float], dense: int) -> dict[int, Fused]:
        """`dense` of the rankings found, the first ones, are by vectors; no entry is in two of the others."""
        scores = self._scores(found, weights, dense)
        by_vectors = {entry: ranked for ranking in found[:dense] for entry, ranked in ranking.items()}
        by_words = {entry: ranked for ranking in found[dense:] for entry, ranked in ranking.items()}
        return ordered_by_score({e: Fused(score, by_vectors.get(e), by_words.get(e)) for e, score in scores.items()})

    def _order(
        self, question: Question, queries: Mapping[str, LexicalQuery], rarity: Mapping[str, float], scope: Scope
    ) -> Order:
        """Entities lift unless a filter says already what passages have to be about."""
        gazetteer = self._catalogue.entities().gazetteer if scope.entities is None else None
        lifter = Lifter(question, gazetteer, self._options.lifts)
        return Orderer(self._catalogue, lifter, asked_for(question), queries, rarity, self._options).order

    def _scores(self, found: Sequence[dict[int, Ranked]], weights: Sequence[float], dense: int) -> Mapping[int, float]:
        if not self._options.by_scores:
            return reciprocal_rank_fusion([list(ranking) for ranking in found], weights, self._options.rrf_k)
        scores = [{entry: ranked.score for entry, ranked in ranking.items()} for ranking in found]
        floors = [min(s.values(), default=0.0) if n < dense else 0.0 for n, s in enumerate(scores)]
        return convex_combination(scores, weights, floors)

    def _dense(self, indexes: OpenIndexes, vector: Vectors, scope: Scope) -> _Search:
        fingerprint = self._embedder().fingerprint
        ranking = partial(
            _ranked,
            lambda limit: indexes.vectors.search(vector, limit, scope),
            lambda ids: self._catalogue.entries_by_vector(ids, fingerprint),
        )
        return _Search(ranking, self._options.fitted.dense_weight)

    def _lexical(
        self, indexes: OpenIndexes, queries: Mapping[str, LexicalQuery], rarity: Mapping[str, float], scope: Scope
    ) -> list[_Search]:
        """A search in the texts of each language: scores of different languages do not compare."""
        several = len(queries) > 1
        scopes = {name: replace(scope, languages=frozenset({name})) if several else scope for name in queries}
        return [self._search(indexes, query, rarity, scopes[name]) for name, query in queries.items()]

    def _search(self, indexes: OpenIndexes, query: LexicalQuery, rarity: Mapping[str, float], scope: Scope) -> _Search:
        weights = query.weights(rarity)
        ranking = partial(
            _ranked, lambda limit: indexes.lexical.search(query.sought, limit, scope, weights), self._catalogue.existing
        )
        return _Search(ranking, self._options.fitted.lexical_weight, query)


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
