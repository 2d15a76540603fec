"""Speed and memory of a model or of several in turn: ingest, cold and warm questions, the server.

usage: python -m benchmarks.speed [--model NAME]... [--corpus FOLDER]

Uses the compiled model in the cache, which is made first if need be and not counted.
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.processes import ROOT, cold_ask, peak_mb, post, serving
from benchmarks.questions import questions
from benchmarks.timing import Row, alternating, machine, quantile_rows
from index.embedding.ensembles import DEFAULT_MODEL
from service.library import Library

FLAGSHIP = "What did Flanders do on quality assurance?"
INGEST_ROUNDS, COLD_RUNS, WARM_QUESTIONS = 3, 10, 200
CORPUS = ROOT / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", action="append", metavar="NAME")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    models = given.model or [DEFAULT_MODEL]
    print(f"machine: {machine()}")
    print(table(models, measure(models, given.corpus)))


def measure(models: Sequence[str], corpus: Path = CORPUS) -> list[Row]:
    """Each measurement for all models, which take turns."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"library-{number}" for number in range(len(models))]
        rows = _ingest(models, paths, corpus)
        with Library.open(paths[0]) as library:
            asked = questions(library, WARM_QUESTIONS)
        return [*rows, *_in_process(paths, asked), *_cold(paths), *_served(paths, asked)]


def _ingest(models: Sequence[str], paths: Sequence[Path], corpus: Path) -> list[Row]:
    """Ingests the corpus with each model in turn; what the last round made is left at `paths`."""
    speeds: list[list[float]] = [[] for _ in models]
    seconds: list[list[float]] = [[] for _ in models]
    for left in reversed(range(INGEST_ROUNDS)):
        for place, (model, path) in enumerate(zip(models, paths, strict=True)):
            target = path if left == 0 else path.with_name(f"{path.name}-{left}")
            passages, took = _ingested(model, target, corpus)
            speeds[place].append(passages / took)
            seconds[place].append(took)
    what = f"ingest, median of {INGEST_ROUNDS}"
    return [
        Row(what, "s", tuple(map(statistics.median, seconds))),
        Row(what, "passages/s", tuple(map(statistics.median, speeds)), more_is_better=True),
    ]


def _ingested(model: str, path: Path, corpus: Path) -> tuple[int, float]:
    """Passages and seconds."""
    with Library.open(path, model=model) as library:
        library.model()  # loaded, and compiled if need be, before the clock starts
        report = library.ingest([corpus])
        return sum(file.passages or 0 for file in report.files), report.seconds


def _in_process(paths: Sequence[Path], asked: Sequence[str]) -> list[Row]:
    with ExitStack() as stack:
        libraries = [stack.enter_context(Library.open(path)) for path in paths]
        return quantile_rows("warm question in process", alternating([library.ask for library in libraries], asked))


def _cold(paths: Sequence[Path]) -> list[Row]:
    times = alternating([partial(cold_ask, path) for path in paths], [FLAGSHIP] * COLD_RUNS, block=1)
    return quantile_rows("cold pincite ask", times)


def _served(paths: Sequence[Path], asked: Sequence[str]) -> list[Row]:
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(path)) for path in paths]
        times = alternating([partial(post, connection) for connection, _ in servers], asked)
        memory = tuple(peak_mb(process.pid) for _, process in servers)
    return [*quantile_rows("warm POST /v1/ask", times), Row("resident memory while serving, peak", "MB", memory)]


def table(models: Sequence[str], rows: Sequence[Row]) -> str:
    """In Markdown; from the second model on with its ratio to the first."""
    heads = ["measured", "unit", *models, *(f"{model} / {models[0]}" for model in models[1:])]
    lines = [heads, ["---"] * len(heads), *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> list[str]:
    ratios = [f"{value / row.values[0]:.2f}" for value in row.values[1:]]
    return [row.what, row.unit, *(f"{value:,.2f}" for value in row.values), *ratios]


if __name__ == "__main__":
    main()
