"""How far two sets of vectors agree."""

import numpy as np
import pytest

from index.embedding.agreement import Floor, noise
from index.embedding.record import Agreement


def unit(vectors: np.ndarray) -> np.ndarray:
    length: np.ndarray = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / length)


def test_no_error_is_no_noise() -> None:
    vectors = unit(np.random.default_rng(1).normal(size=(20, 8)))

    assert noise(vectors, vectors) == 0.0


def test_the_same_error_weighs_more_where_all_vectors_lie_close_together() -> None:
    random = np.random.default_rng(1)
    wide, error = unit(random.normal(size=(40, 64))), 0.01 * random.normal(size=(40, 64))
    narrow = unit(wide + 3 * wide[0])

    assert noise(unit(narrow + error), narrow) > 3 * noise(unit(wide + error), wide)


@pytest.mark.parametrize(
    ("found", "admitted"),
    [
        (Agreement(0.99, 0.98, 0.1, 48), True),
        (Agreement(0.97, 0.96, 0.1, 48), False),
        (Agreement(0.99, 0.94, 0.1, 48), False),
        (Agreement(0.99, 0.98, 0.3, 48), False),
    ],
)
def test_a_floor_looks_at_mean_minimum_and_noise(found: Agreement, admitted: bool) -> None:
    assert Floor(mean=0.98, minimum=0.95, noise=0.2).admits(found) is admitted
