"""The table of a model's word vectors, kept apart from its graph.

It is most of a multilingual model and only a few rows of it are read at a time: without it the graph is
small enough to work on, and a session maps it from the disk instead of holding it. Runs in the compiling
process only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from ingest.errors import ModelError

# Below this a tensor stays in the graph's own file.
LEAST_OUTSIDE = 1024
LARGEST_STEP = 127
ROWS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class WordTable:
    """The rows, and the name by which a graph refers to them."""

    name: str
    rows: NDArray[np.float32]


@contextmanager
def set_aside(module: Any, embedding: Any) -> Iterator[WordTable]:
    """While open, the table inside the module has its first rows alone: a graph is traced with id 0."""
    whole = embedding.weight
    few = (embedding.padding_idx or 0) + 2
    name = next(name for name, parameter in module.named_parameters() if parameter is whole)
    embedding.weight = torch.nn.Parameter(whole.detach()[:few].clone(), requires_grad=False)
    try:
        yield WordTable(name, whole.detach().numpy())
    finally:
        embedding.weight = whole


def put_back(source: Path, target: Path, table: WordTable, *, int8: bool) -> None:
    """Write the graph with its whole table, in 8 bits with a scale for each row or as it is.

    The numbers lie in a second file beside the graph.
    """
    model = onnx.load(source)
    graph = model.graph
    place, lookup = next(
        ((i, node) for i, node in enumerate(graph.node) if node.op_type == "Gather" and node.input[0] == table.name),
        (0, None),
    )
    if lookup is None:
        raise ModelError("its graph does not look words up in a table")
    stub = next(tensor for tensor in graph.initializer if tensor.name == table.name)
    graph.initializer.remove(stub)
    graph.node.remove(lookup)
    tensors, nodes = (_in_int8 if int8 else _as_it_is)(table, lookup.input[1], lookup.output[0])
    graph.initializer.extend(tensors)
    for node in reversed(nodes):
        graph.node.insert(place, node)
    _save(model, target)


def _as_it_is(table: WordTable, ids: str, output: str) -> tuple[list[Any], list[Any]]:
    tensors = [numpy_helper.from_array(table.rows, "words")]
    return tensors, [helper.make_node("Gather", ["words", ids], [output])]


def _in_int8(table: WordTable, ids: str, output: str) -> tuple[list[Any], list[Any]]:
    largest = np.maximum(table.rows.max(axis=1, keepdims=True), -table.rows.min(axis=1, keepdims=True))
    scales = np.where(largest == 0, 1, largest / LARGEST_STEP).astype(np.float32)
    steps = np.empty(table.rows.shape, np.int8)
    for part in range(0, len(steps), ROWS_AT_ONCE):
        rows = slice(part, part + ROWS_AT_ONCE)
        np.rint(table.rows[rows] / scales[rows], out=steps[rows], casting="unsafe")
    tensors = [numpy_helper.from_array(steps, "words"), numpy_helper.from_array(scales, "word_scales")]
    nodes = [
        helper.make_node("Gather", ["words", ids], ["word_steps"]),
        helper.make_node("Cast", ["word_steps"], ["word_numbers"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["word_scales", ids], ["scale_of_word"]),
        helper.make_node("Mul", ["word_numbers", "scale_of_word"], [output]),
    ]
    return tensors, nodes


def _save(model: Any, target: Path) -> None:
    data = target.with_suffix(".data")
    data.unlink(missing_ok=True)  # it would be added to
    onnx.save_model(model, target, save_as_external_data=True, location=data.name, size_threshold=LEAST_OUTSIDE)
    # The library lets the owner alone read it; a cache may be shared.
    data.chmod(target.stat().st_mode)
