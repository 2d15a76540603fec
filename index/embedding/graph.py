"""From a pipeline of sentence-transformers to a small ONNX graph. Runs in the compiling process only."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model

from index.embedding.block_weights import put_into_blocks
from index.embedding.word_table import WordTable, set_aside

OPSET = 17
OUTPUT = "output"
FLOAT = 1


class Original(Protocol):
    """A model as sentence-transformers runs it; `model` is its pipeline, a transformer first."""

    @property
    def model(self) -> Any: ...

    @property
    def input_names(self) -> list[str]: ...

    @property
    def output_axes(self) -> Mapping[int, str]:
        """The axes of the output that differ from input to input, and their names."""
        ...

    def example(self) -> dict[str, Any]:
        """Tensors to trace the pipeline with."""
        ...

    def output(self, features: dict[str, Any]) -> Any:
        """A tensor with a row for each input."""
        ...


class Pipeline(torch.nn.Module):  # type: ignore[misc]  # torch is not followed
    """The whole pipeline with plain tensors for input and a plain tensor for output."""

    def __init__(self, original: Original) -> None:
        super().__init__()
        self.pipeline = original.model
        self.original = original

    def forward(self, *tensors: Any) -> Any:
        return self.original.output(dict(zip(self.original.input_names, tensors, strict=True)))


@dataclass(frozen=True, slots=True)
class Export:
    """A traced pipeline, and the table of word vectors that its graph lacks."""

    graph: Path
    table: WordTable


def export(original: Original, target: Path) -> Export:
    """Trace the pipeline into one graph whose batch and length are free."""
    pipeline = Pipeline(original).eval()
    with set_aside(pipeline, original.model[0].model.get_input_embeddings()) as table:
        _trace(pipeline, original, target)
    return Export(target, table)


def _trace(pipeline: Pipeline, original: Original, target: Path) -> None:
    names, features = original.input_names, original.example()
    features["input_ids"] = torch.zeros_like(features["input_ids"])
    axes = {name: {0: "batch", 1: "length"} for name in names}
    torch.onnx.export(
        pipeline,
        tuple(features[name] for name in names),
        str(target),
        dynamo=False,
        opset_version=OPSET,
        input_names=names,
        output_names=[OUTPUT],
        dynamic_axes={**axes, OUTPUT: dict(original.output_axes)},
    )


def optimise(source: Path, target: Path, config: Any) -> None:
    """Fuse attention, layer norms and activations."""
    heads, hidden = getattr(config, "num_attention_heads", 0), getattr(config, "hidden_size", 0)
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # it would take in the table of words
    optimised = optimize_model(
        str(source), model_type="bert", num_heads=heads, hidden_size=hidden, optimization_options=options
    )
    optimised.save_model_to_file(str(target))


def quantise(source: Path, target: Path, *, finely: bool) -> None:
    """Weights in 8 bits, a scale for each channel: one scale for all costs several times the accuracy.

    Finely, the outputs of the feed-forward layers are left to `put_into_blocks`: most of the error is theirs.
    """
    model = onnx.load(source)
    if finely:
        put_into_blocks(model)
    quantize_dynamic(
        model,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Attention"],
        extra_options={"DefaultTensorType": FLOAT},
    )
