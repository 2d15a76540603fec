"""pincite evaluate"""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.command import command
from ingest.errors import EvaluationError
from service.library import Library

LINES = [
    '{"id": "a", "question": "3,425 bonuses", "type": "number", "split": "test", "gold": '
    '[{"document": "belgium-vet-2023", "section": "2.1", "snippet": "the key indicators are: 3 425 bonuses"}]}',
    '{"id": "b", "question": "dual learning premium", "split": "train", "gold": '
    '[{"document": "belgium-vet-2023", "section": "2.1", "snippet": "simplified premium: system"}]}',
]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def evaluate(library: Library, *arguments: str | Path) -> str:
    options = [*map(str, arguments), "--mode", "lexical", "--library", str(library.paths.root)]
    result = CliRunner().invoke(command, options, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_measures_are_printed_and_files_written(belgium: Library, asked: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.out" for name in ("run", "qrels")}
    printed = evaluate(belgium, asked, *(part for name, path in files.items() for part in (f"--{name}", path)))
    assert "hit@1" in printed
    assert all(path.stat().st_size for path in files.values())


def test_json_has_all_types_and_languages(belgium: Library, asked: Path) -> None:
    measured = json.loads(evaluate(belgium, asked, "--json", "--split", "test"))
    assert measured["all"]["figures"]["hit@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert set(measured["by_type"]) == {"number"}
    assert set(measured["by_language"]) == {"en"}


def test_questions_without_an_answer_are_told_by_kind(belgium: Library, asked: Path) -> None:
    assert "without an answer" not in evaluate(belgium, asked)
    with asked.open("a", encoding="utf-8") as file:
        file.write('\n{"id": "c", "question": "xylophone zeppelin", "answerable": false, "kind": "off-topic"}')
    assert re.search(r"^off-topic +1 +1 +1.000$", evaluate(belgium, asked), re.M)
    measured = json.loads(evaluate(belgium, asked, "--json"))
    assert measured["by_kind"] == {"off-topic": {"questions": 1, "abstained": 1}}


def test_two_runs_are_compared(belgium: Library, asked: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    evaluate(belgium, asked, "--run", run)
    assert "0 questions changed" in evaluate(belgium, asked, "--compare", run, run)


def test_a_split_without_questions_is_refused(belgium: Library, asked: Path) -> None:
    with pytest.raises(EvaluationError, match="no question has split 'dev'"):
        evaluate(belgium, asked, "--split", "dev")
