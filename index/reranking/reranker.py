"""What the rest of the index asks of a reranker, and one over whatever scores pairs."""

from collections.abc import Sequence
from typing import Protocol

from index.embedding.windows import encodable
from index.reranking.record import RerankerRecord


class Reranker(Protocol):
    """A cross-encoder, ready to run."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Identifies weights and settings; the same on every machine."""
        ...

    def describe(self) -> str:
        """A sentence on how the model runs here and how well that agrees with the original."""
        ...

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A score for each passage, higher is better, on no fixed scale; none depends on the other passages.

        Where question and passage are too long together, the longer of the two is cut.
        """
        ...


class Scorer(Protocol):
    """A loaded cross-encoder, safe to call from several threads."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]: ...


class CrossEncoderReranker:
    """A reranker as its record describes it."""

    def __init__(self, record: RerankerRecord, scorer: Scorer) -> None:
        self.record = record
        self._scorer = scorer

    @property
    def name(self) -> str:
        return self.record.name

    @property
    def fingerprint(self) -> str:
        return self.record.fingerprint

    def describe(self) -> str:
        return f"{self.name} ({self.fingerprint}) {self.record.summary()}"

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return self._scorer.scores(encodable(question), list(map(encodable, passages)))
