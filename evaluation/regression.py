"""Fits what turns the signals of a question into a confidence, and the threshold below which there is no answer.

A logistic regression with an L2 penalty on standardized signals, each collection counting by its share. It learns
whether an answer cites gold; one to a question without an answer never does. No signal may count against an answer:
each is made so that more of it speaks for one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.abstaining import Abstention
from evaluation.averaging import collection, mean_of_sets
from evaluation.cases import Case, by_set
from index.fitted import Calibration, Weighed

# The least share of the answerable questions of every set that the threshold must leave answered: a point more than
# is wanted, because on questions that it was not chosen on it leaves a little less.
COVERAGE = 0.91
# What a collection counts, 1 where nothing is said. Reports of the kind that libraries are made of count more than the
# others together, which keep what is fitted from holding for such reports alone.
_SHARES = {"belgium": 4.0}
_PENALTY = 1.0
_DIGITS = 4
_FINEST = 10_000
Matrix = NDArray[np.float64]


def fit(given: Sequence[Case]) -> Calibration:
    """The regression on the cases that a calibration decides, and the threshold that tells all of them apart best."""
    regression = _regression([case for case in given if case.is_open])
    return Calibration(chosen_threshold(given, regression), regression.bias, regression.signals)


def can_be_fitted(given: Sequence[Case]) -> bool:
    """Whether there are open cases of both kinds, those that cite gold and those that do not."""
    return len({case.cites_gold for case in given if case.is_open}) > 1


def _regression(given: Sequence[Case]) -> Calibration:
    names = sorted({name for case in given for name in case.signals})
    values = np.array([[case.signals.get(name, np.nan) for name in names] for case in given])
    means = np.atleast_1d(np.nanmean(values, axis=0)).round(_DIGITS)
    scales = np.atleast_1d(np.nanstd(values, axis=0)).round(_DIGITS)
    scales[scales == 0] = 1.0
    standardized = np.nan_to_num((values - means) / scales)
    weights = _minimized(standardized, np.array([float(case.cites_gold) for case in given]), _counts(given))
    rounded = [round(float(weight), _DIGITS) for weight in weights]
    weighed = {n: Weighed(rounded[i], float(means[i]), float(scales[i])) for i, n in enumerate(names)}
    return Calibration(0.0, rounded[-1], weighed)


def _counts(given: Sequence[Case]) -> Matrix:
    """What each case counts, so that each collection has its share and all together count as many as they are."""
    sizes = Counter(collection(case.name) for case in given)
    whole = sum(_SHARES.get(name, 1.0) for name in sizes)
    counts = {name: _SHARES.get(name, 1.0) / whole * len(given) / size for name, size in sizes.items()}
    return np.array([counts[collection(case.name)] for case in given])


def _minimized(values: Matrix, targets: Matrix, counts: Matrix) -> Matrix:
    """The weights, none below 0, and the bias behind them, which is neither bounded nor penalized."""
    columns = np.column_stack([values, np.ones(len(values))])
    penalized = np.array([1.0] * values.shape[1] + [0.0])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = columns @ weights
        wrong = counts * (np.exp(-np.logaddexp(0, -odds)) - targets)
        value = np.sum(counts * (np.logaddexp(0, odds) - targets * odds)) + _PENALTY / 2 * penalized @ weights**2
        return float(value), columns.T @ wrong + _PENALTY * penalized * weights

    bounds = [(0.0, None)] * values.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, float)


def chosen_threshold(given: Sequence[Case], regression: Calibration) -> float:
    """The one with the best mean F1 of abstaining over the sets that have questions without an answer.

    Only of those that leave COVERAGE answered in every set, or as much as the rules do that come before.
    """
    confidences = [case.confidence(regression) for case in given]
    tried = sorted({0.0, *(floor(value * _FINEST) / _FINEST for value in confidences if value is not None)})
    measured = {value: _measured(given, confidences, value) for value in tried}
    covering = [value for value in tried if _covers(measured[value], measured[0.0])]
    return max(covering, key=lambda value: _mean_f1(measured[value]))


def _measured(given: Sequence[Case], confidences: Sequence[float | None], threshold: float) -> dict[str, Abstention]:
    pairs = zip(given, confidences, strict=True)
    return by_set(given, [case.abstained(confidence, threshold) for case, confidence in pairs])


def _mean_f1(sets: Mapping[str, Abstention]) -> float:
    """0 where all questions of all sets have an answer: no threshold is better than another one then."""
    told = {name: found.f1 for name, found in sets.items() if found.f1 is not None}
    return mean_of_sets(told) if told else 0.0


def _covers(sets: Mapping[str, Abstention], without: Mapping[str, Abstention]) -> bool:
    """`without`: the sets without a threshold."""
    pairs = [(found.coverage, without[name].coverage) for name, found in sets.items()]
    return all(answered >= min(COVERAGE, most) for answered, most in pairs if answered is not None and most is not None)
