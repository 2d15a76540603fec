"""Outcomes and cases made by hand."""

from collections.abc import Callable

import pytest

from evaluation.cases import Case
from evaluation.questions import Gold, Question
from evaluation.running import Outcome

MakeOutcome = Callable[..., Outcome]
MakeCase = Callable[..., Case]


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
            cited=tuple(ranking.split()[:5]),
            answered=answered,
            confidence=confidence,
            citations_held=1,
            citations=1,
            took_ms=2.0,
        )

    return make


@pytest.fixture
def case() -> MakeCase:
    """A case from its signals; where nothing else is said, it has an answer as it cites gold."""

    def make(
        n: int,
        *,
        cites_gold: bool,
        name: str = "made",
        answerable: bool | None = None,
        ruled_out: bool = False,
        family: str | None = None,
        **signals: float,
    ) -> Case:
        is_answerable = cites_gold if answerable is None else answerable
        return Case(name, f"q{n}", family or f"q{n}", signals, is_answerable, cites_gold, ruled_out)

    return make


@pytest.fixture
def made(case: MakeCase) -> list[Case]:
    """Questions that `near` tells apart but for a few, and `odd` tells nothing of."""
    right = [case(n, cites_gold=True, near=0.5 + n % 7 / 10, odd=n % 3) for n in range(60)]
    wrong = [case(n, cites_gold=False, near=n % 7 / 10, odd=n % 3) for n in range(60, 90)]
    return [*right, *wrong]
