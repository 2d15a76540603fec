"""Ties at the end of a result list."""

from hypothesis import given
from hypothesis import strategies as st

from index.engines.protocols import Scored
from index.engines.ties import best, rounded

# 32-bit sums differ from each other in the last bits
NOISE = 1e-8


@given(st.lists(st.sampled_from([12.5, 3.0, 0.25]), max_size=60), st.integers(1, 70))
def test_the_order_does_not_depend_on_how_an_engine_stores_equal_entries(scores: list[float], k: int) -> None:
    stored = sorted((Scored(-at, score) for at, score in enumerate(scores)), key=lambda hit: -hit.score)
    found = best(lambda limit: stored[:limit], k)
    assert found == sorted(stored, key=lambda hit: (-hit.score, hit.id))[:k]


def test_no_more_is_fetched_than_ties_require() -> None:
    stored = [Scored(name, score) for name, score in ((4, 3.0), (3, 2.0), (2, 2.0), (1, 2.0), (0, 1.0))]
    limits: list[int] = []

    def fetch(limit: int) -> list[Scored]:
        limits.append(limit)
        return stored[:limit]

    assert [hit.id for hit in best(fetch, 1)] == [4]
    assert [hit.id for hit in best(fetch, 2)] == [4, 1]
    assert limits == [2, 3, 6]


def test_what_rounding_adds_up_does_not_decide() -> None:
    large = [Scored(2, 20 * (1 + NOISE)), Scored(1, 20.0)]
    assert [hit.id for hit in best(lambda limit: large[:limit], 2)] == [1, 2]
    assert rounded(20.0001) != rounded(20.0)
    assert rounded(0.000123457) != rounded(0.000123456)
