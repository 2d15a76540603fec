"""What is known of a compiled reranker."""

from dataclasses import dataclass
from pathlib import Path

from index.embedding.record import Record, read_fields


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How close the compiled model comes to the original on pairs of sample questions and passages.

    `order` is Spearman's correlation of the scores that a question's passages get, in the mean over the questions.
    `noise` is the error of a score as a part of how much the scores of a question's passages vary; what all
    passages of a question have in common counts for neither.
    """

    order: float
    noise: float
    pairs: int

    def describe(self) -> str:
        spread = f"scores off by {self.noise:.1%} of their spread"
        return f"rank correlation {self.order:.4f}, {spread}, on {self.pairs} pairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class RerankerRecord(Record):
    """The record of a reranker."""

    agreement: PairAgreement | None


def read_record(folder: Path) -> RerankerRecord:
    """Raises OSError, ValueError, TypeError or KeyError where there is no whole record."""
    fields = read_fields(folder)
    agreement = fields.pop("agreement")
    return RerankerRecord(agreement=PairAgreement(**agreement) if agreement else None, **fields)
