"""Weights of 4 bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.conversion.blocks import BLOCK, WIDTH, dequantise


def pack(steps: list[int], scale: float) -> bytes:
    low, high = steps[: WIDTH // 2], steps[WIDTH // 2 :]
    return np.float16(scale).tobytes() + bytes(a + 8 | b + 8 << 4 for a, b in zip(low, high, strict=True))


def unpack(content: bytes) -> list[float]:
    numbers: list[float] = dequantise(np.frombuffer(content, BLOCK)).tolist()
    return numbers


def test_a_block_is_a_scale_and_sixteen_bytes() -> None:
    weights = unpack(b"\x00\x3c" + b"\x0f" + b"\x80" + b"\x88" * 14)

    assert BLOCK.itemsize == 18
    assert weights[:3] == [7.0, -8.0, 0.0]
    assert weights[16:19] == [-8.0, 0.0, 0.0]


@given(
    st.lists(st.lists(st.integers(-8, 7), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=4),
    st.floats(-65504, 65504, width=16),
)
def test_what_was_packed_comes_back_exactly(blocks: list[list[int]], scale: float) -> None:
    content = b"".join(pack(steps, scale) for steps in blocks)

    assert unpack(content) == [step * scale for steps in blocks for step in steps]


def test_the_weights_are_floats() -> None:
    assert dequantise(np.zeros(3, BLOCK)).dtype == np.float32
