"""Measures on outcomes small enough to reckon by hand."""

from collections.abc import Callable
from dataclasses import replace
from math import log2

import pytest

from evaluation.measuring import by, figure, per_question, reliability_of, summarise
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


def test_citations_are_counted_by_passages_and_not_by_what_they_lead_to(outcome: MakeOutcome) -> None:
    """Five passages on two pages each lead to ten pages."""
    pages = " ".join("abcdefghij")
    wide = replace(outcome("a", pages, "j"), cited=tuple("abcdefghij"))
    assert wide.cites_gold
    assert per_question([wide])["citation coverage"] == {"a": 1}
    assert per_question([wide])["hit@5"] == {"a": 0}


def test_more_gold_than_citations_is_covered_by_five(outcome: MakeOutcome) -> None:
    pages = "a b c d e f"
    wide = replace(outcome("a", pages, pages), cited=tuple(pages.split()))
    assert per_question([wide])["citation coverage"] == {"a": 1}


def test_an_answer_is_reliable_where_one_of_five_citations_leads_to_gold(outcome: MakeOutcome) -> None:
    """As the confidence is fitted: not the first citation alone."""
    fourth = outcome("a", "x y z g", "g", confidence=0.85)
    sixth = outcome("b", "x y z u v g", "g", confidence=0.95)
    unanswerable = outcome("c", "x", confidence=0.15)
    assert [(one.confidence, one.cites_gold) for one in reliability_of([fourth, sixth, unanswerable])] == [
        (0.15, 0),
        (0.85, 1),
        (0.95, 0),
    ]
    assert summarise([fourth]).calibration_error == pytest.approx(0.15)
    assert summarise([outcome("d", "g", "g")]).calibration_error is None


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
