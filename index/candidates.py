"""Passages on their way from the searches to an answer."""

from dataclasses import dataclass

from index.catalogue.records import PassageRecord
from index.evidence import matched
from index.question import LexicalQuery


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where one search put a passage: rank from 1, and its own score."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Fused:
    """An entry of the fused ranking."""

    score: float
    dense: Ranked | None
    lexical: Ranked | None
    rerank_score: float | None = None
    boosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similarity:
    """The inner product of the question's vector and that of a part of a passage: `start` to `end` of its text."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A retrieved passage. `query` is what lexical search looked for in its language, `matched` what of it it holds.

    The lexical rank counts among the passages of its language. Ranks and score are those at the depth at which it
    was found; what is found deeper stands after it.
    """

    passage: PassageRecord
    score: float
    dense: Ranked | None
    lexical: Ranked | None
    query: LexicalQuery
    rerank_score: float | None = None
    boosts: tuple[str, ...] = ()
    similarities: tuple[Similarity, ...] = ()

    @property
    def matched(self) -> tuple[str, ...]:
        """The words of the question that the passage holds."""
        return matched(self.passage, self.query)
