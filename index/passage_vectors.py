"""Vectors of passages, made a few at a time."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.catalogue.writing import EmbeddedPassage
from index.embedding.embedder import Embeddable, Embedder, PassageVectors
from index.searchable import Searchable

# Passages embedded between two reports of progress.
_BATCH = 8


def wanted(passages: Mapping[str, Searchable], held: Mapping[str, str]) -> dict[str, Searchable]:
    """The passages that have no vectors yet, or some of other words; `held` are the hashes of what was embedded."""
    return {name: passage for name, passage in passages.items() if held.get(name) != passage.input_hash}


def embedded_batches(passages: Mapping[str, Searchable], embedder: Embedder) -> Iterator[dict[str, EmbeddedPassage]]:
    """The vectors of all passages by their ids, batch after batch."""
    names = list(passages)
    for at in range(0, len(names), _BATCH):
        yield _embed({name: passages[name] for name in names[at : at + _BATCH]}, embedder)


def _embed(passages: Mapping[str, Searchable], embedder: Embedder) -> dict[str, EmbeddedPassage]:
    inputs: list[Embeddable] = []
    spans = {}
    for name, passage in passages.items():
        parts = passage.embeddables()
        spans[name] = (len(inputs), len(inputs) + len(parts))
        inputs.extend(parts)
    found = embedder.embed_passages(inputs)
    return {name: _joined(passages[name].input_hash, found[start:end]) for name, (start, end) in spans.items()}


def _joined(input_hash: str, parts: Sequence[PassageVectors]) -> EmbeddedPassage:
    """The first part is the passage's text, the others are its notes, of which no vector has a place in it."""
    text, *notes = parts
    places = [*text.spans, *(None for note in notes for _ in note.spans)]
    return EmbeddedPassage(input_hash, np.concatenate([part.vectors for part in parts]), tuple(places))
