"""Matrices in 8 bits with a scale for each 32 weights and each 32 activations, for where one scale is too coarse.

A token's activations inside a feed-forward layer differ widely, and a single scale for all of a text's is
set by the largest of them. Smaller scales take more time. Runs in the compiling process only.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import helper, numpy_helper

WIDTH = 32
LARGEST_STEP = 127
ZERO = 128
DOMAIN = "com.microsoft"
ACTIVATIONS_IN_INT8 = 4


def put_into_blocks(model: Any) -> None:
    """Replace the multiplications by matrices that narrow: the outputs of feed-forward layers."""
    graph = model.graph
    matrices = {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == 2}
    for place, node in enumerate(graph.node):
        matrix = matrices.get(node.input[1]) if node.op_type == "MatMul" else None
        if matrix is None or matrix.dims[0] <= matrix.dims[1] or matrix.dims[0] % WIDTH:
            continue
        steps, scales = in_blocks(numpy_helper.to_array(matrix))
        names = [f"{matrix.name}_steps", f"{matrix.name}_scales"]
        graph.initializer.remove(matrix)
        graph.initializer.extend(map(numpy_helper.from_array, (steps, scales), names))
        graph.node.remove(node)
        graph.node.insert(place, _multiplication(node, names, *matrix.dims))
    if all(opset.domain != DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))


def in_blocks(matrix: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Columns become rows of blocks: their steps from the scale, raised by 128, and the scales."""
    columns = np.ascontiguousarray(matrix.T, np.float32).reshape(matrix.shape[1], -1, WIDTH)
    scales = np.abs(columns).max(axis=2, keepdims=True) / LARGEST_STEP
    scales[scales == 0] = 1
    return (np.rint(columns / scales) + ZERO).astype(np.uint8), scales.ravel()


def _multiplication(node: Any, weights: list[str], rows: int, columns: int) -> Any:
    shape = {"K": rows, "N": columns, "bits": 8, "block_size": WIDTH, "accuracy_level": ACTIVATIONS_IN_INT8}
    return helper.make_node(
        "MatMulNBits", [node.input[0], *weights], list(node.output), node.name, domain=DOMAIN, **shape
    )
