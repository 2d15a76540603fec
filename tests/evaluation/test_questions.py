"""Question files: what is read, and what each mistake is told."""

from pathlib import Path

import pytest

from evaluation.questions import Gold, Question, parse_questions, select, write_questions
from evaluation.questions import read_questions as read
from ingest.errors import EvaluationError

LINE = '{"id": "q1", "question": "Who?", "gold": [{"document": "d", "section": "2.6", "snippet": "the words"}]}'


def test_a_line_becomes_a_question() -> None:
    assert parse_questions(LINE, "file") == [
        Question("q1", "Who?", "en", "question", None, True, None, (Gold("d", "2.6", "the words"),))
    ]


@pytest.mark.parametrize(
    ("gold", "unit"),
    [
        ('{"document": "d", "section": "1", "snippet": "s"}', "passage"),
        ('{"document": "d", "page": 3}', "page"),
        ('{"document": "d"}', "document"),
    ],
)
def test_gold_is_a_passage_a_page_or_a_document(gold: str, unit: str) -> None:
    (question,) = parse_questions(f'{{"id": "q", "question": "Who?", "gold": [{gold}]}}', "file")
    assert question.gold[0].unit == unit


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "q"', "file, line 2: not JSON"),
        ("[]", "file, line 2"),
        ('{"id": "q", "gold": []}', "file, line 2: field 'question'"),
        ('{"id": "q", "question": "Who?"}', "file, line 2: an answerable question needs gold"),
        ('{"id": "q", "question": "W", "answerable": false, "gold": [{"document": "d"}]}', "has no gold"),
        (
            '{"id": "q", "question": "W", "gold": [{"document": "d", "section": "1"}]}',
            "section and snippet go together",
        ),
        ('{"id": "q", "question": "W", "gold": [{"document": "d", "page": 0}]}', "field 'gold.0.page'"),
        ('{"id": "q", "question": "W", "gold": [{"document": "d"}, {"document": "d", "page": 1}]}', "of one kind"),
        (LINE, "the id 'q1' stands more than once"),
    ],
)
def test_a_mistake_is_told_with_its_line(line: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=r"file.*") as raised:
        parse_questions(f"{LINE}\n{line}", "file")
    assert message in str(raised.value)


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(EvaluationError, match="holds no questions"):
        parse_questions("\n\n", "file")


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be read"):
        read(tmp_path / "none.jsonl")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    questions = [
        Question("a", "Who?", "fr", "who", "test", True, None, (Gold("d", page=4),), (), {"document": ["d"]}),
        Question("b", "What?", "en", "off", "train", False, "off-topic"),
    ]
    write_questions(tmp_path / "q.jsonl", questions)
    assert read(tmp_path / "q.jsonl") == questions


def test_splits_and_languages_are_selected() -> None:
    questions = [
        Question(str(n), "?", language, "t", split, True, None)
        for n, (language, split) in enumerate([("en", "test"), ("en", "train"), ("fr", "test")])
    ]
    assert [q.id for q in select(questions, "test", "en")] == ["0"]
    assert [q.id for q in select(questions, None)] == ["0", "1", "2"]
