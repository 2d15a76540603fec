"""Cross-validation: every question judged by a calibration that saw neither it nor one of its family."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from evaluation.abstaining import Abstention
from evaluation.cases import Case, by_set
from evaluation.regression import can_be_fitted, fit

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the confidence given to it, None where it has none, and whether it is left unanswered."""

    case: Case
    confidence: float | None
    abstained: bool


def judged(given: Sequence[Case], learnt: Collection[str] | None = None) -> list[Judged]:
    """Each fold by what the others give, threshold included; only the sets `learnt` are learnt from, None for all.

    A fold of which the others teach nothing is left out.
    """
    return [one for fold in range(FOLDS) for one in _of_fold(given, fold, learnt)]


def _of_fold(given: Sequence[Case], fold: int, learnt: Collection[str] | None) -> list[Judged]:
    others = [case for case in given if fold_of(case) != fold and (learnt is None or case.name in learnt)]
    if not can_be_fitted(others):
        return []
    calibration = fit(others)
    held_out = [(case, case.confidence(calibration)) for case in given if fold_of(case) == fold]
    return [
        Judged(case, confidence, case.abstained(confidence, calibration.threshold)) for case, confidence in held_out
    ]


def validated(given: Sequence[Case]) -> dict[str, Abstention]:
    """What abstaining is worth in cross-validation, by set."""
    found = judged(given)
    return by_set([one.case for one in found], [one.abstained for one in found])


def fold_of(case: Case) -> int:
    """By lot, the same on every machine, and for a whole family."""
    return blake2b(case.family.encode(), digest_size=2).digest()[0] % FOLDS
