"""Has a model compiled by another process, and puts the result into the cache in one step."""

from collections.abc import Callable
from pathlib import Path

from index.embedding.cache import R, read_entry
from index.embedding.converted import folder_to_compile
from index.embedding.kinds import Kind, Wanted
from index.embedding.making import alone, make
from ingest.errors import ModelError


def compile_entry(kind: Kind[R], wanted: Wanted, announce: Callable[[str], object] | None = None) -> R:
    """The record of the entry, compiled from the model's folder unless another process has just done so."""
    name, entry = wanted.weights.name, wanted.entry
    with alone(entry):
        found = read_entry(entry, kind.read)
        if found is not None:
            return found
        with folder_to_compile(wanted, announce) as folder:
            if announce:
                announce(f"Compiling the model {name} for this machine, once; it takes about 20 seconds.")
            _make(kind, wanted, folder)
    record = read_entry(entry, kind.read)
    if record is None:
        raise ModelError(f"The compiled model in {entry} is damaged as soon as written. Check the disk.")
    return record


def _make(kind: Kind[R], wanted: Wanted, folder: Path) -> None:
    try:
        make(wanted.entry, kind.compiler, _arguments(wanted, folder))
    except ModelError as error:
        raise ModelError(f"The model {wanted.weights.name} cannot be compiled: {error}") from error


def _arguments(wanted: Wanted, folder: Path) -> list[str]:
    weights = wanted.weights
    arguments = [str(folder), "{}", "--name", weights.name, "--fingerprint", wanted.fingerprint]
    if weights.entry:
        arguments += ["--licence", weights.entry.licence, "--source", weights.entry.source]
    if wanted.precision:
        arguments += ["--precision", wanted.precision]
    return arguments
