"""Variants of the retrieval options, measured against the present ones."""

from collections.abc import Sequence

import numpy as np
import pytest

from evaluation.ablation import PRESENT, ablate, means, table
from evaluation.questions import Gold, Question
from evaluation.replaying import Replay
from evaluation.running import run
from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Vectors
from index.options import RetrievalOptions
from index.retrieval import Mode
from service.library import Library

GOLD = Gold("belgium-vet-2023", "2.1", "the key indicators are: 3 425 bonuses")
QUESTIONS = [
    Question("a", "3,425 bonuses awarded to training companies", "en", "number", None, True, None, (GOLD,)),
    Question("b", "What is done for quality assurance in Flanders?", "en", "number", None, True, None, (GOLD,)),
]


class Counting:
    """Counts the questions that are embedded."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.fingerprint, self.dimension = embedder.name, embedder.fingerprint, embedder.dimension
        self.asked: list[str] = []

    def describe(self) -> str:
        return self._embedder.describe()

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return self._embedder.embed_passages(passages)

    def embed_question(self, question: str) -> Vectors:
        self.asked.append(question)
        return np.asarray(self._embedder.embed_question(question))


@pytest.mark.parametrize("mode", list(Mode))
def test_a_replay_ranks_as_the_library_does(belgium: Library, embedder: Embedder, mode: Mode) -> None:
    replayed = Replay(belgium, embedder, QUESTIONS).run(RetrievalOptions(), mode)
    for outcome in run(belgium, QUESTIONS, mode):
        scores = replayed[outcome.question.id]
        assert sorted(scores, key=lambda unit: -scores[unit]) == list(outcome.ranking)


def test_a_question_is_embedded_once_for_all_variants(belgium: Library, embedder: Embedder) -> None:
    counting = Counting(embedder)
    rows = list(ablate("belgium", Replay(belgium, counting, QUESTIONS), {"deep": {"depth": 200}, "k": {"rrf_k": 60}}))
    assert [row.variant for row in rows] == [PRESENT, "deep", "k"]
    assert counting.asked == [question.question for question in QUESTIONS]


def test_differences_are_from_the_present_options(belgium: Library, embedder: Embedder) -> None:
    variants = {"no vectors": {"dense_weight": 0.0}}
    present, without = ablate("belgium", Replay(belgium, embedder, QUESTIONS), variants)
    lexical = ablate("belgium", Replay(belgium, embedder, QUESTIONS), {}, Mode.LEXICAL)
    assert without.compared["hit@1"].first == present.compared["hit@1"].second
    assert without.compared["hit@1"].second == next(lexical).compared["hit@1"].second


def test_the_table_ends_with_the_mean_of_the_sets(belgium: Library, embedder: Embedder) -> None:
    rows = list(ablate("belgium", Replay(belgium, embedder, QUESTIONS), {}))
    printed = table([*rows, *means([*rows, *rows])])
    assert printed.splitlines()[-1].startswith("| mean of the sets | 4 | present |")
