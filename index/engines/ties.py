"""Ties at the end of a result list: ids decide them, not the order in which an engine stores entries."""

from collections.abc import Callable

from index.engines.protocols import Scored


def best(fetch: Callable[[int], list[Scored]], k: int) -> list[Scored]:
    """The k best of what `fetch(limit)` returns, equal scores by id; a tie that crosses k is fetched whole."""
    limit = k + 1
    found = fetch(limit)
    while len(found) == limit and rounded(found[-1].score) == rounded(found[k - 1].score):
        limit *= 2
        found = fetch(limit)
    return sorted(found, key=lambda hit: (-rounded(hit.score), hit.id))[:k]


def rounded(score: float) -> float:
    """Six digits: engines add 32-bit numbers up in any order, and what that rounds must not decide an order."""
    return float(f"{score:.6g}")
