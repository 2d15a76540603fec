"""The cache folder."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.cache import cache_folder, entry_folder, known_name, read_entry, remember, still_holds
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.record import read_record
from index.embedding.sources import Weights
from index.embedding.token_embedder import TokenEmbedder


@pytest.fixture
def entry(dense: TokenEmbedder, small_cache: Path, tmp_path: Path) -> Path:
    """A compiled model that a test may spoil."""
    made = entry_folder(small_cache, dense.fingerprint, RUNTIME)
    return Path(shutil.copytree(made, tmp_path / "entry"))


def test_the_folder_given_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "variable"))

    assert cache_folder(tmp_path / "given") == tmp_path / "given"
    assert cache_folder() == tmp_path / "variable"


def test_without_either_it_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINCITE_CACHE", raising=False)

    assert "pincite" in cache_folder().parts


def test_an_entry_is_for_one_model_and_one_runtime(tmp_path: Path) -> None:
    entries = {entry_folder(tmp_path, mark, runtime) for mark in ("a", "b") for runtime in ("1", "2")}

    assert len(entries) == 4


def test_a_precision_asked_for_has_an_entry_of_its_own(tmp_path: Path) -> None:
    usual, fp32 = entry_folder(tmp_path, "a", RUNTIME), entry_folder(tmp_path, "a", RUNTIME, "fp32")

    assert fp32.parent == usual.parent
    assert fp32.name == f"{usual.name}-fp32"


def test_a_whole_entry_is_read(entry: Path, dense: TokenEmbedder) -> None:
    assert read_entry(entry, read_record) == dense.record


def test_no_entry(tmp_path: Path) -> None:
    assert read_entry(tmp_path / "none", read_record) is None


@pytest.mark.parametrize("file", ["record.json", "model.onnx", "model.data", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "flipped"])
def test_a_damaged_entry_is_none(entry: Path, file: str, damage: str) -> None:
    path = entry / file
    content = path.read_bytes()
    spoiled = {"empty": b"", "half": content[: len(content) // 2], "flipped": bytes([content[0] ^ 1]) + content[1:]}
    path.unlink()
    if damage in spoiled:
        path.write_bytes(spoiled[damage])

    assert read_entry(entry, read_record) is None


def test_a_fingerprint_is_remembered_while_the_files_stay(models: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(models / "dense", tmp_path / "copy"))
    weights = Weights("copy", folder)
    remember(tmp_path, weights, "0123")

    known = known_name(tmp_path, "copy")

    assert known is not None
    assert known.fingerprint == "0123"
    assert still_holds(known, weights)
    (folder / "config.json").write_text("{}")
    assert not still_holds(known, weights)


def test_what_was_computed_another_way_holds_no_longer(models: Path, tmp_path: Path) -> None:
    weights = Weights("copy", models / "dense")
    remember(tmp_path, weights, "0123")
    known = known_name(tmp_path, "copy")

    assert known is not None
    assert not still_holds(replace(known, stated=["vectors 0"]), weights)


def test_nothing_is_remembered_of_an_unknown_name(tmp_path: Path) -> None:
    assert known_name(tmp_path, "copy") is None


def test_a_damaged_memory_is_no_memory(models: Path, tmp_path: Path) -> None:
    remember(tmp_path, Weights("copy", models / "dense"), "0123")
    for file in (tmp_path / "names").iterdir():
        file.write_text('{"folder"')

    assert known_name(tmp_path, "copy") is None


def test_a_cache_that_cannot_be_written_costs_only_the_memory(models: Path, tmp_path: Path) -> None:
    (tmp_path / "names").write_text("a file where the folder should be")

    remember(tmp_path, Weights("copy", models / "dense"), "0123")

    assert known_name(tmp_path, "copy") is None
