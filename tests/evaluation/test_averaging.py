"""The mean over sets."""

import pytest

from evaluation.averaging import mean_of_sets


def test_a_set_and_its_translations_count_once_together() -> None:
    assert mean_of_sets({"belgium": 0.5, "belgium-fr": 0.7, "pages": 0.2}) == pytest.approx(0.4)
