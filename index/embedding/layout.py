"""The folder of a sentence-transformers model: which files matter, and which are refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import ModelDamaged, ModelNotFound

OWN_MODULES = "sentence_transformers."
SEQUENCE_CLASSIFIER = "ForSequenceClassification"
PICKLES = "pytorch_model*.bin"
# Everything that decides a vector, and nothing else: no model card, no training data, no other exports.
DECISIVE = (
    "modules.json",
    "config.json",
    "config_sentence_transformers.json",
    "sentence_*_config.json",
    "router_config.json",
    "tokenizer*.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.*",
    "merges.txt",
    "*.model",
    "*.safetensors",
)


def model_files(folder: Path) -> dict[str, Path]:
    """The files that decide a model's vectors, by their name inside the folder, sorted."""
    found = {
        path.relative_to(folder).as_posix(): path
        for module in module_folders(folder)
        for pattern in DECISIVE
        for path in module.glob(pattern)
    }
    return dict(sorted(found.items()))


def decisive_files(place: Path) -> dict[str, Path]:
    """The files of a model's folder that decide its vectors; a file to convert decides alone."""
    return model_files(place) if place.is_dir() else {place.name: place}


def require_model(folder: Path, name: str) -> None:
    """Refuse a folder that holds no model, holds pickles only, or wants to run code of its own."""
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise ModelNotFound(
            f"{name} is a folder, but not of a model: it has neither modules.json nor config.json. "
            "Give the folder that sentence-transformers saved."
        )
    modules = list(module_folders(folder))
    for module in modules:
        _refuse_pickles(module, name)
    if not any(_has_safetensors(module) for module in modules):
        raise ModelDamaged(f"The model {name} has no weights: no .safetensors file. Get a whole copy of it.")


def is_cross_encoder(folder: Path) -> bool:
    """Does it score pairs of texts? What sentence-transformers saved says so itself, a bare transformer by its name."""
    kind = _settings(folder / "config_sentence_transformers.json").get("model_type")
    if kind is not None or (folder / "modules.json").is_file():
        return kind == "CrossEncoder"
    architectures = _settings(folder / "config.json").get("architectures") or [""]
    return str(architectures[0]).endswith(SEQUENCE_CLASSIFIER)


def module_folders(folder: Path) -> Iterator[Path]:
    """Where the modules of the pipeline lie, and the modules inside them; first the folder itself."""
    yield folder
    for path in _module_paths(folder):
        if path and (folder / path).is_dir():
            yield folder / path
            yield from (inner for inner in (folder / path).rglob("*") if inner.is_dir())


def _module_paths(folder: Path) -> list[str]:
    listing = folder / "modules.json"
    if not listing.is_file():
        return []
    try:
        modules = [(str(module["path"]), str(module["type"])) for module in json.loads(listing.read_bytes())]
    except (ValueError, TypeError, KeyError) as error:
        raise ModelDamaged(f"{listing} cannot be read as a list of modules. Get a whole copy.") from error
    for path, kind in modules:
        if not kind.startswith(OWN_MODULES):
            raise ModelDamaged(f"{listing} names {kind}, code from outside sentence-transformers: never run.")
        if Path(path).is_absolute() or ".." in Path(path).parts:
            raise ModelDamaged(f"{listing} points outside the model's folder: {path}.")
    return [path for path, _ in modules]


def _settings(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes()) if path.is_file() else {}
    except ValueError as error:
        raise ModelDamaged(f"{path} is not JSON. Get a whole copy of the model.") from error
    return content if isinstance(content, dict) else {}


def _refuse_pickles(module: Path, name: str) -> None:
    pickles = sorted(path.name for path in module.glob(PICKLES))
    if pickles and not _has_safetensors(module):
        raise ModelDamaged(
            f"The weights of {name} are a pickle ({pickles[0]}), which could run code when it is read. "
            "Use a copy that has model.safetensors."
        )


def _has_safetensors(module: Path) -> bool:
    return any(module.glob("*.safetensors"))
