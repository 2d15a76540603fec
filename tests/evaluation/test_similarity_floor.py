"""The floor below which questions on other subjects stay."""

import json
from pathlib import Path

import pytest

from evaluation.halves import drawn
from evaluation.sets import Absent
from evaluation.similarity_floor import off_topic, similarity_floor, wordless_cosines
from ingest.errors import EvaluationError
from service.library import Library


def test_only_questions_without_a_word_of_the_library_count(belgium: Library) -> None:
    elsewhere, shared = "Zyxwv qwrtp?", "Which bonuses does Flanders give?"
    both = wordless_cosines(belgium, [elsewhere, shared])
    assert both == wordless_cosines(belgium, [elsewhere])
    assert len(both) == 1


def test_the_cosine_is_that_of_the_nearest_passage(belgium: Library) -> None:
    hits = belgium.search("Zyxwv qwrtp?", 50, mode="dense", explain=True).hits
    cosines = [hit.why.dense_score for hit in hits if hit.why and hit.why.dense_score is not None]
    assert wordless_cosines(belgium, ["Zyxwv qwrtp?"]) == [max(cosines)]


@pytest.mark.parametrize(("cosine", "floor"), [(0.351, 0.36), (0.36, 0.36), (0.07, 0.07), (0.3600004, 0.37)])
def test_the_floor_is_rounded_up(cosine: float, floor: float) -> None:
    assert similarity_floor([cosine]) == floor


def test_one_question_in_a_thousand_may_come_nearer() -> None:
    assert similarity_floor([0.2] * 999 + [0.9]) == 0.2


def test_without_such_questions_there_is_no_floor() -> None:
    with pytest.raises(EvaluationError, match="shares a word"):
        similarity_floor([])


def test_questions_elsewhere_are_of_the_half_for_fitting(tmp_path: Path) -> None:
    rows = [
        {"_id": f"q{number}", "question": f"{number}?", "is_impossible": number % 2 == 0, "gold_passage": f"p#{number}"}
        for number in range(20)
    ]
    (tmp_path / "squad2").mkdir()
    (tmp_path / "squad2" / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    keys = [row["_id"] if row["is_impossible"] else f"p-{n}" for n, row in enumerate(rows)]
    expected = [f"{n}?" for n, key in enumerate(keys) if drawn(str(key)) == "train"]
    assert 0 < len(expected) < len(rows)
    assert off_topic(tmp_path) == expected


def test_absent_questions_are_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Absent, match="squad2: skipped"):
        off_topic(tmp_path)
