"""Fusion of ranked lists: by their ranks, or by their scores."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

# The authors take 60; 10 ranks no worse on any evaluation set, and better on most.
RRF_K = 10


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[T]], weights: Sequence[float], k: float = RRF_K
) -> Mapping[T, float]:
    """Score of each item: the sum over the rankings of weight / (k + rank), rank counted from 1.

    Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion, SIGIR.
    """
    scores: defaultdict[T, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights, strict=True):
        for rank, item in enumerate(ranking, 1):
            scores[item] += weight / (k + rank)
    return scores


def convex_combination(
    rankings: Sequence[Mapping[T, float]], weights: Sequence[float], floors: Sequence[float]
) -> Mapping[T, float]:
    """Score of each item: the sum over the rankings of weight * (score - floor) / (best score - floor).

    An item that a ranking lacks counts as if it stood at the floor. Bruch, Gai and Ingber (2023), An Analysis of
    Fusion Functions for Hybrid Retrieval, ACM TOIS.
    """
    scores: defaultdict[T, float] = defaultdict(float)
    for ranking, weight, floor in zip(rankings, weights, floors, strict=True):
        span = max(ranking.values(), default=floor) - floor
        for item, score in ranking.items():
            scores[item] += weight * (score - floor) / span if span > 0 else weight
    return scores
