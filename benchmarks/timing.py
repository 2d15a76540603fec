"""Times of calls made in turn, and the machine that they are from."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

# Questions that one model answers before it is another's turn: enough for its threads to settle.
BLOCK = 20
PACKAGES = ("onnxruntime", "faiss-cpu", "tantivy", "tokenizers", "numpy")
Call = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement: a value for each model, in the order of the models."""

    what: str
    unit: str
    values: tuple[float, ...]
    more_is_better: bool = False


def timed(call: Call, asked: Sequence[str]) -> list[float]:
    """Milliseconds of each call."""
    times = []
    for question in asked:
        started = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - started) * 1000)
    return times


def alternating(calls: Sequence[Call], asked: Sequence[str], block: int = BLOCK) -> list[list[float]]:
    """Milliseconds of each call for every question, in turns, so that noise meets all alike.

    Each is called once before, which is not counted; who begins changes with every turn.
    """
    for call in calls:
        call(asked[0])
    times: list[list[float]] = [[] for _ in calls]
    for turn, start in enumerate(range(0, len(asked), block)):
        order = range(len(calls)) if turn % 2 == 0 else reversed(range(len(calls)))
        for place in order:
            times[place] += timed(calls[place], asked[start : start + block])
    return times


def quantile_rows(what: str, times: Sequence[Sequence[float]]) -> list[Row]:
    """The median and the 95th percentile, in milliseconds."""
    count = len(times[0])
    p50 = tuple(statistics.median(each) for each in times)
    p95 = tuple(statistics.quantiles(each, n=20)[-1] for each in times)
    return [Row(f"{what}, p50 of {count}", "ms", p50), Row(f"{what}, p95 of {count}", "ms", p95)]


def machine() -> str:
    """Processor, cores, system and the versions of what computes."""
    packages = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    system = f"{platform.system()} on {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}, {python}, {packages}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"
