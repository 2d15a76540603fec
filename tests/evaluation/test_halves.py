"""What is fitted on, and what is kept for testing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evaluation.halves import BY_DOCUMENT, drawn, family, half, of_half
from evaluation.questions import Gold, Question
from evaluation.sets import SETS

Ask = Callable[..., Question]


@pytest.fixture
def ask() -> Ask:
    """A question on a document; without one it has no answer."""

    def make(name: str, document: str | None = None, split: str | None = None) -> Question:
        gold = (Gold(document, page=1),) if document else ()
        return Question(name, f"{name}?", "en", "page", split, bool(gold), None, gold)

    return make


@pytest.mark.parametrize("name", ["belgium", "belgium-fr"])
def test_belgian_questions_are_in_the_half_of_their_split(name: str, ask: Ask) -> None:
    questions = [ask("a", "report", "train"), ask("b", "report", "test"), ask("c", "report")]
    assert [half(name, question) for question in questions] == ["train", "test", "test"]


@pytest.mark.parametrize("name", BY_DOCUMENT)
def test_questions_on_a_document_stay_together(name: str, ask: Ask) -> None:
    documents = [f"report-{number}" for number in range(40)]
    halves = [{half(name, ask(q, document, "test")) for q in ("a", "b", "c")} for document in documents]
    assert all(len(found) == 1 for found in halves)
    assert set.union(*halves) == {"train", "test"}


def test_families_are_the_questions_on_a_document_and_the_translations_of_a_question(ask: Ask) -> None:
    french = replace(ask("be-001-fr", "report"), language="fr")
    assert family("belgium-fr", french) == family("belgium", ask("be-001", "report")) == "be-001"
    assert family("pages", ask("a", "report")) == family("pages", ask("b", "report")) == "report"
    assert family("pages", ask("c")) == "c"


def test_the_lot_is_the_same_everywhere() -> None:
    assert [drawn(key) for key in ("costco", "netflix", "paper", "manual")] == ["train", "test", "train", "test"]


def test_a_set_falls_into_its_halves(ask: Ask) -> None:
    questions = [ask(f"q{number}") for number in range(20)]
    one, other = of_half("pages", questions, "train"), of_half("pages", questions, "test")
    assert one
    assert other
    assert sorted(q.id for q in (*one, *other)) == sorted(q.id for q in questions)


def test_scifact_is_for_testing_only(ask: Ask) -> None:
    assert "scifact" in SETS
    assert of_half("scifact", [ask(f"q{number}", f"d{number}", "test") for number in range(20)], "train") == []
