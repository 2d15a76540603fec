"""Fixtures that all tests share."""

import os
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from index.analysis import analyse
from index.embedding.embedder import Embeddable, PassageVectors, Vectors
from ingest.sentences import sentence_spans
from service.library import Library

ROOT = Path(__file__).resolve().parents[1]

# On a machine that decides whether a change is taken, the same examples are tried every time.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


class HashingEmbedder:
    """A model without weights: each word has a direction of its own, a text is the sum of its words."""

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        self.name = name
        self.fingerprint = f"{name}-{dimension}"
        self.dimension = dimension

    def describe(self) -> str:
        return f"{self.name} needs no weights"

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return [self._embed_passage(passage) for passage in passages]

    def _embed_passage(self, passage: Embeddable) -> PassageVectors:
        spans = sentence_spans(passage.text) or [(0, len(passage.text))]
        texts = [f"{passage.context}\n{passage.text[start:end]}" for start, end in spans]
        return PassageVectors(np.stack([self.embed_question(text) for text in texts]), tuple(spans))

    def embed_question(self, question: str) -> Vectors:
        total = np.zeros(self.dimension, np.float32)
        for term in analyse(question):
            seed = int.from_bytes(blake2b(term.text.encode(), digest_size=4).digest())
            total += np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)
        length = float(np.linalg.norm(total))
        return total / length if length else np.full(self.dimension, self.dimension**-0.5, np.float32)


@pytest.fixture(scope="session")
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The reports that come with the repository."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def data() -> Path:
    """Public material to measure on, kept outside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no data at {folder}; PINCITE_DATA tells where it is")
    return folder


@pytest.fixture
def library(tmp_path: Path, corpus: Path, embedder: HashingEmbedder) -> Iterator[Library]:
    """A library of its own that holds the Belgian report."""
    with Library.open(tmp_path / "library", embedder=embedder) as opened:
        opened.ingest([corpus])
        yield opened


@pytest.fixture(scope="session")
def belgium(tmp_path_factory: pytest.TempPathFactory, corpus: Path, embedder: HashingEmbedder) -> Iterator[Library]:
    """One library with the Belgian report for all tests that only read."""
    with Library.open(tmp_path_factory.mktemp("belgium") / "library", embedder=embedder) as opened:
        opened.ingest([corpus])
        yield opened
