"""Runs a model by sentence-transformers itself: the reference, and the last resort.

Importing this module imports torch.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from index.embedding.embedder import Vectors
from index.embedding.settings import Prompts
from index.embedding.windows import Frame

USUAL_LIMIT = 512
LONGEST_LIMIT = 8192


class TorchRunner:
    """A model as sentence-transformers loads it, from local safetensors, never running its code."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        if threads:
            torch.set_num_threads(threads)
        self.model = load(folder)
        self.input_names = [name for name, value in self.features("a").items() if torch.is_tensor(value)]
        self.frame = self._frame()

    def tokenize(self, text: str) -> list[int]:
        options = {"add_special_tokens": False, "truncation": False, "verbose": False}
        return list(self.model.tokenizer(text, **options)["input_ids"])

    def vector(self, tokens: Sequence[int]) -> Vectors:
        ids = torch.tensor([list(tokens)])
        known = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        features = {name: known.get(name, torch.zeros_like(ids)) for name in self.input_names}
        with torch.inference_mode():
            embedding = self.model(features)["sentence_embedding"]
        vector: Vectors = torch.nn.functional.normalize(embedding, dim=-1)[0].numpy()
        return vector

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
        return Frame(tuple(row[:start]), tuple(row[start + len(bare) :]), self._limit())

    def _limit(self) -> int:
        limit = self.model.max_seq_length
        return int(limit) if limit and limit <= LONGEST_LIMIT else USUAL_LIMIT


def load(folder: Path) -> Any:
    """Eager attention is the form that ONNX Runtime's optimiser can fuse."""
    disable_progress_bar()
    model = SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True, "attn_implementation": "eager"},
    )
    return model.float().eval()
