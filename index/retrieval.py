"""Retrieval: dense and lexical search, fused; what the catalogue no longer holds is never returned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from index.candidates import Candidate, Fused, Ranked
from index.catalogue.reading import Catalogue
from index.derived import OpenIndexes
from index.embedding.embedder import Embedder
from index.engines.protocols import Scored
from index.evidence import EVIDENCE_WEIGHTS, EvidenceWeights, evidence, matched
from index.fitted import UNFITTED, Fitted
from index.fusion import RRF_K, convex_combination, reciprocal_rank_fusion
from index.lifting import LIFT_WEIGHTS, Lift, Lifter, LiftWeights
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


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """`depth`: how many passages each search contributes at first; `rrf_k`: see `reciprocal_rank_fusion`.

    `evidence_depth`: how many of the passages that both searches together put first are read for evidence.

    The weight of a search by words is multiplied by the part of the question that it finds, to this power.
    """

    depth: int = 100
    by_scores: bool = True
    rrf_k: float = RRF_K
    coverage_power: float = 2.0
    each_first: bool = True
    evidence_depth: int = 30
    evidence: EvidenceWeights = EVIDENCE_WEIGHTS
    lifts: LiftWeights = LIFT_WEIGHTS
    fitted: Fitted = UNFITTED


Ordering = Callable[[dict[int, Fused]], dict[int, Fused]]


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
        options: RetrievalOptions = RetrievalOptions(),
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._options = options
        self._reranker = reranker

    def retrieve(
        self, indexes: OpenIndexes, question: Question, k: int, scope: Scope, mode: Mode, offset: int = 0
    ) -> list[Candidate]:
        """The k best passages within the scope after the first `offset`, best first."""
        with self._catalogue.snapshot():
            queries = self._queries(question)
            dense = [self._dense(indexes, question, scope)] if mode is not Mode.LEXICAL else []
            lexical = self._lexical(indexes, queries, scope) if mode is not Mode.DENSE else []
            order = self._ordering(indexes, question, queries if mode is Mode.HYBRID else {}, scope)
            ranking = self._reranked(question, self._ranking(dense, lexical, order, max(offset + k, RERANKED)))
            page = list(ranking.items())[offset : offset + k]
            passages = self._catalogue.passages_by_entry(entry for entry, _ in page)
            languages = self._catalogue.languages()
        return [
            Candidate(
                p, hit.score, hit.dense, hit.lexical, queries[languages[p.document_id]], hit.rerank_score, hit.boosts
            )
            for p, hit in ((passages[entry], hit) for entry, hit in page)
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
        queries = question.lexical_queries(languages)
        return {query.language: query for query in queries}

    def _ranking(
        self, dense: Sequence[_Search], lexical: Sequence[_Search], order: Ordering, count: int
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
        return _ordered({e: Fused(score, by_vectors.get(e), by_words.get(e)) for e, score in scores.items()})

    def _ordering(
        self, indexes: OpenIndexes, question: Question, queries: Mapping[str, LexicalQuery], scope: Scope
    ) -> Ordering:
        """What follows on fusion. Entities lift unless a filter says already what passages have to be about."""
        gazetteer = self._catalogue.entities().gazetteer if scope.entities is None else None
        lifter = Lifter(question, gazetteer, self._options.lifts)
        terms = {term for query in queries.values() for term in query.terms}
        rarity = indexes.lexical.rarity(sorted(terms))
        return partial(self._in_order, lifter, queries, rarity)

    def _in_order(
        self,
        lifter: Lifter,
        queries: Mapping[str, LexicalQuery],
        rarity: Mapping[str, float],
        ranking: dict[int, Fused],
    ) -> dict[int, Fused]:
        if not lifter:
            return self._evident(queries, rarity, ranking)
        countries = self._catalogue.countries()
        passages = self._catalogue.passages_by_entry(ranking)
        lifts = {entry: lifter.lift(p, countries.get(p.document_id)) for entry, p in passages.items()}
        lifted = {
            entry: replace(fused, score=fused.score + lifts[entry].amount, boosts=lifts[entry].boosts)
            for entry, fused in ranking.items()
            if entry in lifts
        }
        ranking = self._evident(queries, rarity, _ordered(lifted))
        return _each_first(ranking, lifts) if self._options.each_first else ranking

    def _evident(
        self, queries: Mapping[str, LexicalQuery], rarity: Mapping[str, float], ranking: dict[int, Fused]
    ) -> dict[int, Fused]:
        """What evidence adds to the first passages keeps them before the others."""
        if not queries:
            return ranking
        languages = self._catalogue.languages()
        passages = self._catalogue.passages_by_entry(list(ranking)[: self._options.evidence_depth])
        found = {
            entry: evidence(p, queries[languages[p.document_id]], rarity, self._options.evidence)
            for entry, p in passages.items()
        }
        return _ordered({e: replace(fused, score=fused.score + found.get(e, 0.0)) for e, fused in ranking.items()})

    def _scores(self, found: Sequence[dict[int, Ranked]], weights: Sequence[float], dense: int) -> Mapping[int, float]:
        if not self._options.by_scores:
            return reciprocal_rank_fusion([list(ranking) for ranking in found], weights, self._options.rrf_k)
        scores = [{entry: ranked.score for entry, ranked in ranking.items()} for ranking in found]
        floors = [min(s.values(), default=0.0) if n < dense else 0.0 for n, s in enumerate(scores)]
        return convex_combination(scores, weights, floors)

    def _dense(self, indexes: OpenIndexes, question: Question, scope: Scope) -> _Search:
        embedder = self._embedder()
        vector = embedder.embed_question(question.text)
        ranking = partial(
            _ranked,
            lambda limit: indexes.vectors.search(vector, limit, scope),
            lambda ids: self._catalogue.entries_by_vector(ids, embedder.fingerprint),
        )
        return _Search(ranking, self._options.fitted.dense_weight)

    def _lexical(self, indexes: OpenIndexes, queries: Mapping[str, LexicalQuery], scope: Scope) -> list[_Search]:
        """A search in the texts of each language: scores of different languages do not compare."""
        several = len(queries) > 1
        return [
            self._lexical_search(indexes, query, replace(scope, languages=frozenset({language})) if several else scope)
            for language, query in queries.items()
        ]

    def _lexical_search(self, indexes: OpenIndexes, query: LexicalQuery, scope: Scope) -> _Search:
        terms = list(query.terms)
        ranking = partial(_ranked, lambda limit: indexes.lexical.search(terms, limit, scope), self._catalogue.existing)
        return _Search(ranking, self._options.fitted.lexical_weight, query)


def _each_first(ranking: dict[int, Fused], lifts: Mapping[int, Lift]) -> dict[int, Fused]:
    """The best passage about each of several entities goes before the others: a comparison needs all sides."""
    best: dict[str, int] = {}
    for entry in ranking:
        for name in lifts[entry].entities:
            best.setdefault(name, entry)
    first = sorted(set(best.values()), key=list(ranking).index) if len(best) > 1 else []
    return {entry: ranking[entry] for entry in dict.fromkeys((*first, *ranking))}


def _ordered(ranking: Mapping[int, Fused]) -> dict[int, Fused]:
    return dict(sorted(ranking.items(), key=lambda item: (-item[1].score, item[0])))


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
