"""Speed and memory of the catalogue's models side by side, compiling included.

usage: python -m benchmarks.models [--model NAME]... [--corpus FOLDER] [--json FILE]

Compiles each model into a new cache first, then measures all of them in turn as benchmarks.speed does.
A model that an earlier one is made of is compiled with that. The last columns are ratios to the first
model. --json writes the same for evaluation.models.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.speed import CORPUS, measure, table
from benchmarks.timing import Row, machine
from index.embedding.cache import CACHE_VARIABLE
from index.embedding.ensembles import MODELS
from index.embedding.open import open_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", action="append", metavar="NAME")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    models = given.model or list(MODELS)
    with tempfile.TemporaryDirectory() as cache:
        os.environ[CACHE_VARIABLE] = cache  # for the processes that are started, too
        rows = [*_compiled(models, Path(cache)), *measure(models, given.corpus)]
    print(f"machine: {machine()}")
    print(table(models, rows))
    if given.json:
        _write(given.json, models, rows)


def _compiled(models: Sequence[str], cache: Path) -> list[Row]:
    """Seconds from an installed package to a model that runs, and what that leaves on the disk."""
    seconds, compiled, whole = [], [], []
    for model in models:
        before, started = (_megabytes(cache / "models"), _megabytes(cache)), time.perf_counter()
        open_model(model, cache)
        seconds.append(time.perf_counter() - started)
        compiled.append(_megabytes(cache / "models") - before[0])
        whole.append(_megabytes(cache) - before[1])
    return [
        Row("compile, once", "s", tuple(seconds)),
        Row("compiled model on disk", "MB", tuple(compiled)),
        Row("all that the cache keeps of it", "MB", tuple(whole)),
    ]


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000


def _write(path: Path, models: Sequence[str], rows: Sequence[Row]) -> None:
    measured = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "models": models,
        "rows": [asdict(row) for row in rows],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
