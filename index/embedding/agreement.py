"""Does a compiled model give the vectors of sentence-transformers?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.embedding.pooling import pooled_whole
from index.embedding.record import Agreement
from index.embedding.token_embedder import Runner
from index.embedding.torch_embedder import TorchRunner
from index.embedding.windows import cut
from ingest.errors import ModelError


@dataclass(frozen=True, slots=True)
class Floor:
    """The least agreement at which a compiled model is used."""

    mean: float
    minimum: float
    noise: float

    def admits(self, found: Agreement) -> bool:
        return found.mean >= self.mean and found.minimum >= self.minimum and found.noise <= self.noise


@dataclass(frozen=True, slots=True)
class Expected:
    """Texts, with the inputs and the vectors that sentence-transformers makes of them."""

    texts: tuple[str, ...]
    rows: tuple[list[int], ...]
    vectors: Vectors


def expected(reference: TorchRunner, texts: Sequence[str]) -> Expected:
    """Each text alone: the original's own output, not what this package makes of its parts."""
    rows = tuple(reference.features(text)["input_ids"][0].tolist() for text in texts)
    vectors = reference.model.encode(
        list(texts), prompt="", batch_size=1, normalize_embeddings=True, show_progress_bar=False
    )
    return Expected(tuple(texts), rows, vectors)


def measure(runner: Runner, wanted: Expected) -> Agreement:
    """Compare a runner's vectors with the expected ones; its tokens have to be the same."""
    for text, row in zip(wanted.texts, wanted.rows, strict=True):
        if cut(runner.tokenize, runner.frame, text) != row:
            raise ModelError(f"its tokenizer gives other tokens for “{text[:40]}”")
    found = np.stack([pooled_whole(runner.outputs(row)) for row in wanted.rows]).astype(np.float64)
    vectors = wanted.vectors.astype(np.float64)
    cosines = np.einsum("ij,ij->i", found, vectors)
    return Agreement(_rounded(cosines.mean()), _rounded(cosines.min()), noise(found, vectors), len(cosines))


def noise(found: NDArray[np.float64], wanted: NDArray[np.float64]) -> float:
    """The spread of the errors of all similarities between two texts, over the spread of the similarities."""
    pairs = np.triu_indices(len(wanted), k=1)
    similarities = (wanted @ wanted.T)[pairs]
    errors = (found @ found.T)[pairs] - similarities
    return round(float(errors.std() / similarities.std()), 4)


def _rounded(cosine: float) -> float:
    return min(1.0, round(float(cosine), 6))
