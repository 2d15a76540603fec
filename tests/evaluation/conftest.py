"""Outcomes made by hand."""

from collections.abc import Callable

import pytest

from evaluation.questions import Gold, Question
from evaluation.running import Outcome

MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def outcome() -> MakeOutcome:
    """An outcome from what was returned and what is gold."""

    def make(
        name: str,
        ranking: str = "",
        relevant: str = "",
        *,
        answered: bool = True,
        confidence: float | None = None,
        forbidden: str = "",
        kind: str = "question",
    ) -> Outcome:
        gold = tuple(Gold(unit) for unit in relevant.split())
        question = Question(name, f"{name}?", "en", kind, "test", bool(gold), None if gold else "off-topic", gold)
        return Outcome(
            question=question,
            relevant=tuple(relevant.split()),
            forbidden=frozenset(forbidden.split()),
            ranking=tuple(ranking.split()),
            answered=answered,
            confidence=confidence,
            citations_held=1,
            citations=1,
            took_ms=2.0,
        )

    return make
