"""Compiling in another process: three outcomes, damage, and errors as one sentence."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embedding.cache import entry_folder
from index.embedding.embedder import Embeddable
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.open import open_embedder
from index.embedding.samples import sample_passages
from index.embedding.token_embedder import TokenEmbedder
from ingest.errors import ModelError
from tests.embedding import vectors_of


def test_a_model_with_a_dense_layer_becomes_int8(dense: TokenEmbedder) -> None:
    record = dense.record

    assert record.precision == "int8"
    assert record.agreement is not None
    assert record.agreement.passages == len(sample_passages())
    assert record.agreement.mean > 0.99
    assert (record.dimension, record.max_length, record.granularity) == (24, 40, "window")
    assert (record.prompts.question, record.prompts.passage) == ("find: ", "told: ")
    assert record.versions.keys() >= {"torch", "onnxruntime", "sentence-transformers"}


def test_questions_and_passages_are_what_sentence_transformers_makes_of_them(
    dense: TokenEmbedder, models: Path
) -> None:
    questions = np.stack([dense.embed_question(text) for text in sample_passages()])
    short = [i for i, text in enumerate(sample_passages()) if len(text) < 20]
    passages = np.concatenate(vectors_of(dense, [Embeddable("", sample_passages()[i]) for i in short]))

    assert len(short) >= 2
    original = np.load(models / "dense.questions.npy")
    assert np.einsum("ij,ij->i", questions, original).min() > 0.99
    original = np.load(models / "dense.documents.npy")[short]
    assert np.einsum("ij,ij->i", passages, original).min() > 0.99


def test_a_model_that_int8_spoils_stays_in_fp32(models: Path, small_cache: Path) -> None:
    record = open_embedder(str(models / "spiky"), cache=small_cache).record

    assert record.precision == "fp32"
    assert record.reason.startswith("int8 agrees too little: cosine 0.")
    assert record.agreement is not None
    assert record.agreement.minimum > 0.9999
    assert record.granularity == "sentence"


def test_only_the_mean_over_tokens_can_be_taken_of_a_part_of_them(models: Path, small_cache: Path) -> None:
    first = open_embedder(str(models / "first"), cache=small_cache)
    (vectors,) = vectors_of(first, [Embeddable("", "The training of the. Of the training and.")])

    assert first.record.granularity == "window"
    assert vectors.shape == (1, 32)
    assert np.array_equal(vectors[0], first.embed_question("The training of the. Of the training and."))


def test_fp32_is_compiled_where_it_is_asked_for(dense: TokenEmbedder, models: Path, small_cache: Path) -> None:
    asked = open_embedder(str(models / "dense"), cache=small_cache, precision="fp32")

    assert (dense.record.precision, asked.record.precision) == ("int8", "fp32")
    assert asked.fingerprint == dense.fingerprint
    assert asked.describe().startswith(f"{asked.name} ({asked.fingerprint}) runs in fp32: it was asked for; cosine")
    assert asked.record.agreement is not None
    assert asked.record.agreement.minimum > 0.9999
    assert open_embedder(str(models / "dense"), cache=small_cache).record == dense.record


REFERENCE = """
import json, sys
from pathlib import Path
from index.embedding.embedder import Embeddable
from index.embedding.open import open_embedder
embedder = open_embedder(sys.argv[1], cache=Path(sys.argv[2]), threads=1)
question = embedder.embed_question("the training")
windows = embedder.embed_passages([Embeddable("context", "the training of " * 40)])[0].vectors
sentences = embedder.embed_passages([Embeddable("", "The training of the. Of the training and.")])[0].vectors
print(json.dumps({
    "precision": embedder.record.precision, "reason": embedder.record.reason,
    "shape": windows.shape, "lengths": [float((v * v).sum()) for v in windows],
    "question": [float((question * question).sum()), len(question)], "sentences": len(sentences),
}))
"""


def test_a_model_without_a_graph_runs_as_it_is(models: Path, small_cache: Path, run_python: Callable[..., str]) -> None:
    found = json.loads(run_python(REFERENCE, str(models / "fourier"), str(small_cache)))

    assert found["precision"] == "reference"
    assert "fft" in found["reason"]
    assert found["shape"][0] > 2
    assert found["shape"][1] == 32
    assert found["lengths"] == pytest.approx([1.0] * found["shape"][0], abs=1e-5)
    assert found["question"] == pytest.approx([1.0, 32], abs=1e-5)
    assert found["sentences"] == 2


def test_a_damaged_entry_is_compiled_anew_and_only_once(
    dense: TokenEmbedder, models: Path, small_cache: Path, tmp_path: Path
) -> None:
    made = entry_folder(small_cache, dense.fingerprint, RUNTIME)
    entry = Path(shutil.copytree(made, entry_folder(tmp_path, dense.fingerprint, RUNTIME)))
    (entry / "model.onnx").write_bytes(b"half of a graph")
    announced: list[str] = []

    def reopen(_: int) -> TokenEmbedder:
        return open_embedder(str(models / "dense"), cache=tmp_path, on_compile=announced.append)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(reopen, range(2))

    assert len(announced) == 1
    assert announced[0].startswith("Compiling the model ")
    assert first.record == second.record == dense.record
    assert np.array_equal(first.embed_question("the training"), dense.embed_question("the training"))
    assert [path.name for path in entry.parent.iterdir() if not path.name.endswith(".lock")] == [entry.name]


def test_weights_that_cannot_be_read_are_one_sentence(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "dense", tmp_path / "spoiled"))
    (folder / "model.safetensors").write_bytes(b"not tensors at all")

    with pytest.raises(ModelError, match=r"^The model .*spoiled cannot be compiled: .+") as caught:
        open_embedder(str(folder), cache=tmp_path / "cache")

    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert not [path for path in (tmp_path / "cache" / "models").iterdir() if path.is_dir()]


def test_a_cache_that_cannot_be_written(models: Path, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")

    with pytest.raises(ModelError, match="Set PINCITE_CACHE"):
        open_embedder(str(models / "dense"), cache=tmp_path)
