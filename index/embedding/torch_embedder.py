"""Runs a model by sentence-transformers itself: the reference, and the last resort.

Importing this module imports torch.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

from index.embedding.embedder import Vectors
from index.embedding.question_words import Wordless
from index.embedding.settings import Prompts
from index.embedding.tokenizing import SPACE
from index.embedding.torch_loading import EXAMPLE, limit, load, tensor_names
from index.embedding.windows import Frame


class TorchRunner:
    """An embedding model as sentence-transformers runs it; `gives_tokens` if its vector is the mean over all tokens."""

    output_axes: ClassVar = {0: "batch", 1: "length"}

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.model = load(SentenceTransformer, folder, threads)
        self.input_names = tensor_names(self.features("a"))
        self.gives_tokens = _is_mean_of_tokens(self.model)
        self.frame = self._frame()
        tokenizer = self.model.tokenizer
        self.wordless = Wordless(tokenizer.unk_token_id, tokenizer.get_vocab().get(SPACE))

    def tokenize(self, text: str) -> list[int]:
        options = {"add_special_tokens": False, "truncation": False, "verbose": False}
        return list(self.model.tokenizer(text, **options)["input_ids"])

    def outputs(self, tokens: Sequence[int]) -> Vectors:
        ids = torch.tensor([list(tokens)])
        known = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        features = {name: known.get(name, torch.zeros_like(ids)) for name in self.input_names}
        with torch.inference_mode():
            outputs: Vectors = self.output(features)[0].numpy()
        return outputs

    def output(self, features: dict[str, Any]) -> Any:
        """For each input the outputs of its tokens, or its unit-length vector alone: shape (inputs, n, dimension)."""
        if self.gives_tokens:
            return self.model[0](features)["token_embeddings"]
        return torch.nn.functional.normalize(self.model(features)["sentence_embedding"], dim=-1).unsqueeze(1)

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


def _is_mean_of_tokens(model: SentenceTransformer) -> bool:
    transformer, *others = model
    pooling = others[0] if others else None
    return (
        isinstance(transformer, Transformer)
        and isinstance(pooling, Pooling)
        and pooling.pooling_mode == "mean"
        and all(isinstance(module, Normalize) for module in others[1:])
    )
