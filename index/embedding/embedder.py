"""What the rest of the index asks of an embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A passage to embed: its context leads every window of its text, and has no vector of its own."""

    context: str
    text: str


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

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[Vectors]:
        """One array of shape (vectors, dimension) a passage, in the order given; vectors >= 1.

        They are those of its sentences, in order, or of the windows in which the model reads it.
        """
        ...

    def embed_question(self, question: str) -> Vectors:
        """Shape (dimension,). Raises UsageError where the model can read nothing of the question."""
        ...
