"""Reciprocal rank fusion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import reciprocal_rank_fusion

rankings = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=10), min_size=1, max_size=4)


def test_scores_are_the_sums_of_weight_by_rank() -> None:
    scores = reciprocal_rank_fusion([["a", "b"], ["b"]], [1.0, 0.5], 60)
    assert scores == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 0.5 / 61})


def test_a_small_k_counts_first_places_more() -> None:
    lists = [["first"], ["x", "y", "twice"], ["y", "x", "twice"]]
    flat, steep = (reciprocal_rank_fusion(lists, [1, 1, 1], k) for k in (60, 0))
    assert flat["twice"] > flat["first"]
    assert steep["twice"] < steep["first"]


def test_nothing_ranked_gives_nothing() -> None:
    assert reciprocal_rank_fusion([[], []], [1, 1]) == {}


def test_each_ranking_has_its_weight() -> None:
    with pytest.raises(ValueError, match="shorter"):
        reciprocal_rank_fusion([["a"], ["b"]], [1])


@given(rankings)
def test_everything_ranked_is_scored_and_the_order_of_the_rankings_does_not_matter(lists: list[list[int]]) -> None:
    weights = [1.0] * len(lists)
    scores = reciprocal_rank_fusion(lists, weights)
    assert set(scores) == {item for ranking in lists for item in ranking}
    assert reciprocal_rank_fusion(lists[::-1], weights) == pytest.approx(scores)


@given(st.lists(st.integers(), unique=True, max_size=30))
def test_one_ranking_keeps_its_order(ranking: list[int]) -> None:
    scores = reciprocal_rank_fusion([ranking], [1])
    assert sorted(scores, key=lambda item: -scores[item]) == ranking
