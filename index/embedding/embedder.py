"""What the rest of the index asks of an embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# Half-open, in code points.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A passage to embed: its context leads every window of its text, and has no vector of its own."""

    context: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """The vectors of a passage, shape (n, dimension), n >= 1, and the span of its text that each is of."""

    vectors: Vectors
    spans: tuple[Span, ...]


class Embedder(Protocol):
    """An embedding model, ready to run. Vectors have unit length."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Identifies weights and settings; the same on every machine."""
        ...

    @property
    def dimension(self) -> int: ...

    def describe(self) -> str:
        """A sentence on how the model runs here and how well that agrees with the original."""
        ...

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        """In the order given: the vectors of its sentences, or of the windows in which the model reads it."""
        ...

    def embed_question(self, question: str) -> Vectors:
        """Shape (dimension,). Raises UsageError where the model can read nothing of the question."""
        ...
