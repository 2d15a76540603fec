"""Vectors of passages as tests look at them."""

from collections.abc import Sequence

from index.embedding.embedder import Embeddable, Embedder, Vectors


def vectors_of(embedder: Embedder, passages: Sequence[Embeddable]) -> list[Vectors]:
    """An array of shape (n, dimension) for each passage."""
    return [found.vectors for found in embedder.embed_passages(passages)]
