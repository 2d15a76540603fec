"""The gold set of the Belgian report: every snippet stands where it is said to stand."""

from collections import Counter
from pathlib import Path

import pytest

from evaluation.questions import Question, read_questions
from evaluation.resolving import Resolver
from service.library import Library

GOLD = Path(__file__).resolve().parents[2] / "evaluation" / "gold"
FILES = sorted(path.stem for path in GOLD.glob("*.jsonl") if not path.stem.startswith("entities-"))


def questions(name: str) -> list[Question]:
    return read_questions(GOLD / f"{name}.jsonl")


@pytest.mark.parametrize("name", FILES)
def test_every_snippet_occurs_in_the_section_stated(belgium: Library, name: str) -> None:
    resolver = Resolver(belgium)
    for question in questions(name):
        assert len(resolver.relevant(question)) <= len(question.gold)
        assert all(resolver.units(gold, question.id) for gold in question.forbidden)
        assert bool(resolver.relevant(question)) == question.answerable


def test_there_are_enough_questions_of_every_kind() -> None:
    asked = questions("belgium")
    assert sum(q.answerable for q in asked) >= 140
    assert sum(not q.answerable for q in asked) >= 60
    types = Counter(q.type for q in asked)
    for kind in ("entity-theme", "number", "acronym", "keyword", "misspelt", "page-break", "footnote", "comparison"):
        assert types[kind] >= 5, kind


def test_every_section_with_text_is_asked_about(belgium: Library) -> None:
    asked = Counter(gold.section for q in questions("belgium") for gold in q.gold)
    sections = {p.section.number for p in belgium.passages("belgium-vet-2023") if p.section.number}
    assert sections <= set(asked)


def test_a_third_is_kept_for_testing() -> None:
    splits = Counter(q.split for q in questions("belgium"))
    assert set(splits) == {"test", "train"}
    assert 0.28 < splits["test"] / splits.total() < 0.38


def test_the_flagship_has_its_six_passages() -> None:
    flagship = next(q for q in questions("belgium") if q.question == "What did Flanders do on quality assurance?")
    assert [gold.section for gold in flagship.gold] == ["2.6", "2.6", "2.6", "2.6", "3.2", "5.2"]


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_translations_keep_the_gold(language: str) -> None:
    originals = {q.id: q for q in questions("belgium")}
    translated = questions(f"belgium-{language}")
    assert len(translated) >= 40
    for question in translated:
        original = originals[question.id.removesuffix(f"-{language}")]
        assert (question.gold, question.split, question.language) == (original.gold, original.split, language)
