"""Opens an embedding model by name: found, compiled if need be, loaded."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.embedding.cache import cache_folder, entry_folder, known_name, read_entry, remember, still_holds
from index.embedding.fingerprint import fingerprint
from index.embedding.onnx_embedder import RUNTIME, OnnxRunner
from index.embedding.sources import DEFAULT_MODEL, Weights, canonical_name, resolve
from index.embedding.token_embedder import Runner, TokenEmbedder


def open_embedder(
    name: str = DEFAULT_MODEL,
    cache: Path | None = None,
    threads: int | None = None,
    on_compile: Callable[[str], object] | None = None,
) -> TokenEmbedder:
    """The embedder of a model: a catalogue name, a folder, or another sentence-transformers name.

    The first time on a machine the model is compiled, which takes about 20 seconds; `on_compile` is
    called before with a sentence for the user. `threads` defaults to one for each physical core.
    """
    folder = cache_folder(cache)
    weights, mark = _identify(folder, name)
    entry = entry_folder(folder, mark, RUNTIME)
    record = read_entry(entry)
    if record is None:
        from index.embedding.compilation import compile_entry
        from index.embedding.converted import model_folder

        record = compile_entry(weights, model_folder(weights, mark, folder, on_compile), mark, entry, on_compile)
    record = replace(record, name=weights.name)
    if record.precision == "reference":
        return TokenEmbedder(record, _reference(weights, mark, folder, threads))
    return TokenEmbedder(record, OnnxRunner(entry, record.max_length, threads))


def _identify(cache: Path, name: str) -> tuple[Weights, str]:
    name = canonical_name(name)
    known = known_name(cache, name)
    weights = resolve(name, Path(known.place) if known else None)
    if known is not None and still_holds(known, weights):
        return weights, known.fingerprint
    mark = fingerprint(weights)
    remember(cache, weights, mark)
    return weights, mark


def _reference(weights: Weights, mark: str, cache: Path, threads: int | None) -> Runner:
    from index.embedding.converted import model_folder
    from index.embedding.torch_embedder import TorchRunner

    return TorchRunner(model_folder(weights, mark, cache), threads)
