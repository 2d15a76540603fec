"""Has a model compiled by another process, and puts the result into the cache in one step."""

from collections.abc import Callable
from pathlib import Path

from index.embedding.cache import read_entry
from index.embedding.making import alone, make
from index.embedding.record import ModelRecord
from index.embedding.sources import Weights
from ingest.errors import ModelError

COMPILER = "index.embedding.compiler"


def compile_entry(
    weights: Weights,
    folder: Path,
    fingerprint: str,
    entry: Path,
    announce: Callable[[str], object] | None = None,
) -> ModelRecord:
    """The record of the entry, compiled from the model's folder unless another process has just done so."""
    with alone(entry):
        found = read_entry(entry)
        if found is not None:
            return found
        if announce:
            announce(f"Compiling the model {weights.name} for this machine, once; it takes about 20 seconds.")
        _compile(weights, folder, fingerprint, entry)
    record = read_entry(entry)
    if record is None:
        raise ModelError(f"The compiled model in {entry} is damaged as soon as written. Check the disk.")
    return record


def _compile(weights: Weights, folder: Path, fingerprint: str, entry: Path) -> None:
    arguments = [str(folder), "{}", "--name", weights.name, "--fingerprint", fingerprint]
    if weights.entry:
        arguments += ["--licence", weights.entry.licence, "--source", weights.entry.source]
    try:
        make(entry, COMPILER, arguments)
    except ModelError as error:
        raise ModelError(f"The model {weights.name} cannot be compiled: {error}") from error
