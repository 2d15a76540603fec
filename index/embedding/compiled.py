"""Finds a model by its name, and what was compiled of it in the cache; has it compiled if need be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.embedding.cache import R, entry_folder, known_name, read_entry, remember, still_holds
from index.embedding.fingerprint import fingerprint
from index.embedding.kinds import Kind, Wanted
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.record import Asked
from index.embedding.sources import Task, canonical_name, resolve


def find(task: Task, name: str, cache: Path, precision: Asked | None = None) -> Wanted:
    """Where the weights are, and where their compiled form is or will be. Raises ModelError."""
    name = canonical_name(name, task)
    known = known_name(cache, name)
    weights = resolve(name, Path(known.place) if known else None, task)
    if known is not None and still_holds(known, weights):
        mark = known.fingerprint
    else:
        mark = fingerprint(weights)
        remember(cache, weights, mark)
    return Wanted(weights, mark, precision, entry_folder(cache, mark, RUNTIME, precision))


def compiled(kind: Kind[R], wanted: Wanted, announce: Callable[[str], object] | None = None) -> R:
    """The record of the compiled form, under the name asked for. Raises ModelError."""
    record = read_entry(wanted.entry, kind.read)
    if record is None:
        from index.embedding.compilation import compile_entry

        record = compile_entry(kind, wanted, announce)
    return replace(record, name=wanted.weights.name)


def weights_folder(wanted: Wanted, cache: Path, announce: Callable[[str], object] | None = None) -> Path:
    """The model's folder to run it from, which is made of a package's file and kept if need be."""
    from index.embedding.converted import model_folder

    return model_folder(wanted.weights, wanted.fingerprint, cache, announce)
