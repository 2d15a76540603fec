"""How well questions without an answer are told apart, as a whole and by kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.running import Outcome

# The kind of what is not answerable and names none.
UNNAMED = "unanswerable"


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well unanswerable questions are told apart. Shares are None where nothing can be counted."""

    precision: float | None
    recall: float | None
    coverage: float | None
    questions: int
    unanswerable: int

    @property
    def f1(self) -> float | None:
        """Of precision and recall; None where no question is without an answer."""
        if self.recall is None:
            return None
        precision = self.precision or 0.0
        return 2 * precision * self.recall / (precision + self.recall) if self.recall else 0.0


@dataclass(frozen=True, slots=True)
class OfKind:
    """Questions without an answer of a kind, and how many of them were left unanswered."""

    questions: int
    abstained: int

    @property
    def share(self) -> float:
        return self.abstained / self.questions


def abstention(told: Iterable[tuple[bool, bool]]) -> Abstention:
    """Precision and recall of abstaining, and the share of answerable questions answered.

    `told`: of each question whether it has an answer, and whether it was left unanswered.
    """
    counts = Counter(told)
    lost, found = counts[True, True], counts[False, True]
    answerable, unanswerable = lost + counts[True, False], found + counts[False, False]
    return Abstention(
        precision=found / (found + lost) if found + lost else None,
        recall=found / unanswerable if unanswerable else None,
        coverage=1 - lost / answerable if answerable else None,
        questions=answerable + unanswerable,
        unanswerable=unanswerable,
    )


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, OfKind]:
    """The questions without an answer, by kind."""
    told = [(o.question.kind or UNNAMED, not o.answered) for o in outcomes if not o.question.answerable]
    counts, abstained = Counter(kind for kind, _ in told), Counter(kind for kind, no in told if no)
    return {kind: OfKind(count, abstained[kind]) for kind, count in sorted(counts.items())}
