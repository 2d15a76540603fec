"""From a sentence-transformers pipeline to a small ONNX graph. Runs in the compiling process only."""

from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

from index.embedding.torch_embedder import TorchRunner

OPSET = 17
OUTPUT = "sentence_embedding"
FLOAT = 1


class UnitPipeline(torch.nn.Module):  # type: ignore[misc]  # torch is not followed
    """The whole pipeline with plain tensors for input and a unit-length vector for output."""

    def __init__(self, pipeline: Any, names: list[str]) -> None:
        super().__init__()
        self.pipeline = pipeline
        self.names = names

    def forward(self, *tensors: Any) -> Any:
        features = dict(zip(self.names, tensors, strict=True))
        return torch.nn.functional.normalize(self.pipeline(features)[OUTPUT], dim=-1)


def export(runner: TorchRunner, target: Path) -> None:
    """Trace the pipeline into one graph whose batch and length are free."""
    names = runner.input_names
    features = runner.features("A few words to trace the graph with.")
    axes = {name: {0: "batch", 1: "length"} for name in names}
    torch.onnx.export(
        UnitPipeline(runner.model, names).eval(),
        tuple(features[name] for name in names),
        str(target),
        dynamo=False,
        opset_version=OPSET,
        input_names=names,
        output_names=[OUTPUT],
        dynamic_axes={**axes, OUTPUT: {0: "batch"}},
    )


def optimise(source: Path, target: Path, config: Any) -> None:
    """Fuse attention, layer norms and activations."""
    heads, hidden = getattr(config, "num_attention_heads", 0), getattr(config, "hidden_size", 0)
    optimize_model(str(source), model_type="bert", num_heads=heads, hidden_size=hidden).save_model_to_file(str(target))


def quantise(source: Path, target: Path) -> None:
    """Weights in 8 bits, a scale for each channel: one scale for all costs several times the accuracy."""
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": FLOAT},
    )
