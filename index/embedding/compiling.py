"""What the compilers of embedding models and of rerankers share. Runs in the compiling process only."""

import argparse
import logging
import shutil
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from index.embedding.cache import checksum
from index.embedding.graph import Export, Original, export, optimise, quantise
from index.embedding.onnx_embedder import GRAPH_FILE
from index.embedding.record import Asked, Comparison, Precision
from index.embedding.tokenizing import save_tokenizer
from index.embedding.word_table import put_back
from ingest.errors import ModelDamaged, ModelError

INT8_WAYS = (
    (False, "it agrees with sentence-transformers"),
    (True, "it agrees with sentence-transformers, the outputs of the feed-forward layers in blocks"),
)
LEAST_TOKENS = 16
PACKAGES = ("sentence-transformers", "transformers", "torch", "onnx", "onnxruntime", "tokenizers")

A = TypeVar("A", bound=Comparison)


@dataclass(frozen=True, slots=True)
class Job:
    """What to compile, where to, and what to say of it."""

    folder: Path
    target: Path
    name: str
    fingerprint: str
    licence: str | None
    source: str | None
    precision: Asked | None


@dataclass(frozen=True, slots=True)
class Yardstick(Generic[A]):
    """How well a compiled folder agrees with the original, and whether that is enough."""

    measure: Callable[[Path], A]
    int8: Callable[[A], bool]
    fp32: Callable[[A], bool]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[A]):
    """Which of the three ways was chosen, and why."""

    precision: Precision
    reason: str
    agreement: A | None = None


@dataclass(frozen=True, slots=True)
class Trial(Generic[A]):
    """The graphs to try, and what to measure them by."""

    exported: Export
    fused: Path
    target: Path
    yardstick: Yardstick[A]

    def measure(self, graph: Path, *, int8: bool) -> A:
        """The agreement of a graph, which stays in the target folder until the next is tried."""
        put_back(graph, self.target / GRAPH_FILE, self.exported.table, int8=int8)
        return self.yardstick.measure(self.target)


def run(compiler: Callable[[Job], None], arguments: Sequence[str] | None = None) -> int:
    """The exit status; where it fails, the last line on standard error is the reason."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        compiler(_job(arguments))
    except Exception as error:
        print(f"\n{_one_line(error)}", file=sys.stderr)
        return 1
    return 0


def require_room(limit: int) -> None:
    """Raises ModelDamaged where a model reads hardly anything."""
    if limit < LEAST_TOKENS:
        raise ModelDamaged(f"it reads at most {limit} tokens, fewer than {LEAST_TOKENS}")


def compile_graph(job: Job, original: Original, yardstick: Callable[[], Yardstick[A]]) -> Outcome[A]:
    """Write the graph and the tokenizer into the target folder, which must not exist; nothing if none agrees."""
    job.target.mkdir()
    try:
        return _chosen(job, original, yardstick())
    except Exception as error:
        shutil.rmtree(job.target)
        job.target.mkdir()
        return Outcome("reference", f"no ONNX graph reproduces it: {_one_line(error)}")


def record_fields(job: Job, outcome: Outcome[A], limit: int) -> dict[str, Any]:
    """What the records of all models have in common."""
    return {
        "name": job.name,
        "fingerprint": job.fingerprint,
        "precision": outcome.precision,
        "reason": outcome.reason,
        "agreement": outcome.agreement,
        "max_length": limit,
        "versions": {package: version(package) for package in PACKAGES},
        "licence": job.licence,
        "source": job.source,
        "checksums": {path.name: checksum(path) for path in sorted(job.target.iterdir())},
    }


def _chosen(job: Job, original: Original, yardstick: Yardstick[A]) -> Outcome[A]:
    save_tokenizer(original.model.tokenizer.backend_tokenizer, job.target)
    exported = export(original, job.target.with_name("exported.onnx"))
    fused = job.target.with_name("fused.onnx")
    optimise(exported.graph, fused, original.model[0].config)
    trial = Trial(exported, fused, job.target, yardstick)
    return _in_fp32(trial, "it was asked for") if job.precision == "fp32" else _in_int8(trial)


def _in_int8(trial: Trial[A]) -> Outcome[A]:
    quantised = trial.target.with_name("quantised.onnx")
    for finely, reason in INT8_WAYS:
        quantise(trial.fused, quantised, finely=finely)
        int8 = trial.measure(quantised, int8=True)
        if trial.yardstick.int8(int8):
            return Outcome("int8", reason, int8)
    return _in_fp32(trial, f"int8 agrees too little: {int8.describe()}")


def _in_fp32(trial: Trial[A], reason: str) -> Outcome[A]:
    for graph in (trial.fused, trial.exported.graph):
        fp32 = trial.measure(graph, int8=False)
        if trial.yardstick.fp32(fp32):
            return Outcome("fp32", reason, fp32)
    raise ModelError(f"in fp32 it agrees too little: {fp32.describe()}")


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _job(arguments: Sequence[str] | None) -> Job:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--fingerprint", required=True)
    parser.add_argument("--licence")
    parser.add_argument("--source")
    parser.add_argument("--precision", choices=get_args(Asked))
    return Job(**vars(parser.parse_args(arguments)))
