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

from tokenizers import Tokenizer

from index.embedding.agreement import Expected, Floor, expected, measure
from index.embedding.cache import checksum
from index.embedding.graph import export, optimise, quantise
from index.embedding.onnx_embedder import GRAPH_FILE, TOKENIZER_FILE, OnnxRunner
from index.embedding.record import Agreement, ModelRecord, Precision
from index.embedding.samples import sample_passages
from index.embedding.torch_embedder import TorchRunner
from ingest.errors import ModelDamaged, ModelError

# MiniLM in int8 has a mean of .99 with a scale for each channel, which retrieves as well as fp32, and of .96
# with one scale for all, which does not. The floor lies between the two.
INT8_FLOOR = Floor(mean=0.98, minimum=0.95)
FP32_FLOOR = Floor(mean=0.9999, minimum=0.9999)
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
    _save_tokenizer(reference, target / TOKENIZER_FILE)
    exported, fused = target.with_name("exported.onnx"), target.with_name("fused.onnx")
    export(reference, exported)
    optimise(exported, fused, reference.model[0].config)
    return _choose(fused, exported, target, wanted, reference.frame.limit)


def _choose(fused: Path, exported: Path, target: Path, wanted: Expected, limit: int) -> Outcome:
    graph = target / GRAPH_FILE
    quantise(fused, graph)
    int8 = measure(OnnxRunner(target, limit), wanted)
    if INT8_FLOOR.admits(int8):
        return Outcome("int8", "it agrees with sentence-transformers", int8)
    for source in (fused, exported):
        shutil.copyfile(source, graph)
        fp32 = measure(OnnxRunner(target, limit), wanted)
        if FP32_FLOOR.admits(fp32):
            return Outcome("fp32", f"int8 agrees too little: {int8.describe()}", fp32)
    raise ModelError(f"in fp32 it agrees too little: {fp32.describe()}")


def _save_tokenizer(reference: TorchRunner, path: Path) -> None:
    tokenizer = Tokenizer.from_str(reference.model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(path), pretty=False)


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
