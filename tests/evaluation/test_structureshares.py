"""Shares of one file and of many."""

from evaluation.structureshares import Share, macro, micro


def test_micro_counts_every_case_and_macro_every_file() -> None:
    shares = [Share(9, 9), Share(0, 1), Share(0, 0)]
    assert micro(shares) == 0.9
    assert macro(shares) == 0.5


def test_nothing_has_no_share() -> None:
    assert Share(0, 0).value is None
    assert micro([]) is None
    assert macro([Share(0, 0)]) is None
