"""Runs a cross-encoder by sentence-transformers itself: the reference, and the last resort.

Importing this module imports torch.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from sentence_transformers import CrossEncoder

from index.embedding.torch_loading import EXAMPLE, limit, load, tensor_names


class TorchScorer:
    """A cross-encoder as sentence-transformers runs it, but for the activation: that would only tie high scores."""

    output_axes: ClassVar = {0: "batch"}

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        # Given here, no function is taken from the model's settings.
        self.model = load(CrossEncoder, folder, threads, activation_fn=torch.nn.Identity())
        self.input_names = tensor_names(self.example())
        self.limit = limit(self.model)

    @property
    def labels(self) -> int:
        return int(self.model.num_labels)

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """Each passage alone, so that no score depends on the others."""
        pairs = [[question, passage] for passage in passages]
        return [float(score) for score in self.model.predict(pairs, batch_size=1, show_progress_bar=False)]

    def features(self, question: str, passage: str) -> dict[str, Any]:
        """The model's input for one pair, as sentence-transformers prepares it."""
        prompt = self.model.prompts.get(self.model.default_prompt_name or "")
        return dict(self.model.preprocess([[question, passage]], prompt=prompt))

    def example(self) -> dict[str, Any]:
        return self.features(EXAMPLE, EXAMPLE)

    def output(self, features: dict[str, Any]) -> Any:
        """A score for each input."""
        return self.model(features)["scores"]
