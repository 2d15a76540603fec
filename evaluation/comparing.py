"""Two runs over the same questions: is one better, and where do they differ?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ir_measures import RR, Measure, iter_calc
from numpy.typing import NDArray
from scipy.stats import permutation_test

from evaluation.trec import Run
from ingest.errors import EvaluationError

Values = NDArray[np.float64]
_RESAMPLES, _SEED = 9_999, 7


@dataclass(frozen=True, slots=True)
class Changed:
    """A question on which the runs differ, with the value of each."""

    question: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Means of both runs, the p-value of a paired permutation test, and the questions that changed."""

    measure: str
    first: float
    second: float
    p_value: float
    changed: tuple[Changed, ...]


def compare(first: Run, second: Run, qrels: Mapping[str, Mapping[str, int]], measure: Measure = RR) -> Comparison:
    """Compare on the judged questions. Raises EvaluationError when the runs are over different questions."""
    if set(first) != set(second):
        odd = sorted(set(first) ^ set(second))[0]
        raise EvaluationError(
            f"the runs are over different questions: {odd!r} is in one only. Compare runs of one file."
        )
    judged = sorted(set(first) & set(qrels))
    if not judged:
        raise EvaluationError(
            "the runs and the question file share no question. Give the file the runs were made from."
        )
    one, other = _values(first, qrels, measure, judged), _values(second, qrels, measure, judged)
    changed = (Changed(q, a, b) for q, a, b in zip(judged, one, other, strict=True) if a != b)
    worst_first = tuple(sorted(changed, key=lambda change: change.second - change.first))
    return Comparison(str(measure), float(np.mean(one)), float(np.mean(other)), _p_value(one, other), worst_first)


def _values(run: Run, qrels: Mapping[str, Mapping[str, int]], measure: Measure, judged: Sequence[str]) -> list[float]:
    relevant = {question: qrels[question] for question in judged}
    found = {m.query_id: m.value for m in iter_calc([measure], relevant, {q: run[q] for q in judged})}
    return [float(found.get(question, 0.0)) for question in judged]


def _difference(one: Values, other: Values, axis: int = -1) -> Values:
    return np.asarray(np.mean(one, axis=axis) - np.mean(other, axis=axis))


def _p_value(one: Sequence[float], other: Sequence[float]) -> float:
    if list(one) == list(other):
        return 1.0
    result = permutation_test(
        (np.asarray(one), np.asarray(other)),
        _difference,
        permutation_type="samples",
        n_resamples=_RESAMPLES,
        vectorized=True,
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)
