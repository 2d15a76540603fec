"""Compiles one reranker: python -m index.reranking.compiler FOLDER TARGET --name … --fingerprint …

A process of its own, as for embedding models. Where it fails, the last line on standard error is the reason.
"""

import sys

from index.embedding.compiling import Job, Yardstick, compile_graph, record_fields, require_room, run
from index.embedding.torch_cross_encoder import TorchScorer
from index.reranking.agreement import PairFloor, expected, measure
from index.reranking.onnx_scorer import OnnxScorer
from index.reranking.record import PairAgreement, RerankerRecord
from ingest.errors import UnsuitableModel

# The order of a question's passages is all that a reranker is for. As similarities of an embedding model, scores may
# be off by 9 % of their spread: that exchanges neighbours of nearly the same score. The correlation of ranks is held
# as well, since a few passages far from the others make a spread that hides how these are ordered.
INT8_FLOOR = PairFloor(order=0.98, noise=0.09)
FP32_FLOOR = PairFloor(order=0.999, noise=0.01)


def compile_model(job: Job) -> None:
    """Write the graph, the tokenizer and the record into the target folder, which must not exist."""
    reference = TorchScorer(job.folder)
    if reference.labels != 1:
        raise UnsuitableModel(f"it gives {reference.labels} scores for a pair, and to rank passages takes one")
    require_room(reference.limit)
    outcome = compile_graph(job, reference, lambda: _yardstick(reference))
    RerankerRecord(**record_fields(job, outcome, reference.limit)).write(job.target)


def _yardstick(reference: TorchScorer) -> Yardstick[PairAgreement]:
    wanted, limit = expected(reference), reference.limit
    return Yardstick(lambda folder: measure(OnnxScorer(folder, limit), wanted), INT8_FLOOR.admits, FP32_FLOOR.admits)


if __name__ == "__main__":
    sys.exit(run(compile_model))
