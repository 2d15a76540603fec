"""Measures of a run: ranking, citations, abstention, calibration; with bootstrap intervals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from evaluation.abstaining import Abstention, abstention
from evaluation.reliability import Bin, calibration_error, reliability
from evaluation.running import Outcome
from service.confidence import FIRST

RANKING_MEASURES = (nDCG @ 10, R @ 1, R @ 5, R @ 10, RR)
_RESAMPLES, _SEED, _CONFIDENCE = 2_000, 7, 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions with its bootstrap interval; `n` questions."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All measures of a set of outcomes."""

    figures: Mapping[str, Figure]
    abstention: Abstention
    forbidden_first: int
    citations_that_hold: float | None
    calibration_error: float | None
    ms_p50: float
    ms_p95: float


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Ranking is measured on the answerable questions, whether or not they were answered."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    values = per_question(answerable)
    cited = sum(outcome.citations for outcome in outcomes)
    times = [outcome.took_ms for outcome in outcomes]
    return Summary(
        figures={name: figure(list(column.values())) for name, column in values.items()} if answerable else {},
        abstention=abstention((o.question.answerable, not o.answered) for o in outcomes),
        forbidden_first=sum(_forbidden_first(outcome) for outcome in answerable),
        citations_that_hold=sum(o.citations_held for o in outcomes) / cited if cited else None,
        calibration_error=calibration_error(reliability_of(outcomes)),
        ms_p50=median(times),
        ms_p95=quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
    )


def per_question(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Measure -> question id -> value, for answerable questions."""
    qrels = {o.question.id: dict.fromkeys(o.relevant, 1) for o in outcomes}
    run = {o.question.id: _scores(o.ranking) for o in outcomes}
    values: dict[str, dict[str, float]] = {str(m): dict.fromkeys(qrels, 0.0) for m in RANKING_MEASURES}
    for metric in ir_measures.iter_calc(list(RANKING_MEASURES), qrels, run):
        values[str(metric.measure)][metric.query_id] = metric.value
    values["hit@1"] = _each(outcomes, lambda o: hit(o, 1))
    values["hit@5"] = _each(outcomes, lambda o: hit(o, 5))
    values["hit@10"] = _each(outcomes, lambda o: hit(o, 10))
    values["citation accuracy"] = _each(outcomes, citation_accuracy)
    values["citation coverage"] = _each(outcomes, citation_coverage)
    return values


def _each(outcomes: Iterable[Outcome], measure: Callable[[Outcome], float]) -> dict[str, float]:
    return {outcome.question.id: measure(outcome) for outcome in outcomes}


def _scores(ranking: Sequence[str]) -> dict[str, float]:
    return {unit: 1.0 / rank for rank, unit in enumerate(ranking, 1)}


def hit(outcome: Outcome, k: int) -> float:
    """1 when one of the first k units answers, else 0."""
    return float(not set(outcome.relevant).isdisjoint(outcome.ranking[:k]))


def citation_accuracy(outcome: Outcome) -> float:
    """1 when the question is answered and the first citation leads to gold; what is not answered has none."""
    return hit(outcome, 1) if outcome.answered else 0.0


def citation_coverage(outcome: Outcome) -> float:
    """Share of the gold, at most five, that the first five citations of an answer lead to."""
    cited = set(outcome.cited) if outcome.answered else set()
    wanted = min(len(outcome.relevant), FIRST)
    return min(len(cited & set(outcome.relevant)) / wanted, 1.0) if wanted else 0.0


def _forbidden_first(outcome: Outcome) -> bool:
    return bool(outcome.ranking) and outcome.ranking[0] in outcome.forbidden


def reliability_of(outcomes: Iterable[Outcome]) -> list[Bin]:
    """Of the outcomes that have a confidence."""
    return reliability((o.confidence, o.cites_gold) for o in outcomes if o.confidence is not None)


def figure(values: Sequence[float]) -> Figure:
    """The mean with its 95 % percentile bootstrap interval; the seed is fixed."""
    array = np.asarray(values, float)
    draws = np.random.default_rng(_SEED).integers(0, len(array), (_RESAMPLES, len(array)))
    tail = (1 - _CONFIDENCE) / 2 * 100
    low, high = np.percentile(array[draws].mean(axis=1), [tail, 100 - tail])
    return Figure(float(array.mean()), float(low), float(high), len(array))


def by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, Summary]:
    """A summary for each value of `key`, such as the type or the language of the question."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return {name: summarise(group) for name, group in sorted(groups.items())}
