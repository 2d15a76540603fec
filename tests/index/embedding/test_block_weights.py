"""Matrices in blocks of 8 bits, in the graph and as ONNX Runtime multiplies by them."""

from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embedding.block_weights import in_blocks, put_into_blocks


def graph_of(matrix: NDArray[np.float32]) -> Any:
    node = helper.make_node("MatMul", ["x", "matrix"], ["y"])
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", matrix.shape[0]])
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", matrix.shape[1]])
    graph = helper.make_graph([node], "small", [given], [result], [numpy_helper.from_array(matrix, "matrix")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def random(*shape: int) -> NDArray[np.float32]:
    return np.random.default_rng(3).normal(size=shape).astype(np.float32)


def test_a_weight_is_off_by_half_a_step_at_most() -> None:
    matrix = random(64, 5)
    steps, scales = in_blocks(matrix)
    back = (steps.astype(np.float32) - 128) * scales.reshape(5, 2, 1)

    assert steps.shape == (5, 2, 32)
    assert steps.dtype == np.uint8
    assert scales.dtype == np.float32
    assert (np.abs(back.reshape(5, 64).T - matrix) <= scales.max() * 0.5001).all()


def test_a_block_of_zeros_stays_zero() -> None:
    steps, scales = in_blocks(np.zeros((32, 1), np.float32))

    assert set(steps.ravel()) == {128}
    assert scales.tolist() == [1.0]


def test_a_matrix_that_narrows_is_replaced_and_multiplies_alike() -> None:
    matrix, vectors = random(128, 16), random(7, 128)
    model = graph_of(matrix)
    put_into_blocks(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"x": vectors})

    assert [node.op_type for node in model.graph.node] == ["MatMulNBits"]
    assert "matrix" not in {tensor.name for tensor in model.graph.initializer}
    wanted = vectors @ matrix
    assert np.abs(found - wanted).max() < 0.02 * np.abs(wanted).max()


@pytest.mark.parametrize("shape", [(32, 64), (32, 32), (72, 16)])
def test_other_matrices_stay(shape: tuple[int, int]) -> None:
    model = graph_of(random(*shape))
    put_into_blocks(model)

    assert [node.op_type for node in model.graph.node] == ["MatMul"]
    onnx.checker.check_model(model)
