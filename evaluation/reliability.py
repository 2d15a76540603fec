"""Whether a confidence is what it says: beside the share of answers of that confidence that cite gold.

An answer cites gold when one of its first five citations leads to gold; one to a question without an answer never does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about equal confidence, from `low` to `high`: their mean confidence, and the share that cites gold."""

    low: float
    high: float
    confidence: float
    cites_gold: float
    n: int


def reliability(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of (confidence, whether the answer cites gold), empty ones left out."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, cites_gold in judged:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, cites_gold))
    return [
        Bin(number / BINS, (number + 1) / BINS, fmean(c for c, _ in held), fmean(g for _, g in held), len(held))
        for number, held in sorted(bins.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error over the bins (Naeini et al. 2015); None where there are none."""
    questions = sum(one.n for one in bins)
    return sum(one.n * abs(one.confidence - one.cites_gold) for one in bins) / questions if questions else None
