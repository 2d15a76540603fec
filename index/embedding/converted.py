"""Model folders that are converted from the files of packages: for as long as they are needed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from index.embedding.cache import checksum
from index.embedding.kinds import Wanted
from index.embedding.making import alone, make, workplace
from index.embedding.sources import Converter, Weights
from ingest.errors import ModelError

COMMAND = "index.embedding.conversion.command"
SUMS_FILE = "checksums.json"


def model_folder(
    weights: Weights, fingerprint: str, cache: Path, announce: Callable[[str], object] | None = None
) -> Path:
    """The model as sentence-transformers reads it: where it lies, or converted once and kept in the cache."""
    if weights.entry is None or weights.entry.converter is None:
        return weights.place
    folder = cache / "converted" / f"{weights.name}-{fingerprint}"
    with alone(folder):
        if not _is_whole(folder):
            _convert(weights, weights.entry.converter, folder, announce)
            (folder / SUMS_FILE).write_text(json.dumps(_sums(folder)), encoding="utf-8")
    return folder


@contextmanager
def folder_to_compile(wanted: Wanted, announce: Callable[[str], object] | None = None) -> Iterator[Path]:
    """The same while the lock on the compiled entry is held; what was converted for it goes afterwards.

    It is several times larger than the compiled model, which needs it no more.
    """
    weights, entry = wanted.weights, wanted.entry
    if weights.entry is None or weights.entry.converter is None:
        yield weights.place
        return
    with workplace(entry.with_name(f"{entry.name}-converted")) as work:
        folder = work / "model"
        _convert(weights, weights.entry.converter, folder, announce)
        yield folder


def _convert(
    weights: Weights, converter: Converter, folder: Path, announce: Callable[[str], object] | None = None
) -> None:
    if announce:
        announce(f"Converting the weights of {weights.name}, once; it takes a few seconds.")
    settings = json.dumps(asdict(weights.entry.settings)) if weights.entry else "{}"
    arguments = [converter.module, str(weights.place), "{}", "--settings", settings]
    try:
        make(folder, COMMAND, arguments)
    except ModelError as error:
        raise ModelError(f"The weights of {weights.name} cannot be converted: {error}") from error


def _is_whole(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / SUMS_FILE).read_bytes()) == _sums(folder))
    except (OSError, ValueError):
        return False


def _sums(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != SUMS_FILE)
    return {path.relative_to(folder).as_posix(): checksum(path) for path in sorted(files)}
