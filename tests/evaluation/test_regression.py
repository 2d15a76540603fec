"""Confidence, fitted: from the signals of questions to weights and a threshold."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evaluation.abstaining import Abstention
from evaluation.cases import Case, by_set
from evaluation.regression import COVERAGE, fit
from index.fitted import Calibration

MakeCase = Callable[..., Case]


def told(cases: Sequence[Case], calibration: Calibration) -> dict[str, Abstention]:
    abstained = [case.abstained(case.confidence(calibration), calibration.threshold) for case in cases]
    return by_set(cases, abstained)


def test_more_of_a_signal_that_tells_gives_more_confidence(made: Sequence[Case]) -> None:
    calibration = fit(made)
    assert calibration.signals["near"].weight > calibration.signals["odd"].weight >= 0
    assert calibration.confidence({"near": 1.0}) > calibration.confidence({"near": 0.2})


def test_no_signal_counts_against_an_answer(case: MakeCase) -> None:
    against = [case(n, cites_gold=n >= 30, near=float(n < 30)) for n in range(60)]
    assert fit(against).signals["near"].weight == 0


def test_a_signal_that_never_changes_is_borne(made: Sequence[Case]) -> None:
    constant = [replace(case, signals={**case.signals, "same": 1.0}) for case in made]
    assert fit(constant).signals["same"].weight == 0


def test_a_set_counts_once_however_many_questions_it_has(case: MakeCase) -> None:
    large = [case(n, cites_gold=True, name="large", same=1.0) for n in range(90)]
    small = [case(n, cites_gold=False, name="small", same=1.0) for n in range(10)]
    assert fit([*large, *small]).confidence({}) == pytest.approx(0.5, abs=0.01)


def test_a_set_and_its_translations_count_once_together(case: MakeCase) -> None:
    english = [case(n, cites_gold=True, name="large", same=1.0) for n in range(60)]
    french = [case(n, cites_gold=True, name="large-fr", same=1.0) for n in range(30)]
    small = [case(n, cites_gold=False, name="small", same=1.0) for n in range(10)]
    assert fit([*english, *french, *small]).confidence({}) == pytest.approx(0.5, abs=0.01)


def test_the_threshold_leaves_the_answerable_questions_of_every_set_answered(
    made: Sequence[Case], case: MakeCase
) -> None:
    other = [case(n, cites_gold=n % 4 > 0, name="other", near=0.5 + n % 5 / 10) for n in range(40)]
    every = [*made, *other]
    found = told(every, fit(every))
    assert set(found) == {"made", "other"}
    assert all(one.coverage is not None and one.coverage >= COVERAGE for one in found.values())
    assert found["made"].recall


def test_a_set_whose_questions_all_have_an_answer_bears_on_coverage_alone(made: Sequence[Case], case: MakeCase) -> None:
    """It has no recall to gain, however low the confidence in it; but its questions stay answered."""
    sure = [case(n, cites_gold=True, name="made-fr", near=2.0) for n in range(20)]
    unsure = [case(n, cites_gold=True, name="made-fr", near=0.1) for n in range(20)]
    recall = told(made, fit([*made, *sure]))["made"].recall
    assert recall is not None
    assert recall > 0.5
    assert told(made, fit([*made, *sure]))["made"] == told(made, fit(made))["made"]
    kept = told([*made, *unsure], fit([*made, *unsure]))
    assert kept["made-fr"].coverage == 1
    assert (kept["made"].recall or 0) < recall


def test_where_all_questions_have_an_answer_none_is_left_unanswered(case: MakeCase) -> None:
    every = [case(n, cites_gold=n % 2 > 0, answerable=True, near=n % 5) for n in range(40)]
    assert told(every, fit(every))["made"].coverage == 1


def test_what_a_rule_leaves_unanswered_teaches_nothing_and_stays_so(made: Sequence[Case], case: MakeCase) -> None:
    ruled_out = [case(n, cites_gold=True, ruled_out=True, name="ruled", near=0.0) for n in range(30)]
    calibration = fit([*made, *ruled_out])
    assert calibration == fit(made)
    assert told(ruled_out, calibration)["ruled"].coverage == 0


def test_what_has_no_signals_is_answered_without_a_confidence(made: Sequence[Case], case: MakeCase) -> None:
    calibration, silent = fit(made), case(100, cites_gold=True)
    assert silent.confidence(calibration) is None
    assert told([silent], calibration)["made"].coverage == 1
