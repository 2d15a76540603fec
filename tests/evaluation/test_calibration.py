"""Confidence, fitted: from signals of questions to the file that is read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.calibration import COVERAGE, Calibrated, Case, by_set, calibrate, cases, fit, report, validated
from evaluation.fitting import HEAD, with_calibration
from evaluation.sets import load
from index.embedding.embedder import Embedder
from index.fitted import UNFITTED, read_calibrations, read_fitted
from ingest.errors import EvaluationError

ENTRIES = f"""{HEAD}

# one
## Written by hand.
[1111]
dense_weight = 1.0

# two
[2222]
dense_weight = 1.0
similarity_floor = 0.5
"""


def _case(n: int, signals: dict[str, float], *, right: bool, name: str = "made") -> Case:
    return Case(name, f"q{n}", signals, answerable=right, right=right)


@pytest.fixture
def made() -> list[Case]:
    """Questions that `near` tells apart but for a few, and `odd` tells nothing of."""
    right = [_case(n, {"near": 0.5 + n % 7 / 10, "odd": n % 3}, right=True) for n in range(60)]
    wrong = [_case(n, {"near": n % 7 / 10, "odd": n % 3}, right=False) for n in range(60, 90)]
    return [*right, *wrong]


def test_more_of_a_signal_that_tells_gives_more_confidence(made: Sequence[Case]) -> None:
    calibration = fit(made)
    assert calibration.signals["near"].weight > calibration.signals["odd"].weight >= 0
    assert calibration.confidence({"near": 1.0}) > calibration.confidence({"near": 0.2})


def test_no_signal_counts_against_an_answer() -> None:
    against = [_case(n, {"near": float(n < 30)}, right=n >= 30) for n in range(60)]
    assert fit(against).signals["near"].weight == 0


def test_the_threshold_leaves_the_answerable_questions_of_every_set_answered(made: Sequence[Case]) -> None:
    other = [_case(n, {"near": 0.5 + n % 5 / 10}, right=n % 4 > 0, name="other") for n in range(40)]
    every = [*made, *other]
    calibration = fit(every)
    found = by_set(every, [calibration.confidence(case.signals) < calibration.threshold for case in every])
    assert set(found) == {"made", "other"}
    assert all(one.coverage is not None and one.coverage >= COVERAGE for one in found.values())
    assert found["made"].recall


def test_a_set_counts_once_however_many_questions_it_has() -> None:
    large = [_case(n, {}, right=True, name="large") for n in range(90)]
    small = [_case(n, {}, right=False, name="small") for n in range(10)]
    assert fit([*large, *small]).confidence({}) == pytest.approx(0.5, abs=0.01)


def test_a_signal_that_never_changes_is_borne(made: Sequence[Case]) -> None:
    constant = [replace(case, signals={**case.signals, "same": 1.0}) for case in made]
    assert fit(constant).signals["same"].weight == 0


def test_abstaining_is_counted_by_set() -> None:
    given = [_case(0, {}, right=True), _case(1, {}, right=False), _case(2, {}, right=True, name="other")]
    found = by_set(given, [True, True, False])
    assert (found["made"].precision, found["made"].recall, found["made"].coverage) == (0.5, 1.0, 0.0)
    assert (found["other"].precision, found["other"].recall, found["other"].coverage) == (None, None, 1.0)


def test_cross_validation_judges_every_question(made: Sequence[Case]) -> None:
    found = validated(made)["made"]
    assert found.questions == len(made)
    assert found.recall is not None
    assert found.recall > 0.5


def test_what_is_written_is_what_is_read(made: Sequence[Case]) -> None:
    found = Calibrated(fit(made), validated(made))
    text = with_calibration(ENTRIES, "1111", found)
    assert read_calibrations(text) == {"1111": found.calibration}
    assert read_fitted(text) == read_fitted(ENTRIES)
    assert "on made (90)" in text


def test_a_calibration_takes_the_place_of_the_earlier_one(made: Sequence[Case]) -> None:
    earlier, later = (Calibrated(fit(some), validated(some)) for some in (made[:80], made))
    text = with_calibration(with_calibration(ENTRIES, "1111", earlier), "2222", earlier)
    text = with_calibration(text, "1111", later)
    assert read_calibrations(text) == {"1111": later.calibration, "2222": earlier.calibration}
    assert with_calibration(text, "1111", later) == text


def test_only_questions_for_fitting_are_asked(embedder: Embedder, tmp_path: Path) -> None:
    material = load("belgium", tmp_path)
    some = replace(material, questions=material.questions[:30])
    found = cases(some, embedder, tmp_path, UNFITTED)
    assert {case.id for case in found} == {question.id for question in some.questions if question.split == "train"}
    assert {case.right for case in found if case.answerable} == {True, False}


def test_needs_questions_with_and_without_an_answer(embedder: Embedder, tmp_path: Path) -> None:
    material = load("belgium", tmp_path)
    one = replace(material, questions=tuple(q for q in material.questions if not q.answerable)[:3])
    with pytest.raises(EvaluationError, match="with and without an answer"):
        calibrate([one], embedder, tmp_path, UNFITTED)


def test_the_report_shows_weights_and_cross_validation(made: Sequence[Case]) -> None:
    printed = report("hashing", Calibrated(fit(made), validated(made)))
    assert "| signal | near | odd |" in printed
    assert "| made (90) | " in printed
