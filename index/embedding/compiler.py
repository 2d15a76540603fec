"""Compiles one embedding model: python -m index.embedding.compiler FOLDER TARGET --name … --fingerprint …

A process of its own, so that torch is never loaded where questions are answered. Where it fails,
the last line on standard error is the reason.
"""

import sys

from index.embedding.agreement import Floor, expected, measure
from index.embedding.compiling import Job, Yardstick, compile_graph, record_fields, require_room, run
from index.embedding.onnx_embedder import OnnxRunner
from index.embedding.record import Agreement, ModelRecord
from index.embedding.samples import sample_passages
from index.embedding.sentences import keeps_tokens
from index.embedding.settings import Granularity
from index.embedding.torch_embedder import TorchRunner

# What is right retrieves as well as fp32: MiniLM with a scale for each channel (cosine .993 in the mean, similarities
# off by 7 % of their spread). What is wrong does not: one scale for all (.84 and 28 %). The cosine alone says
# little of models whose vectors all lie close together, as those of the E5 family do: .997 there goes with 11 %.
INT8_FLOOR = Floor(mean=0.98, minimum=0.95, noise=0.09)
FP32_FLOOR = Floor(mean=0.9999, minimum=0.9999, noise=0.01)


def compile_model(job: Job) -> None:
    """Write the graph, the tokenizer and the record into the target folder, which must not exist."""
    reference = TorchRunner(job.folder)
    limit = reference.frame.limit
    require_room(limit)
    prompts = reference.prompts()
    outcome = compile_graph(job, reference, lambda: _yardstick(reference))
    ModelRecord(
        **record_fields(job, outcome, limit),
        dimension=reference.outputs(reference.frame.wrap(reference.tokenize("a"))).shape[1],
        prompts=prompts,
        granularity=_granularity(reference, prompts.passage),
    ).write(job.target)


def _granularity(reference: TorchRunner, prompt: str) -> Granularity:
    whole = keeps_tokens(reference.tokenize, prompt, sample_passages())
    return "sentence" if reference.gives_tokens and whole else "window"


def _yardstick(reference: TorchRunner) -> Yardstick[Agreement]:
    prompt, limit = reference.prompts().passage, reference.frame.limit
    wanted = expected(reference, [prompt + passage for passage in sample_passages()])
    return Yardstick(lambda folder: measure(OnnxRunner(folder, limit), wanted), INT8_FLOOR.admits, FP32_FLOOR.admits)


if __name__ == "__main__":
    sys.exit(run(compile_model))
