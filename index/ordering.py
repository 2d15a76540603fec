"""What follows on fusion: lifts, evidence, and the last touches to the order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.arranging import in_reading_order, repeats_last
from index.candidates import Fused
from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.counting import Counted
from index.counting import evidence as bound_to
from index.evidence import evidence
from index.lifting import Lift, Lifter
from index.options import RetrievalOptions
from index.question import LexicalQuery

Ranking = dict[int, Fused]


@dataclass(frozen=True, slots=True)
class Orderer:
    """Orders what was fused for one question. `queries`: by language; without any, words say nothing.

    `rarity`: the weights of the terms sought.
    """

    catalogue: Catalogue
    lifter: Lifter
    counted: Counted | None
    queries: Mapping[str, LexicalQuery]
    rarity: Mapping[str, float]
    options: RetrievalOptions

    def order(self, ranking: Ranking) -> Ranking:
        """All entries that the catalogue holds, best first."""
        lifts = self._lifts(ranking) if self.lifter else {}
        lifted = {e: _lifted(fused, lifts.get(e)) for e, fused in ranking.items() if e in lifts or not self.lifter}
        ordered = self._arranged(ordered_by_score(lifted))
        return _each_first(ordered, lifts) if self.options.each_first else ordered

    def _lifts(self, ranking: Ranking) -> dict[int, Lift]:
        countries = self.catalogue.countries()
        passages = self.catalogue.passages_by_entry(ranking)
        return {entry: self.lifter.lift(p, countries.get(p.document_id)) for entry, p in passages.items()}

    def _arranged(self, ranking: Ranking) -> Ranking:
        """The first passages, read; what this adds to them keeps them before the others."""
        first = list(ranking)[: self.options.evidence_depth]
        passages = self.catalogue.passages_by_entry(first)
        languages = self.catalogue.languages()
        found = {entry: self._evidence(p, languages[p.document_id]) for entry, p in passages.items()}
        read = ordered_by_score({e: replace(f, score=f.score + found.get(e, 0.0)) for e, f in ranking.items()})
        order = [entry for entry in read if entry in passages]
        if self.options.repeats_last:
            order = repeats_last(order, passages, languages)
        scores = {entry: fused.score for entry, fused in read.items()}
        order = in_reading_order(order, scores, passages, self.options.tie_margin)
        return {entry: read[entry] for entry in dict.fromkeys((*order, *read))}

    def _evidence(self, passage: PassageRecord, language: str) -> float:
        if language not in self.queries:
            return 0.0
        bound = bound_to(self.counted, passage.text, language).score if self.counted else 0.0
        by_words = evidence(passage, self.queries[language], self.rarity, self.options.evidence)
        return by_words + self.options.evidence.quantity_weight * bound


def ordered_by_score(ranking: Mapping[int, Fused]) -> Ranking:
    """Best first; equal scores by entry."""
    return dict(sorted(ranking.items(), key=lambda item: (-item[1].score, item[0])))


def _lifted(fused: Fused, lift: Lift | None) -> Fused:
    return fused if lift is None else replace(fused, score=fused.score + lift.amount, boosts=lift.boosts)


def _each_first(ranking: Ranking, lifts: Mapping[int, Lift]) -> Ranking:
    """The best passage about each of several entities goes before the others: a comparison needs all sides."""
    best: dict[str, int] = {}
    for entry in ranking:
        for name in lifts[entry].entities if entry in lifts else ():
            best.setdefault(name, entry)
    first = sorted(set(best.values()), key=list(ranking).index) if len(best) > 1 else []
    return {entry: ranking[entry] for entry in dict.fromkeys((*first, *ranking))}
