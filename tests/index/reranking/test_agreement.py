"""How far two sets of scores agree."""

import numpy as np
import pytest

from index.reranking.agreement import PairFloor, agreement
from index.reranking.record import PairAgreement

WANTED = np.random.default_rng(1).normal(size=(5, 20))


def test_the_same_scores_agree_wholly() -> None:
    assert agreement(WANTED, WANTED) == PairAgreement(order=1.0, noise=0.0, pairs=100)


def test_what_all_passages_of_a_question_have_in_common_is_no_error() -> None:
    assert agreement(WANTED + np.arange(5)[:, np.newaxis], WANTED).noise == 0.0


def test_passages_the_other_way_round_do_not_agree() -> None:
    assert agreement(-WANTED, WANTED) == PairAgreement(order=-1.0, noise=2.0, pairs=100)


def test_the_same_error_weighs_more_where_scores_lie_close_together() -> None:
    error = 0.01 * np.random.default_rng(2).normal(size=WANTED.shape)

    narrow, wide = agreement(WANTED / 10 + error, WANTED / 10), agreement(WANTED + error, WANTED)

    assert narrow.noise == pytest.approx(10 * wide.noise, rel=0.05)
    assert narrow.order < wide.order


def test_one_score_for_all_passages_is_never_enough() -> None:
    same = np.ones((2, 5))

    assert not PairFloor(order=-1.0, noise=1.0).admits(agreement(same, same))


@pytest.mark.parametrize(("order", "noise", "admitted"), [(0.99, 0.05, True), (0.97, 0.05, False), (0.99, 0.1, False)])
def test_a_floor_looks_at_order_and_noise(order: float, noise: float, admitted: bool) -> None:
    assert PairFloor(order=0.98, noise=0.09).admits(PairAgreement(order, noise, 100)) is admitted
