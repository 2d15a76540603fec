"""Evaluation sets: read where the data is, skipped with a word where it is not."""

from pathlib import Path

import pytest

from evaluation.sets import SETS, Absent, load, write_markdown
from ingest.errors import EvaluationError


@pytest.mark.parametrize("name", [name for name in SETS if not name.startswith("belgium")])
def test_absent_data_is_said_in_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(Absent, match=f"{name}: skipped"):
        load(name, tmp_path / "work", tmp_path / "nowhere")


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="the sets are belgium"):
        load("atlantis", tmp_path)


def test_the_belgian_set_needs_no_data(tmp_path: Path) -> None:
    material = load("belgium", tmp_path, tmp_path)
    assert len(material.questions) > 200
    assert material.files[0].is_dir()


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_translations_share_the_library_and_the_gold_of_their_originals(tmp_path: Path, language: str) -> None:
    originals, translated = load("belgium-en", tmp_path), load(f"belgium-{language}", tmp_path)
    assert {q.language for q in translated.questions} == {language}
    assert [q.gold for q in translated.questions] == [q.gold for q in originals.questions]
    assert (translated.library, translated.files) == (originals.library, originals.files)


def test_a_text_becomes_a_markdown_file_and_stays(tmp_path: Path) -> None:
    folder = write_markdown(tmp_path / "texts", [("one", "Title", "Text.")])
    write_markdown(folder, [("one", "Another title", "Text.")])
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("one.md", "# Title\n\nText.\n")]


def test_scifact(data: Path, tmp_path: Path) -> None:
    material = load("scifact", tmp_path, data)
    assert len(material.questions) == 300
    assert sum(len(question.gold) for question in material.questions) == 339
    assert len(list(material.files[0].iterdir())) == 5183


def test_squad2_has_as_many_questions_without_an_answer(data: Path, tmp_path: Path) -> None:
    material = load("squad2", tmp_path, data)
    assert sum(question.answerable for question in material.questions) == len(material.questions) / 2
    assert len(list(material.files[0].iterdir())) == 1204


def test_pages_have_gold_pages(data: Path, tmp_path: Path) -> None:
    material = load("pages", tmp_path, data)
    assert {gold.unit for question in material.questions for gold in question.gold} == {"page"}
    assert sum(question.answerable for question in material.questions) == 89
