"""Several models as one: a vector is what each of them makes of the text, one behind the other."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import sqrt

import numpy as np

from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Span, Vectors
from index.embedding.ensemble_fingerprint import ensemble_fingerprint
from index.embedding.ensembles import Ensemble, Member
from ingest.errors import UsageError
from ingest.language import language_distribution, likeliest


class EnsembleEmbedder:
    """The inner product of a question and a passage is the weighted mean of the cosines of those that take part."""

    def __init__(self, ensemble: Ensemble, embedders: Sequence[Embedder]) -> None:
        self.name = ensemble.name
        self.fingerprint = ensemble_fingerprint(ensemble, [embedder.fingerprint for embedder in embedders])
        self.dimension = sum(embedder.dimension for embedder in embedders)
        self._members = list(zip(ensemble.members, embedders, strict=True))

    def describe(self) -> str:
        return f"{self.name} ({self.fingerprint}): {'; '.join(embedder.describe() for _, embedder in self._members)}"

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        found = [embedder.embed_passages(passages) for _, embedder in self._members]
        return [self._joined(parts) for parts in zip(*found, strict=True)]

    def embed_question(self, question: str) -> Vectors:
        """Of unit length only where all members take part. Raises UsageError where none can read it."""
        language = likeliest(language_distribution(question))
        parts = [self._part(member, embedder, question, language) for member, embedder in self._members]
        weight = sum(part.weight for part in parts)
        if not weight:
            return self._members[0][1].embed_question(question)
        return np.concatenate([part.vector * np.float32(sqrt(part.weight) / weight) for part in parts])

    def _part(self, member: Member, embedder: Embedder, question: str, language: str | None) -> "_Part":
        if member.speaks(language):
            with suppress(UsageError):
                return _Part(embedder.embed_question(question), member.weight)
        return _Part(np.zeros(embedder.dimension, np.float32), 0.0)

    def _joined(self, parts: Sequence[PassageVectors]) -> PassageVectors:
        spans = parts[0].spans
        weights = [np.float32(sqrt(member.weight)) for member, _ in self._members]
        columns = [w * _along(part, spans) for w, part in zip(weights, parts, strict=True)]
        return PassageVectors(np.concatenate(columns, axis=1), spans)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a member makes of a question; it has no weight where it takes no part."""

    vector: Vectors
    weight: float


def _along(part: PassageVectors, spans: Sequence[Span]) -> Vectors:
    """For each span the vector of that which overlaps most with it: models may cut a passage in other places."""
    if part.spans == spans:
        return part.vectors
    nearest = [max(range(len(part.spans)), key=lambda n: _overlap(part.spans[n], span)) for span in spans]
    return part.vectors[nearest]


def _overlap(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
