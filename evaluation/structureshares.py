"""Shares that add up: a measure of a file, and of many."""

from collections.abc import Iterable, Mapping
from statistics import mean
from typing import NamedTuple


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """None where there is nothing to be a part of."""
        return self.part / self.whole if self.whole else None


Shares = Mapping[str, Share]


def micro(shares: Iterable[Share]) -> float | None:
    """The share of all together: large files count for more."""
    rows = list(shares)
    return Share(sum(row.part for row in rows), sum(row.whole for row in rows)).value


def macro(shares: Iterable[Share]) -> float | None:
    """The mean over the files that have a share: each counts once."""
    values = [share.value for share in shares if share.value is not None]
    return mean(values) if values else None
