"""The floor that structure and vectors have to beat."""

from math import log

import pytest

from evaluation.floor import Bm25


def test_scores_follow_the_formula() -> None:
    engine = Bm25({"one": "dual learning dual", "two": "quality learning assurance"})
    assert engine.rank("dual learning") == ["one", "two"]
    assert engine.rank("nothing shared") == []
    dual = log(1 + (2 - 1 + 0.5) / (1 + 0.5)) * 2 * 2.2 / (2 + 1.2)
    assert engine.scores("dual") == pytest.approx({"one": dual})
