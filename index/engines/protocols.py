"""What retrieval asks of an engine. A remote one fits: filters go into the call, ids and scores come back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.embedding.embedder import Vectors
from index.scope import Attributes, Scope


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """A vector of unit length under an id that is never used again."""

    id: int
    vector: Vectors
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """The terms of a passage by field, each with its position."""

    id: int
    fields: Mapping[str, Sequence[tuple[str, int]]]
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry that was found; a higher score is better."""

    id: int
    score: float


class VectorEngine(Protocol):
    """Exact or approximate search by inner product."""

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        """Replace what the engine holds; a reader sees all of it after `refresh`, or nothing."""
        ...

    def refresh(self) -> None:
        """Follow what was published last."""
        ...

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:
        """The k best within the scope, best first; equal scores by id."""
        ...


class LexicalEngine(Protocol):
    """BM25 over weighted fields: k1 = 1.2, b = .75, idf = ln(1 + (N - n + .5) / (n + .5))."""

    def publish(self, entries: Iterable[LexicalEntry]) -> None:
        """Replace what the engine holds; a reader sees all of it after `refresh`, or nothing."""
        ...

    def refresh(self) -> None:
        """Follow what was published last."""
        ...

    def search(
        self, terms: Sequence[str], k: int, scope: Scope, weights: Mapping[str, float] | None = None
    ) -> list[Scored]:
        """The k best with at least one of the terms, best first; equal scores by id. Terms count 1 without weights."""
        ...

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        """The idf of each term in the field that counts most; the less passages hold it, the higher."""
        ...
