"""Models and engines that do nothing twice: variants of the options ask them for the same again and again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from index.derived import OpenIndexes
from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Vectors
from index.engines.protocols import LexicalEngine, LexicalEntry, Scored, VectorEngine, VectorEntry
from index.scope import Scope


def remembering(indexes: OpenIndexes) -> OpenIndexes:
    """The indexes, with engines that search for nothing twice."""
    return replace(indexes, vectors=_Vectors(indexes.vectors), lexical=_Lexical(indexes.lexical))


class Remembering:
    """An embedder that embeds no question twice."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._questions: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def describe(self) -> str:
        return self._embedder.describe()

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return self._embedder.embed_passages(passages)

    def embed_question(self, question: str) -> Vectors:
        if question not in self._questions:
            self._questions[question] = self._embedder.embed_question(question)
        return self._questions[question]


class _Vectors:
    """A search by vectors that keeps what it found."""

    def __init__(self, engine: VectorEngine) -> None:
        self._engine = engine
        self._found: dict[tuple[bytes, int, Scope], list[Scored]] = {}

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        self._engine.publish(entries, dimension)

    def refresh(self) -> None:
        self._engine.refresh()

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:
        key = (vector.tobytes(), k, scope)
        if key not in self._found:
            self._found[key] = self._engine.search(vector, k, scope)
        return self._found[key]


class _Lexical:
    """A search by words that keeps what it found."""

    def __init__(self, engine: LexicalEngine) -> None:
        self._engine = engine
        self._found: dict[tuple[tuple[str, ...], int, Scope, tuple[tuple[str, float], ...]], list[Scored]] = {}

    def publish(self, entries: Iterable[LexicalEntry]) -> None:
        self._engine.publish(entries)

    def refresh(self) -> None:
        self._engine.refresh()

    def search(
        self, terms: Sequence[str], k: int, scope: Scope, weights: Mapping[str, float] | None = None
    ) -> list[Scored]:
        key = (tuple(terms), k, scope, tuple((weights or {}).items()))
        if key not in self._found:
            self._found[key] = self._engine.search(terms, k, scope, weights)
        return self._found[key]

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        return self._engine.rarity(terms)
