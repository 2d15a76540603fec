"""The calibration of a model: from the sets to the file that is read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.calibration import Calibrated, calibrate, report
from evaluation.cases import Case
from evaluation.fitting import HEAD, with_calibration
from evaluation.regression import fit
from evaluation.sets import load
from evaluation.validation import validated
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
    some = [q for q in material.questions if q.answerable][:20] + [q for q in material.questions if not q.answerable]
    found = calibrate([replace(material, questions=tuple(some[:50]))], embedder, tmp_path, UNFITTED)
    assert found.validated["belgium"].questions == sum(question.split == "train" for question in some[:50])


def test_needs_questions_with_and_without_an_answer(embedder: Embedder, tmp_path: Path) -> None:
    material = load("belgium", tmp_path)
    one = replace(material, questions=tuple(q for q in material.questions if not q.answerable)[:3])
    with pytest.raises(EvaluationError, match="with and without an answer"):
        calibrate([one], embedder, tmp_path, UNFITTED)


def test_the_report_shows_weights_and_cross_validation(made: Sequence[Case]) -> None:
    printed = report("hashing", Calibrated(fit(made), validated(made)))
    assert "| signal | near | odd |" in printed
    assert "| made (90) | " in printed
