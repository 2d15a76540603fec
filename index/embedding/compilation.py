"""Has a model compiled by another process, and puts the result into the cache in one step."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from index.embedding.cache import read_entry
from index.embedding.record import ModelRecord
from index.embedding.sources import Weights
from ingest.errors import ModelError

COMPILER = "index.embedding.compiler"
LONGEST_REASON = 300


def compile_entry(
    weights: Weights, fingerprint: str, entry: Path, announce: Callable[[str], object] | None = None
) -> ModelRecord:
    """The record of the entry, compiled now unless another process has just done so."""
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(entry.with_name(f".{entry.name}.lock")):
            return read_entry(entry) or _compile(weights, fingerprint, entry, announce)
    except OSError as error:
        raise ModelError(
            f"The compiled model cannot be written into {entry.parent}: {error.strerror or error}. "
            "Set PINCITE_CACHE to a folder with room that may be written."
        ) from error


def _compile(weights: Weights, fingerprint: str, entry: Path, announce: Callable[[str], object] | None) -> ModelRecord:
    if announce:
        announce(f"Compiling the model {weights.name} for this machine, once; it takes about 20 seconds.")
    with _workplace(entry) as work:
        _run_compiler(weights, fingerprint, work / "made")
        if entry.exists():
            entry.rename(work / "damaged")
        (work / "made").rename(entry)
    record = read_entry(entry)
    if record is None:
        raise ModelError(f"The compiled model in {entry} is damaged as soon as written. Check the disk.")
    return record


@contextmanager
def _workplace(entry: Path) -> Iterator[Path]:
    # Beside the entry, for the renames; the lock is held, so what is there was left by a killed process.
    work = entry.with_name(f".{entry.name}.work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _run_compiler(weights: Weights, fingerprint: str, target: Path) -> None:
    command = [sys.executable, "-P", "-m", COMPILER, str(weights.folder), str(target)]
    command += ["--name", weights.name, "--fingerprint", fingerprint]
    if weights.entry:
        command += ["--licence", weights.entry.licence, "--source", weights.entry.source]
    done = subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode != 0:
        raise ModelError(f"The model {weights.name} cannot be compiled: {_reason(done)}")


def _environment() -> dict[str, str]:
    # The same modules as here, however they were found; and nothing fetched behind the user's back.
    path = os.pathsep.join(place for place in sys.path if place)
    fixed = {
        "PYTHONPATH": path,
        "PYTHONWARNINGS": "ignore",
        "PYTHONIOENCODING": "utf-8",
        "HF_HUB_OFFLINE": "1",
    }
    return {**os.environ, **fixed}


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"signal {-done.returncode} ended it; it needs about 1.5 GB of memory."
    lines = [line.strip() for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1][:LONGEST_REASON] if lines else f"the compiler ended with {done.returncode}."
