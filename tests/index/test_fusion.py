"""Fusion by ranks and by scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import convex_combination, reciprocal_rank_fusion

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


def test_scores_count_by_their_distance_from_the_floor() -> None:
    near, words = {"a": 0.9, "b": 0.8, "c": 0.7}, {"b": 6.0, "d": 3.0}
    scores = convex_combination([near, words], [1.0, 0.5], [0.7, 0.0])
    assert scores == pytest.approx({"a": 1.0, "b": 0.5 + 0.5, "c": 0.0, "d": 0.25})


def test_a_hit_at_the_floor_alone_counts_in_full() -> None:
    assert convex_combination([{"a": 0.4}], [0.5], [0.4]) == {"a": 0.5}


@given(st.dictionaries(st.integers(), st.floats(0, 30), max_size=30), st.floats(0.1, 100))
def test_the_unit_of_a_score_does_not_matter(scores: dict[int, float], unit: float) -> None:
    other = {item: score * unit for item, score in scores.items()}
    floors = [min(found.values(), default=0.0) for found in (scores, other)]
    plain, scaled = (convex_combination([s], [1], [f]) for s, f in zip((scores, other), floors, strict=True))
    assert scaled == pytest.approx(plain, abs=1e-6)
