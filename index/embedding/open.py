"""Opens an embedding model by name: found, compiled if need be, loaded."""

from collections.abc import Callable
from pathlib import Path

from index.embedding.cache import cache_folder
from index.embedding.compiled import compiled, find, weights_folder
from index.embedding.embedder import Embedder
from index.embedding.ensemble_embedder import EnsembleEmbedder
from index.embedding.ensembles import DEFAULT_MODEL, ENSEMBLES
from index.embedding.kinds import Kind
from index.embedding.onnx_embedder import OnnxRunner
from index.embedding.record import Asked, read_record
from index.embedding.token_embedder import Runner, TokenEmbedder

EMBEDDING = Kind("embedding", "index.embedding.compiler", read_record)


def open_model(
    name: str = DEFAULT_MODEL,
    cache: Path | None = None,
    threads: int | None = None,
    on_compile: Callable[[str], object] | None = None,
    precision: Asked | None = None,
) -> Embedder:
    """As `open_embedder`, or an ensemble by its name. Raises ModelError."""
    ensemble = next((known for known in ENSEMBLES if known.name == name), None)
    if ensemble is None:
        return open_embedder(name, cache, threads, on_compile, precision)
    members = [open_embedder(m.model, cache, threads, on_compile, precision) for m in ensemble.members]
    return EnsembleEmbedder(ensemble, members)


def open_embedder(
    name: str,
    cache: Path | None = None,
    threads: int | None = None,
    on_compile: Callable[[str], object] | None = None,
    precision: Asked | None = None,
) -> TokenEmbedder:
    """The embedder of a model: a catalogue name, a folder, or another sentence-transformers name.

    The first time on a machine the model is compiled, which takes about 20 seconds; `on_compile` is
    called before with a sentence for the user. `threads` defaults to one for each physical core.
    `precision` "fp32" leaves 8 bits out, to compare the two; otherwise they are used where they agree.
    Raises ModelError.
    """
    folder = cache_folder(cache)
    wanted = find("embedding", name, folder, precision)
    record = compiled(EMBEDDING, wanted, on_compile)
    if record.precision == "reference":
        return TokenEmbedder(record, _reference(weights_folder(wanted, folder), threads))
    return TokenEmbedder(record, OnnxRunner(wanted.entry, record.max_length, threads))


def _reference(folder: Path, threads: int | None) -> Runner:
    from index.embedding.torch_embedder import TorchRunner

    return TorchRunner(folder, threads)
