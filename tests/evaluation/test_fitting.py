"""The constants of retrieval, fitted to a model."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evaluation.ablation import ablate
from evaluation.fitting import (
    HEAD,
    INDIFFERENT,
    LEXICAL_WEIGHTS,
    Column,
    Fit,
    Grid,
    choose,
    crossing_drop,
    fit,
    means_of,
    middle,
    report,
    with_entry,
)
from evaluation.questions import Question
from evaluation.replaying import Replay
from evaluation.sets import EvaluationSet, load
from evaluation.variants import Changes
from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Vectors
from index.fitted import UNFITTED, Fitted
from service.library import Library

ELSEWHERE = "Zyxwv qwrtp?"
COUNT = 40


class Recording:
    """Keeps the questions that are embedded."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.fingerprint, self.dimension = embedder.name, embedder.fingerprint, embedder.dimension
        self.asked: set[str] = set()

    def describe(self) -> str:
        return self._embedder.describe()

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return self._embedder.embed_passages(passages)

    def embed_question(self, question: str) -> Vectors:
        self.asked.add(question)
        return np.asarray(self._embedder.embed_question(question))


@pytest.fixture
def materials(tmp_path: Path) -> dict[str, EvaluationSet]:
    """Some questions of two sets to fit on, and a set that is never fitted on."""
    english, french = load("belgium", tmp_path), load("belgium-fr", tmp_path)
    never = replace(english, name="scifact", questions=english.questions[COUNT : COUNT + 2])
    unanswerable = [q for q in english.questions if q.split == "train" and not q.answerable][:2]
    english = replace(english, questions=(*english.questions[:COUNT], *unanswerable))
    some = (english, replace(french, questions=french.questions[:COUNT]))
    return {material.name: material for material in (*some, never)}


def training(material: EvaluationSet) -> list[Question]:
    return [q for q in material.questions if q.split == "train" and q.answerable]


@pytest.fixture
def found(materials: dict[str, EvaluationSet], embedder: Embedder, tmp_path: Path) -> Fit:
    return fit(materials, [ELSEWHERE], embedder, tmp_path)


def test_nothing_for_testing_is_asked(materials: dict[str, EvaluationSet], embedder: Embedder, tmp_path: Path) -> None:
    recording = Recording(embedder)
    fit(materials, [ELSEWHERE], recording, tmp_path)
    expected = [q.question for name in ("belgium", "belgium-fr") for q in training(materials[name])]
    assert 0 < len(expected) < 2 * COUNT
    assert recording.asked == {*expected, ELSEWHERE}


def test_every_value_is_measured_as_a_variant_is(
    found: Fit, materials: dict[str, EvaluationSet], belgium: Library, embedder: Embedder
) -> None:
    variants = {str(value): {"lexical_weight": value} for value in LEXICAL_WEIGHTS}
    assert_measured_as(variants, found.lexical, Replay(belgium, embedder, training(materials["belgium"])), "belgium")


def assert_measured_as(variants: Mapping[str, Changes], grid: Grid, replay: Replay, name: str) -> None:
    means = [row.compared["nDCG@10"].second for row in ablate(name, replay, variants)][1:]
    assert len(set(means)) > 1
    assert grid.sets[name].means == pytest.approx(means)


def test_the_constants_are_those_that_were_chosen(found: Fit) -> None:
    assert found.fitted.dense_weight == 1
    assert found.fitted.lexical_weight == found.lexical.chosen
    assert found.fitted.similarity_floor is not None
    assert found.fitted.similarity_floor >= found.cosines[0]


def test_without_questions_elsewhere_the_floor_stays(
    materials: dict[str, EvaluationSet], embedder: Embedder, tmp_path: Path
) -> None:
    found = fit(materials, [], embedder, tmp_path)
    assert found.cosines == ()
    assert found.fitted.similarity_floor is None


def test_a_set_counts_once_however_many_questions_and_languages_it_has() -> None:
    small, large = Column(1, (0.2, 0.4)), Column(99, (0.6, 0.5))
    assert means_of((0.5, 1.0), {"small": small, "large": large}) == pytest.approx({0.5: 0.4, 1.0: 0.45})
    translated = {"small": small, "large": large, "large-fr": large}
    assert means_of((0.5, 1.0), translated) == pytest.approx({0.5: 0.4, 1.0: 0.45})


def test_the_best_value_is_chosen() -> None:
    assert choose({0.3: 0.5, 1.0: 0.4, 2.0: 0.45}, middle) == 0.3


def test_of_weights_as_good_as_the_best_the_middle_one_is_chosen() -> None:
    near = INDIFFERENT / 2
    assert choose({0.3: 0.5, 0.5: 0.5 - near, 0.7: 0.5 - near, 1.0: 0.4}, middle) == 0.5
    assert choose({0.3: 0.5, 0.5: 0.5 - near, 0.7: 0.4}, middle) == 0.5


@pytest.mark.parametrize(
    ("drops", "floor", "drop"),
    [([0.01, 0.03], 0.8, 0.02), ([0.2, 0.4], 0.8, 0.0), ([-0.1], 0.8, 0.0), ([], 0.8, 0.0), ([0.3], None, 0.3)],
)
def test_a_model_that_does_not_cross_languages_has_one_floor(
    drops: list[float], floor: float | None, drop: float
) -> None:
    assert crossing_drop(drops, floor, [0.6, 0.7, 0.75]) == pytest.approx(drop)


def test_the_report_shows_every_value_and_marks_the_chosen(found: Fit) -> None:
    printed = report("hashing", found)
    assert f"| lexical_weight | belgium ({found.lexical.sets['belgium'].questions}) | belgium-fr (" in printed
    assert all(f"\n| {value} |" in printed or f"\n| **{value}** |" in printed for value in LEXICAL_WEIGHTS)
    assert f"| **{found.lexical.chosen}** |" in printed


def made(floor: float | None = 0.4) -> Fit:
    lexical = Grid("lexical_weight", (0.5, 1.0), {"belgium": Column(2, (0.3, 0.2))}, 0.5)
    values = replace(UNFITTED, lexical_weight=0.5, similarity_floor=floor)
    return Fit(values, lexical, ())


@pytest.mark.parametrize("floor", [0.4, None])
def test_what_is_written_is_what_is_read(floor: float | None) -> None:
    entries = tomllib.loads(with_entry(HEAD, "model", "0123", made(floor)))
    assert {fingerprint: Fitted(**values) for fingerprint, values in entries.items()} == {"0123": made(floor).fitted}


def test_the_entry_says_how_it_was_made() -> None:
    text = with_entry(HEAD, "model", "0123", made())
    assert "without belgium-fr, belgium-nl, belgium-de, pages, squad2" in text
    assert "lexical_weight = 0.5  # mean nDCG@10 0.300 on belgium (2)" in text


def test_an_entry_takes_the_place_of_the_earlier_one_and_the_others_stay() -> None:
    text = HEAD
    for name, fingerprint in (("two", "2222"), ("one", "1111"), ("two", "3333"), ("two elsewhere", "1111")):
        text = with_entry(text, name, fingerprint, made())
    assert list(tomllib.loads(text)) == ["3333", "1111"]
    assert text.startswith(HEAD)
    assert with_entry(text, "two", "3333", made()) == text


def test_a_folder_is_named_without_its_place() -> None:
    assert "\n# model\n" in with_entry(HEAD, "/somewhere/model", "0123", made())
