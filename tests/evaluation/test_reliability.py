"""Confidence beside the share of answers that cite gold."""

import pytest

from evaluation.reliability import Bin, calibration_error, reliability


def test_answers_of_about_equal_confidence_are_taken_together() -> None:
    bins = reliability([(0.9375, True), (0.9375, False), (0.0625, False), (1.0, True), (1.0, False)])
    assert bins == [Bin(0.0, 0.1, 0.0625, 0.0, 1), Bin(0.9, 1.0, 0.96875, 0.5, 4)]


def test_the_error_is_the_gap_between_confidence_and_share_by_questions() -> None:
    assert calibration_error(reliability([(0.95, True), (0.95, False)])) == pytest.approx(0.45)
    assert calibration_error(reliability([(0.95, True)] * 3 + [(0.35, True)])) == pytest.approx((3 * 0.05 + 0.65) / 4)


def test_without_confidences_there_is_no_error() -> None:
    assert calibration_error([]) is None
