"""Vectors from the outputs of tokens."""

import numpy as np
import pytest

from index.embedding.pooling import pooled, pooled_whole

OUTPUTS = np.array([[9.0, 9.0], [3.0, 4.0], [1.0, 0.0], [0.0, 1.0], [-9.0, 0.0]], np.float32)


def test_each_span_gets_the_mean_of_its_own_outputs_at_unit_length() -> None:
    found = pooled(OUTPUTS, [(1, 2), (2, 4)])

    assert found.tolist() == pytest.approx(np.array([[0.6, 0.8], [0.5**0.5, 0.5**0.5]]))
    assert found.dtype == np.float32


def test_the_whole_is_the_mean_of_all() -> None:
    assert pooled_whole(OUTPUTS).tolist() == pytest.approx([4 / 212**0.5, 14 / 212**0.5])


def test_one_output_for_all_tokens_is_the_vector_of_any_window() -> None:
    alone = np.array([[0.6, 0.8]], np.float32)

    assert pooled(alone, [(0, 17)]).tolist() == pytest.approx(alone)
    assert pooled_whole(alone).tolist() == pytest.approx([0.6, 0.8])
