"""Two runs side by side."""

import pytest

from evaluation.comparing import Changed, compare
from ingest.errors import EvaluationError

QRELS = {f"q{n}": {"g": 1} for n in range(20)}
GOOD = {question: {"g": 2.0, "x": 1.0} for question in QRELS}
POOR = {question: {"g": 1.0, "x": 2.0} for question in QRELS}


def test_a_clear_difference_is_significant() -> None:
    found = compare(POOR, GOOD, QRELS)
    assert (found.first, found.second) == (0.5, 1.0)
    assert found.p_value < 0.01
    assert len(found.changed) == 20


def test_equal_runs_differ_nowhere() -> None:
    found = compare(GOOD, GOOD, QRELS)
    assert (found.p_value, found.changed) == (1.0, ())


def test_the_questions_that_changed_are_named() -> None:
    found = compare(GOOD, {**GOOD, "q3": {"x": 1.0}}, QRELS)
    assert found.changed == (Changed("q3", 1.0, 0.0),)
    assert found.p_value > 0.05


def test_runs_over_different_questions_are_refused() -> None:
    with pytest.raises(EvaluationError, match="different questions: 'q0'"):
        compare(GOOD, {q: r for q, r in GOOD.items() if q != "q0"}, QRELS)
    with pytest.raises(EvaluationError, match="share no question"):
        compare(GOOD, GOOD, {"other": {"g": 1}})
