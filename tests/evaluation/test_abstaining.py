"""Questions without an answer, told apart as a whole and by kind."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evaluation.abstaining import UNNAMED, OfKind, abstention, by_kind
from evaluation.running import Outcome

MakeOutcome = Callable[..., Outcome]
ANSWERABLE, UNANSWERABLE = True, False
ABSTAINED, ANSWERED = True, False


def test_abstention_has_precision_recall_and_coverage() -> None:
    told = abstention(
        [
            (ANSWERABLE, ANSWERED),
            (ANSWERABLE, ABSTAINED),
            (UNANSWERABLE, ABSTAINED),
            (UNANSWERABLE, ANSWERED),
            (UNANSWERABLE, ANSWERED),
        ]
    )
    assert (told.precision, told.coverage) == (0.5, 0.5)
    assert told.recall == pytest.approx(1 / 3)
    assert (told.questions, told.unanswerable) == (5, 3)
    assert told.f1 == pytest.approx(0.4)


def test_without_abstentions_there_is_no_precision() -> None:
    told = abstention([(ANSWERABLE, ANSWERED), (UNANSWERABLE, ANSWERED)])
    assert (told.precision, told.recall, told.coverage, told.f1) == (None, 0.0, 1.0, 0.0)


def test_where_all_have_an_answer_coverage_alone_is_told() -> None:
    told = abstention([(ANSWERABLE, ABSTAINED), (ANSWERABLE, ANSWERED)])
    assert (told.precision, told.recall, told.coverage, told.f1) == (0.0, None, 0.5, None)


def test_kinds_are_told_apart(outcome: MakeOutcome) -> None:
    nameless = outcome("e", "x", answered=False)
    outcomes = [
        outcome("a", "g", "g", answered=False),
        outcome("b", "x", answered=False),
        outcome("c", "x"),
        replace(nameless, question=replace(nameless.question, kind=None)),
    ]
    assert by_kind(outcomes) == {"off-topic": OfKind(2, 1), UNNAMED: OfKind(1, 1)}
    assert by_kind(outcomes)["off-topic"].share == 0.5
