"""Compiles one model: python -m index.embedding.compiler FOLDER TARGET --name … --fingerprint …

A process of its own, so that torch is never loaded where questions are answered. Where it fails,
the last line on standard error is the reason.
"""

import argparse
import logging
import shutil
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from index.embedding.agreement import Expected, Floor, expected, measure
from index.embedding.cache import checksum
from index.embedding.graph import Export, export, optimise, quantise
from index.embedding.onnx_embedder import GRAPH_FILE, OnnxRunner
from index.embedding.record import Agreement, ModelRecord, Precision
from index.embedding.samples import sample_passages
from index.embedding.tokenizing import save_tokenizer
from index.embedding.torch_embedder import TorchRunner
from index.embedding.word_table import put_back
from ingest.errors import ModelDamaged, ModelError

# What is right retrieves as well as fp32: MiniLM with a scale for each channel (cosine .993 in the mean, similarities
# off by 7 % of their spread). What is wrong does not: one scale for all (.84 and 28 %). The cosine alone says
# little of models whose vectors all lie close together, as those of the E5 family do: .997 there goes with 11 %.
INT8_FLOOR = Floor(mean=0.98, minimum=0.95, noise=0.09)
INT8_WAYS = (
    (False, "it agrees with sentence-transformers"),
    (True, "it agrees with sentence-transformers, the outputs of the feed-forward layers in blocks"),
)
FP32_FLOOR = Floor(mean=0.9999, minimum=0.9999, noise=0.01)
LEAST_TOKENS = 16
PACKAGES = ("sentence-transformers", "transformers", "torch", "onnx", "onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class Job:
    """What to compile, where to, and what to say of it."""

    folder: Path
    target: Path
    name: str
    fingerprint: str
    licence: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which of the three ways was chosen, and why."""

    precision: Precision
    reason: str
    agreement: Agreement | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        compile_model(_job(arguments))
    except Exception as error:
        print(f"\n{_one_line(error)}", file=sys.stderr)
        return 1
    return 0


def compile_model(job: Job) -> None:
    """Write the graph, the tokenizer and the record into the target folder, which must not exist."""
    reference = TorchRunner(job.folder)
    if reference.frame.limit < LEAST_TOKENS:
        raise ModelDamaged(f"it reads at most {reference.frame.limit} tokens, fewer than {LEAST_TOKENS}")
    job.target.mkdir()
    try:
        outcome = _compile_graph(reference, job.target)
    except Exception as error:
        outcome = Outcome("reference", f"no ONNX graph reproduces it: {_one_line(error)}")
        shutil.rmtree(job.target)
        job.target.mkdir()
    _record(job, reference, outcome).write(job.target)


def _compile_graph(reference: TorchRunner, target: Path) -> Outcome:
    prompt = reference.prompts().passage
    wanted = expected(reference, [prompt + passage for passage in sample_passages()])
    save_tokenizer(reference.model.tokenizer.backend_tokenizer, target)
    exported = export(reference, target.with_name("exported.onnx"))
    fused = target.with_name("fused.onnx")
    optimise(exported.graph, fused, reference.model[0].config)
    return _choose(exported, fused, target, wanted, reference.frame.limit)


def _choose(exported: Export, fused: Path, target: Path, wanted: Expected, limit: int) -> Outcome:
    quantised = target.with_name("quantised.onnx")
    for finely, reason in INT8_WAYS:
        quantise(fused, quantised, finely=finely)
        put_back(quantised, target / GRAPH_FILE, exported.table, int8=True)
        int8 = measure(OnnxRunner(target, limit), wanted)
        if INT8_FLOOR.admits(int8):
            return Outcome("int8", reason, int8)
    for source in (fused, exported.graph):
        put_back(source, target / GRAPH_FILE, exported.table, int8=False)
        fp32 = measure(OnnxRunner(target, limit), wanted)
        if FP32_FLOOR.admits(fp32):
            return Outcome("fp32", f"int8 agrees too little: {int8.describe()}", fp32)
    raise ModelError(f"in fp32 it agrees too little: {fp32.describe()}")


def _record(job: Job, reference: TorchRunner, outcome: Outcome) -> ModelRecord:
    return ModelRecord(
        name=job.name,
        fingerprint=job.fingerprint,
        precision=outcome.precision,
        reason=outcome.reason,
        agreement=outcome.agreement,
        dimension=len(reference.vector(reference.frame.wrap(reference.tokenize("a")))),
        max_length=reference.frame.limit,
        prompts=reference.prompts(),
        versions={package: version(package) for package in PACKAGES},
        licence=job.licence,
        source=job.source,
        checksums={path.name: checksum(path) for path in sorted(job.target.iterdir())},
    )


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _job(arguments: Sequence[str] | None) -> Job:
    parser = argparse.ArgumentParser(prog="python -m index.embedding.compiler")
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--fingerprint", required=True)
    parser.add_argument("--licence")
    parser.add_argument("--source")
    return Job(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main())
