"""From what a model puts out for each token to the vectors of what the tokens make up."""

from collections.abc import Sequence

import numpy as np

from index.embedding.embedder import Vectors
from index.embedding.windows import Span


def pooled(outputs: Vectors, spans: Sequence[Span]) -> Vectors:
    """The mean of the outputs of each span, of unit length: shape (spans, dimension)."""
    means = np.stack([outputs[start:stop].mean(axis=0) for start, stop in spans])
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True))


def pooled_whole(outputs: Vectors) -> Vectors:
    """The mean of all outputs, of unit length: shape (dimension,)."""
    return np.asarray(pooled(outputs, [(0, len(outputs))])[0])
