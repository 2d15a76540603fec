"""An embedder over whatever turns one row of tokens into one vector."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.embedding.embedder import Embeddable, Vectors
from index.embedding.question_words import Wordless, require_words
from index.embedding.record import ModelRecord
from index.embedding.windows import Frame, cut, encodable, inputs


class Runner(Protocol):
    """A loaded model, safe to call from several threads."""

    @property
    def frame(self) -> Frame: ...

    @property
    def wordless(self) -> Wordless: ...

    def tokenize(self, text: str) -> list[int]:
        """Token ids without special tokens."""
        ...

    def vector(self, tokens: Sequence[int]) -> Vectors:
        """The unit-length vector of one whole input, special tokens included."""
        ...


class TokenEmbedder:
    """Embeds passages and questions one input at a time, so that no vector depends on its neighbours."""

    def __init__(self, record: ModelRecord, runner: Runner) -> None:
        self.record = record
        self._runner = runner

    @property
    def name(self) -> str:
        return self.record.name

    @property
    def fingerprint(self) -> str:
        return self.record.fingerprint

    @property
    def dimension(self) -> int:
        return self.record.dimension

    def describe(self) -> str:
        return f"{self.name} ({self.fingerprint}) {self.record.summary()}"

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[Vectors]:
        return [self._embed_passage(passage) for passage in passages]

    def embed_question(self, question: str) -> Vectors:
        require_words(question, self._tokenize, self._runner.wordless, self.name)
        text = self.record.prompts.question + question
        return self._runner.vector(cut(self._tokenize, self._runner.frame, text))

    def _embed_passage(self, passage: Embeddable) -> Vectors:
        prompt = self.record.prompts.passage
        rows = inputs(self._tokenize, self._runner.frame, prompt, passage.context, passage.text)
        return np.stack([self._runner.vector(row) for row in rows])

    def _tokenize(self, text: str) -> list[int]:
        return self._runner.tokenize(encodable(text))
