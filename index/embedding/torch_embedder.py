"""Runs a model by sentence-transformers itself: the reference, and the last resort.

Importing this module imports torch.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer

from index.embedding.embedder import Vectors
from index.embedding.question_words import Wordless
from index.embedding.settings import Prompts
from index.embedding.tokenizing import SPACE
from index.embedding.torch_loading import EXAMPLE, limit, load, tensor_names
from index.embedding.windows import Frame


class TorchRunner:
    """An embedding model as sentence-transformers runs it."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.model = load(SentenceTransformer, folder, threads)
        self.input_names = tensor_names(self.features("a"))
        self.frame = self._frame()
        tokenizer = self.model.tokenizer
        self.wordless = Wordless(tokenizer.unk_token_id, tokenizer.get_vocab().get(SPACE))

    def tokenize(self, text: str) -> list[int]:
        options = {"add_special_tokens": False, "truncation": False, "verbose": False}
        return list(self.model.tokenizer(text, **options)["input_ids"])

    def vector(self, tokens: Sequence[int]) -> Vectors:
        ids = torch.tensor([list(tokens)])
        known = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        features = {name: known.get(name, torch.zeros_like(ids)) for name in self.input_names}
        with torch.inference_mode():
            vector: Vectors = self.output(features)[0].numpy()
        return vector

    def output(self, features: dict[str, Any]) -> Any:
        """A unit-length vector for each input."""
        return torch.nn.functional.normalize(self.model(features)["sentence_embedding"], dim=-1)

    def example(self) -> dict[str, Any]:
        return self.features(EXAMPLE)

    def features(self, text: str) -> dict[str, Any]:
        """The model's input for one text, as sentence-transformers prepares it."""
        return dict(self.model.preprocess([text]))

    def prompts(self) -> Prompts:
        """The prompts in the model's settings, by the names that sentence-transformers looks for."""
        return Prompts(self._prompt("query"), self._prompt("document", "passage", "corpus"))

    def _prompt(self, *keys: str) -> str:
        prompts = self.model.prompts
        return next((prompts[key] for key in keys if prompts.get(key)), "")

    def _frame(self) -> Frame:
        row = self.features("a")["input_ids"][0].tolist()
        # Last, so that truncation stays off: threads may share the tokenizer only while nothing changes it.
        bare = self.tokenize("a")
        start = next(i for i in range(len(row)) if row[i : i + len(bare)] == bare)
        return Frame(tuple(row[:start]), tuple(row[start + len(bare) :]), limit(self.model))
