"""Runs and judgements as files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.running import Outcome
from evaluation.trec import read_run, write_qrels, write_run
from ingest.errors import EvaluationError

MakeOutcome = Callable[..., Outcome]


def test_a_run_is_read_as_it_was_written(tmp_path: Path, outcome: MakeOutcome) -> None:
    write_run(tmp_path / "run", [outcome("a", "x g", "g"), outcome("b", "", "g")])
    assert (tmp_path / "run").read_text().splitlines()[0] == "a Q0 x 1 1.000000 pincite"
    run = read_run(tmp_path / "run")
    assert sorted(run["a"], key=run["a"].__getitem__, reverse=True) == ["x", "g"]
    assert set(run) == {"a", "b"}


def test_judgements_name_the_gold(tmp_path: Path, outcome: MakeOutcome) -> None:
    write_qrels(tmp_path / "qrels", [outcome("a", "x", "g h")])
    assert (tmp_path / "qrels").read_text() == "a 0 g 1\na 0 h 1\n"


@pytest.mark.parametrize(("text", "message"), [("", "the run is empty"), ("a b\n", "not a TREC run")])
def test_what_is_no_run_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "run").write_text(text)
    with pytest.raises(EvaluationError, match=message):
        read_run(tmp_path / "run")


def test_a_run_that_cannot_be_written_leaves_nothing(tmp_path: Path, outcome: MakeOutcome) -> None:
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_run(tmp_path / "missing" / "run", [outcome("a", "x", "g")])
    assert list(tmp_path.iterdir()) == []
