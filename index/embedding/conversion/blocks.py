"""Weights of 4 bits: blocks of 32, each with a 16-bit scale."""

import numpy as np
from numpy.typing import NDArray

WIDTH = 32
# Byte j holds weight j in its low half and weight j + 16 in its high half, both raised by 8.
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", WIDTH // 2)])
ZERO = 8


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """The weights of the blocks, one after the other. Exact: every product fits a float."""
    halves = blocks["halves"]
    steps = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.int8) - ZERO
    weights: NDArray[np.float32] = (steps * blocks["scale"].astype(np.float32)[:, np.newaxis]).ravel()
    return weights
