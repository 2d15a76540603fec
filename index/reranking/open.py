"""Opens a reranker by name: found, compiled if need be, loaded."""

from collections.abc import Callable
from pathlib import Path

from index.embedding.cache import cache_folder
from index.embedding.compiled import compiled, find, weights_folder
from index.embedding.kinds import Kind
from index.reranking.onnx_scorer import OnnxScorer
from index.reranking.record import read_record
from index.reranking.reranker import CrossEncoderReranker, Scorer

RERANKING = Kind("reranking", "index.reranking.compiler", read_record)


def open_reranker(
    name: str,
    cache: Path | None = None,
    threads: int | None = None,
    on_compile: Callable[[str], object] | None = None,
) -> CrossEncoderReranker:
    """The reranker of a cross-encoder with one score: a folder, or its name on the hub.

    The first time on a machine the model is compiled; `on_compile` is called before with a sentence for
    the user. `threads` defaults to one for each physical core. Raises ModelError.
    """
    folder = cache_folder(cache)
    wanted = find("reranking", name, folder)
    record = compiled(RERANKING, wanted, on_compile)
    if record.precision == "reference":
        return CrossEncoderReranker(record, _reference(weights_folder(wanted, folder), threads))
    return CrossEncoderReranker(record, OnnxScorer(wanted.entry, record.max_length, threads))


def _reference(folder: Path, threads: int | None) -> Scorer:
    from index.embedding.torch_cross_encoder import TorchScorer

    return TorchScorer(folder, threads)
