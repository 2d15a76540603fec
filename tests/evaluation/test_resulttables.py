"""The tables of RESULTS.md."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evaluation.resulttables import Measured, across_sets, kinds_table, of_set, reliability_tables
from evaluation.running import Outcome
from evaluation.sets import EvaluationSet

MakeOutcome = Callable[..., Outcome]


def measured(name: str, outcomes: Sequence[Outcome]) -> Measured:
    material = EvaluationSet(name, "made by hand", name, tuple(o.question for o in outcomes), ())
    return Measured(material, "It was there", {"hybrid": outcomes}, ())


@pytest.fixture
def found(outcome: MakeOutcome) -> Measured:
    """One question for fitting, and four for testing."""
    seen = outcome("seen", "x", "g", confidence=0.05)
    return measured(
        "belgium",
        [
            replace(seen, question=replace(seen.question, split="train")),
            outcome("third", "x y g", "g", confidence=0.85),
            outcome("unsure", "g", "g", confidence=0.25, answered=False),
            outcome("elsewhere", "x", confidence=0.15, answered=False),
            outcome("nonsense", "x", confidence=0.85),
        ],
    )


def test_kinds_are_counted_by_set_with_the_coverage_of_the_others(found: Measured) -> None:
    assert kinds_table([found]).splitlines()[2:] == [
        "| belgium | off-topic | 2 | 1 | 0.500 |  |",
        "| belgium | **all** | 2 | 1 | 0.500 | 0.667 |",
    ]


def test_reliability_is_that_of_test_questions(found: Measured) -> None:
    _, line, table = reliability_tables([found])
    assert line.startswith("belgium: expected calibration error 0.400 on 4 questions")
    assert table.splitlines()[2:] == [
        "| 0.1–0.2 | 1 | 0.150 | 0.000 |",
        "| 0.2–0.3 | 1 | 0.250 | 1.000 |",
        "| 0.8–0.9 | 2 | 0.850 | 0.500 |",
    ]


def test_sets_whose_questions_all_have_an_answer_are_left_out(found: Measured, outcome: MakeOutcome) -> None:
    answerable = measured("scifact", [outcome("a", "g", "g", confidence=0.9)])
    text = "\n".join(across_sets([found, answerable]))
    assert "## Abstaining by kind" in text
    assert "## Reliability of confidence" in text
    assert "scifact" not in text
    assert list(across_sets([answerable])) == []


def test_a_set_has_a_row_for_each_mode(found: Measured) -> None:
    section = "\n".join(of_set(found))
    assert section.startswith("## belgium: made by hand\n\nIt was there.\n")
    assert "| hybrid | 3 | 0.333" in section
