"""Measures of a run: ranking, citations, abstention, calibration; with bootstrap intervals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, quantiles

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from evaluation.running import Outcome

CITED = 5
RANKING_MEASURES = (nDCG @ 10, R @ 1, R @ 5, R @ 10, RR)
_RESAMPLES, _SEED, _CONFIDENCE = 2_000, 7, 0.95
_BINS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions with its bootstrap interval; `n` questions."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well unanswerable questions are told apart. Shares are None where nothing can be counted."""

    precision: float | None
    recall: float | None
    coverage: float | None
    unanswerable: int


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
        abstention=abstention(outcomes),
        forbidden_first=sum(_forbidden_first(outcome) for outcome in answerable),
        citations_that_hold=sum(o.citations_held for o in outcomes) / cited if cited else None,
        calibration_error=calibration_error(outcomes),
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
    """Share of the gold that the first five citations of an answer lead to."""
    cited = set(outcome.ranking[:CITED]) if outcome.answered else set()
    wanted = min(len(outcome.relevant), CITED)
    return len(cited & set(outcome.relevant)) / wanted if wanted else 0.0


def _forbidden_first(outcome: Outcome) -> bool:
    return bool(outcome.ranking) and outcome.ranking[0] in outcome.forbidden


def abstention(outcomes: Sequence[Outcome]) -> Abstention:
    """Precision and recall of abstaining, and the share of answerable questions that get an answer."""
    abstained = [o for o in outcomes if not o.answered]
    unanswerable = [o for o in outcomes if not o.question.answerable]
    answerable = [o for o in outcomes if o.question.answerable]
    right = sum(not o.question.answerable for o in abstained)
    return Abstention(
        precision=right / len(abstained) if abstained else None,
        recall=right / len(unanswerable) if unanswerable else None,
        coverage=sum(o.answered for o in answerable) / len(answerable) if answerable else None,
        unanswerable=len(unanswerable),
    )


@dataclass(frozen=True, slots=True)
class Reliability:
    """A bin of answers of about equal confidence: their mean confidence, and the share that is right."""

    confidence: float
    right: float
    n: int


def reliability(outcomes: Sequence[Outcome]) -> list[Reliability]:
    """Ten bins of confidence, empty ones left out; an empty list without confidences."""
    bins: dict[int, list[tuple[float, float]]] = {}
    for outcome in outcomes:
        if outcome.confidence is not None:
            index = min(int(outcome.confidence * _BINS), _BINS - 1)
            bins.setdefault(index, []).append((outcome.confidence, _is_right(outcome)))
    return [Reliability(fmean(c for c, _ in b), fmean(r for _, r in b), len(b)) for _, b in sorted(bins.items())]


def calibration_error(outcomes: Sequence[Outcome]) -> float | None:
    """Expected calibration error over ten bins (Naeini et al. 2015); None without confidences."""
    bins = reliability(outcomes)
    if not bins:
        return None
    return sum(b.n * abs(b.confidence - b.right) for b in bins) / sum(b.n for b in bins)


def _is_right(outcome: Outcome) -> float:
    return hit(outcome, 1) if outcome.question.answerable else 0.0


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
