"""Shared by the tests of embedding models: MiniLM compiled once, and small models made on the fly."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.cache import cache_folder
from index.embedding.converted import model_folder
from index.embedding.open import open_embedder
from index.embedding.samples import sample_passages
from index.embedding.sources import MINILM, resolve
from index.embedding.token_embedder import TokenEmbedder

MULTILINGUAL = "multilingual-e5-small"
ROOT = Path(__file__).parents[3]
SIDE = Path(__file__).with_name("sentence_transformers_side.py")


@pytest.fixture(scope="session")
def embedder() -> TokenEmbedder:
    """MiniLM, from the cache where it is there already."""
    return open_embedder(MINILM, cache=cache_folder(), threads=2)


@pytest.fixture(scope="session")
def e5() -> TokenEmbedder:
    """multilingual-e5-small, from the cache where it is there already."""
    return open_embedder(MULTILINGUAL, cache=cache_folder(), threads=2)


@pytest.fixture(scope="session")
def e5_folder(e5: TokenEmbedder) -> Path:
    """multilingual-e5-small as sentence-transformers reads it."""
    return model_folder(resolve(MULTILINGUAL), e5.fingerprint, cache_folder())


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the small models, and what sentence-transformers makes of the sample passages."""
    folder = tmp_path_factory.mktemp("models")
    wanted = {"minilm": resolve(MINILM).place, "dense": folder / "dense"}
    arguments = [f"{name}={model}" for name, model in wanted.items()]
    texts = json.dumps(sample_passages()).encode()
    subprocess.run([sys.executable, str(SIDE), str(folder), *arguments], input=texts, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def small_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the small models."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def dense(models: Path, small_cache: Path) -> TokenEmbedder:
    """A small model with a dense layer, prompts and a limit of 40 tokens."""
    return open_embedder(str(models / "dense"), cache=small_cache)


@pytest.fixture(scope="session")
def run_python() -> Callable[..., str]:
    """Run a piece of code in a fresh process; gives back what it printed."""

    def run(code: str, *arguments: str, stdin: str = "", **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return done.stdout

    return run
