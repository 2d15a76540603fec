"""Questions as calibrations see them."""

from pathlib import Path

import pytest

from evaluation.cases import Case, by_set, cases
from evaluation.questions import Gold, Question
from evaluation.running import run
from evaluation.sets import EvaluationSet
from index.embedding.embedder import Embedder
from index.fitted import UNFITTED
from service.library import Library

GOLD = Gold("belgium-vet-2023", "2.1", "the key indicators are: 3 425 bonuses")
QUESTIONS = (
    Question("a", "3,425 bonuses awarded to training companies", "en", "number", None, True, None, (GOLD,)),
    Question("b", "What is the minimum wage in Portugal?", "en", "off", None, False, "wrong-country"),
    Question("c", "What is done for quality assurance in Flanders?", "en", "theme", None, True, None, (GOLD,)),
)


@pytest.fixture
def found(corpus: Path, embedder: Embedder, tmp_path: Path) -> list[Case]:
    material = EvaluationSet("belgium", "some questions", "belgium", QUESTIONS, (corpus,))
    return cases(material, QUESTIONS, embedder, tmp_path, UNFITTED)


def test_a_case_cites_gold_as_the_answer_does(found: list[Case], belgium: Library) -> None:
    assert [case.cites_gold for case in found] == [outcome.cites_gold for outcome in run(belgium, QUESTIONS)]
    assert [case.cites_gold for case in found] == [True, False, False]


def test_what_a_rule_leaves_unanswered_is_known(found: list[Case]) -> None:
    assert [case.ruled_out for case in found] == [False, True, False]
    assert [case.is_open for case in found] == [True, False, True]


def test_abstaining_is_counted_by_set(found: list[Case]) -> None:
    told = by_set(found, [True, True, False])["belgium"]
    assert (told.precision, told.recall, told.coverage) == (0.5, 1.0, 0.5)
