"""Measures on outcomes small enough to reckon by hand."""

from collections.abc import Callable
from math import log2

import pytest

from evaluation.measuring import abstention, by, calibration_error, figure, per_question, summarise
from evaluation.running import Outcome

MakeOutcome = Callable[..., Outcome]


def test_ranking_measures(outcome: MakeOutcome) -> None:
    values = per_question([outcome("a", "x g y", "g"), outcome("b", "g h", "g h"), outcome("c", "", "g")])
    assert values["hit@1"] == {"a": 0, "b": 1, "c": 0}
    assert values["hit@5"] == {"a": 1, "b": 1, "c": 0}
    assert values["RR"] == {"a": 0.5, "b": 1, "c": 0}
    assert values["R@1"] == {"a": 0, "b": 0.5, "c": 0}
    assert values["nDCG@10"]["a"] == pytest.approx(1 / log2(3))


def test_citations_of_an_unanswered_question_count_for_nothing(outcome: MakeOutcome) -> None:
    values = per_question([outcome("a", "g", "g", answered=False), outcome("b", "g x", "g h")])
    assert values["citation accuracy"] == {"a": 0, "b": 1}
    assert values["citation coverage"] == {"a": 0, "b": 0.5}


def test_abstention_has_precision_recall_and_coverage(outcome: MakeOutcome) -> None:
    told = abstention(
        [
            outcome("a", "g", "g"),
            outcome("b", "g", "g", answered=False),
            outcome("c", "x", answered=False),
            outcome("d", "x"),
        ]
    )
    assert (told.precision, told.recall, told.coverage, told.unanswerable) == (0.5, 0.5, 0.5, 2)


def test_without_abstentions_there_is_no_precision(outcome: MakeOutcome) -> None:
    told = abstention([outcome("a", "g", "g")])
    assert (told.precision, told.recall, told.coverage) == (None, None, 1.0)


def test_calibration_error_is_the_gap_between_confidence_and_truth(outcome: MakeOutcome) -> None:
    outcomes = [outcome("a", "g", "g", confidence=0.95), outcome("b", "x", "g", confidence=0.95)]
    assert calibration_error(outcomes) == pytest.approx(0.45)
    assert calibration_error([outcome("a", "g", "g")]) is None


def test_the_interval_holds_the_mean_and_shrinks_with_the_questions() -> None:
    few, many = figure([0, 1] * 5), figure([0, 1] * 500)
    assert few.low <= few.value == many.value == 0.5 <= few.high
    assert many.high - many.low < few.high - few.low


def test_forbidden_passages_count_when_they_come_first(outcome: MakeOutcome) -> None:
    outcomes = [outcome("a", "f g", "g", forbidden="f"), outcome("b", "g f", "g", forbidden="f")]
    assert summarise(outcomes).forbidden_first == 1


def test_groups_have_their_own_summary(outcome: MakeOutcome) -> None:
    groups = by([outcome("a", "g", "g", kind="who"), outcome("b", "x", "g", kind="when")], lambda o: o.question.type)
    assert {name: s.figures["hit@1"].value for name, s in groups.items()} == {"who": 1.0, "when": 0.0}
