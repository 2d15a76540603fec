"""Ties at the end of a result list: ids decide them, not the order in which an engine stores entries."""

from collections.abc import Callable

from index.engines.protocols import Scored

# Rounding in the last bits must not decide an order.
_DECIMALS = 6


def best(fetch: Callable[[int], list[Scored]], k: int) -> list[Scored]:
    """The k best of what `fetch(limit)` returns, equal scores by id; a tie that crosses k is fetched whole."""
    limit = k + 1
    found = fetch(limit)
    while len(found) == limit and _equal(found[-1], found[k - 1]):
        limit *= 2
        found = fetch(limit)
    return sorted(found, key=lambda hit: (-round(hit.score, _DECIMALS), hit.id))[:k]


def _equal(one: Scored, other: Scored) -> bool:
    return round(one.score, _DECIMALS) == round(other.score, _DECIMALS)
