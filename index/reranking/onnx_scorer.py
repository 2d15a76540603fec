"""Runs a compiled cross-encoder: ONNX Runtime and tokenizers, no torch."""

from collections.abc import Sequence
from pathlib import Path

from index.embedding.onnx_embedder import GRAPH_FILE, open_session, run
from index.embedding.tokenizing import open_tokenizer


class OnnxScorer:
    """A session over a compiled graph, with its tokenizer."""

    def __init__(self, folder: Path, limit: int, threads: int | None = None) -> None:
        self._session = open_session(folder / GRAPH_FILE, threads)
        self._names = [node.name for node in self._session.get_inputs()]
        tokenizing = open_tokenizer(folder, limit)
        self._tokenize, self._frame = tokenizing.tokenize, tokenizing.pair_frame

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        tokens = self._tokenize(question)
        return [self._score(*self._frame.join(tokens, self._tokenize(passage))) for passage in passages]

    def input(self, question: str, passage: str) -> tuple[list[int], list[int]]:
        """The tokens of one pair and their types."""
        return self._frame.join(self._tokenize(question), self._tokenize(passage))

    def _score(self, tokens: Sequence[int], types: Sequence[int]) -> float:
        return float(run(self._session, self._names, tokens, types)[0])
