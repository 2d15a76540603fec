"""Sets beside each other: each collection counts once, however many questions it has and in however many languages."""

from collections import defaultdict
from collections.abc import Mapping
from statistics import fmean


def collection(name: str) -> str:
    """What a set and its translations have in common: `belgium` of `belgium-fr`."""
    return name.partition("-")[0]


def mean_of_sets(values: Mapping[str, float]) -> float:
    """The mean of the values by set, each collection counting once."""
    collections: defaultdict[str, list[float]] = defaultdict(list)
    for name, value in values.items():
        collections[collection(name)].append(value)
    return fmean(map(fmean, collections.values()))
