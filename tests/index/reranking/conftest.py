"""Small cross-encoders made on the fly, and how sentence-transformers scores pairs with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.reranking.open import open_reranker
from index.reranking.reranker import CrossEncoderReranker
from index.reranking.samples import PASSAGES, QUESTIONS
from tests.index.embedding.conftest import ROOT
from tests.index.embedding.conftest import run_python as run_python

SIDE = Path(__file__).with_name("cross_encoder_side.py")
LONG_QUESTION = "the training of " * 60
PAIRS = [(question, passage) for question in (*QUESTIONS, LONG_QUESTION, "") for passage in (*PASSAGES, "")]


@pytest.fixture(scope="session")
def cross_encoders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the small models."""
    folder = tmp_path_factory.mktemp("cross-encoders")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(SIDE), str(folder)]
    subprocess.run(command, input=json.dumps(PAIRS).encode(), env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def originals(cross_encoders: Path) -> dict[str, dict[tuple[str, str], float]]:
    """The scores that sentence-transformers gives, by the name of the model and by pair."""
    scores = json.loads((cross_encoders / "scores.json").read_text())
    return {name: dict(zip(PAIRS, values, strict=True)) for name, values in scores.items()}


@pytest.fixture(scope="session")
def rerankers_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the small models."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def discerning(cross_encoders: Path, rerankers_cache: Path) -> CrossEncoderReranker:
    """A small model that runs in 8 bits."""
    return open_reranker(str(cross_encoders / "discerning"), rerankers_cache)


@pytest.fixture(scope="session")
def blurred(cross_encoders: Path, rerankers_cache: Path) -> CrossEncoderReranker:
    """A small model whose scores lie so close together that 8 bits are too few."""
    return open_reranker(str(cross_encoders / "blurred"), rerankers_cache)
