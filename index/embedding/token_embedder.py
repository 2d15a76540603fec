"""An embedder over whatever turns one row of tokens into vectors."""

from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import numpy as np

from index.embedding.embedder import Embeddable, PassageVectors, Vectors
from index.embedding.pooling import pooled, pooled_whole
from index.embedding.question_words import Wordless, require_words
from index.embedding.record import ModelRecord
from index.embedding.sentences import windows
from index.embedding.windows import Frame, Window, cut, encodable


class Runner(Protocol):
    """A loaded model, safe to call from several threads."""

    @property
    def frame(self) -> Frame: ...

    @property
    def wordless(self) -> Wordless: ...

    def tokenize(self, text: str) -> list[int]:
        """Token ids without special tokens."""
        ...

    def outputs(self, tokens: Sequence[int]) -> Vectors:
        """What it makes of one whole input, special tokens included, whose vector is the mean.

        One output for each token, or a single one, for all, where the model makes its vector in another way.
        """
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
        return f"{self.name} ({self.fingerprint}) {self.record.summary()}; one vector a {self.record.granularity}"

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return [self._embed_passage(passage) for passage in passages]

    def embed_question(self, question: str) -> Vectors:
        require_words(question, self._tokenize, self._runner.wordless, self.name)
        text = self.record.prompts.question + question
        return pooled_whole(self._runner.outputs(cut(self._tokenize, self._runner.frame, text)))

    def _embed_passage(self, passage: Embeddable) -> PassageVectors:
        prompt, granularity = self.record.prompts.passage, self.record.granularity
        found = windows(self._tokenize, self._runner.frame, prompt, passage, granularity)
        spans = tuple(chain.from_iterable(window.texts for window in found))
        return PassageVectors(np.concatenate([self._vectors(window) for window in found]), spans)

    def _vectors(self, window: Window) -> Vectors:
        return pooled(self._runner.outputs(window.tokens), window.spans)

    def _tokenize(self, text: str) -> list[int]:
        return self._runner.tokenize(encodable(text))
