"""Folders that are a model, and folders that are refused."""

import json
import shutil
from pathlib import Path

import pytest

from index.embedding.layout import is_cross_encoder, model_files, require_model
from ingest.errors import ModelDamaged, ModelNotFound


@pytest.fixture
def copy(models: Path, tmp_path: Path) -> Path:
    """A small model that a test may spoil."""
    return Path(shutil.copytree(models / "dense", tmp_path / "copy"))


def set_module(folder: Path, **fields: str) -> None:
    listing = folder / "modules.json"
    modules = json.loads(listing.read_text())
    modules[2].update(fields)
    listing.write_text(json.dumps(modules))


def test_a_saved_model_is_accepted(copy: Path) -> None:
    require_model(copy, "copy")


def test_a_bare_transformer_is_accepted(models: Path) -> None:
    require_model(models / "dense-raw", "raw")


@pytest.mark.parametrize(
    ("stated", "modules", "architecture", "wanted"),
    [
        ({"model_type": "CrossEncoder"}, True, "BertForSequenceClassification", True),
        ({"model_type": "SentenceTransformer"}, True, "BertForSequenceClassification", False),
        ({}, True, "BertForSequenceClassification", False),
        ({}, False, "XLMRobertaForSequenceClassification", True),
        ({}, False, "BertModel", False),
        ({}, False, "", False),
    ],
)
def test_a_cross_encoder_is_told_by_its_settings(
    tmp_path: Path, stated: dict[str, str], modules: bool, architecture: str, wanted: bool
) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(stated))
    (tmp_path / "config.json").write_text(json.dumps({"architectures": [architecture]} if architecture else {}))
    if modules:
        (tmp_path / "modules.json").write_text("[]")

    assert is_cross_encoder(tmp_path) is wanted


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="notes is a folder, but not of a model"):
        require_model(tmp_path, "notes")


def test_weights_as_a_pickle_are_refused(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")

    with pytest.raises(ModelDamaged, match=r"are a pickle \(pytorch_model.bin\)"):
        require_model(copy, "copy")


def test_a_pickle_in_a_single_module_is_refused(copy: Path) -> None:
    (copy / "2_Dense" / "model.safetensors").rename(copy / "2_Dense" / "pytorch_model.bin")

    with pytest.raises(ModelDamaged, match="are a pickle"):
        require_model(copy, "copy")


def test_a_pickle_inside_a_module_is_refused(copy: Path) -> None:
    (copy / "2_Dense" / "inner").mkdir()
    (copy / "2_Dense" / "model.safetensors").rename(copy / "2_Dense" / "inner" / "pytorch_model.bin")

    with pytest.raises(ModelDamaged, match="are a pickle"):
        require_model(copy, "copy")


def test_a_pickle_beside_safe_weights_is_not_read(copy: Path) -> None:
    (copy / "pytorch_model.bin").write_bytes(b"never read")

    require_model(copy, "copy")
    assert "pytorch_model.bin" not in model_files(copy)


def test_no_weights_at_all(copy: Path) -> None:
    for weights in copy.rglob("*.safetensors"):
        weights.unlink()

    with pytest.raises(ModelDamaged, match="has no weights"):
        require_model(copy, "copy")


def test_code_of_its_own_is_never_run(copy: Path) -> None:
    set_module(copy, type="custom.Surprise")

    with pytest.raises(ModelDamaged, match="code from outside sentence-transformers"):
        require_model(copy, "copy")


@pytest.mark.parametrize("path", ["/etc", "../elsewhere"])
def test_a_module_outside_the_folder_is_refused(copy: Path, path: str) -> None:
    set_module(copy, path=path)

    with pytest.raises(ModelDamaged, match="points outside"):
        require_model(copy, "copy")


@pytest.mark.parametrize("content", ["", "{", '["no module"]', "[{}]", "7"])
def test_a_damaged_list_of_modules(copy: Path, content: str) -> None:
    (copy / "modules.json").write_text(content)

    with pytest.raises(ModelDamaged, match=r"modules\.json cannot be read"):
        require_model(copy, "copy")
