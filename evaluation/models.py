"""Writes the part "Models" of RESULTS.md: each embedding model on each set, alone and in hybrid search.

usage: python -m evaluation.models [--sets NAME…] [--models NAME…] [--precisions int8 fp32]

By default all sets in int8, and those on the Belgian report in fp32 too. Libraries are kept below --work, so
a run that was broken off goes on where it was. Speed and memory come from the file that
`python -m benchmarks.models --json FILE` writes.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evaluation.libraries import WORK, Precision, embedder_of, kept
from evaluation.modeltables import Column, Found, Measured, distances, quality, speed
from evaluation.replaying import Replay
from evaluation.sets import SETS, Absent, EvaluationSet, load
from evaluation.writing import OUTPUT, replace_part
from index.embedding.embedder import Embedder
from index.embedding.ensembles import MODELS
from index.retrieval import Mode

SPEED = WORK / "speed.json"
TITLE = "# Models"
BELGIUM = "belgium"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--models", nargs="+", default=list(MODELS))
    parser.add_argument("--precisions", nargs="+", choices=["int8", "fp32"])
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--speed", type=Path, default=SPEED)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    started = time.monotonic()
    sets = list(_present(given.sets, given.work))
    columns = [Column(model, p) for p in given.precisions or ("int8", "fp32") for model in given.models]
    measured: list[Measured] = []
    models: list[str] = []
    for column in columns:
        embedder = embedder_of(column.model, column.precision)
        models.append(f"- {embedder.describe()}")
        for material in sets:
            if given.precisions or _by_default(material, column.precision):
                measured += _measured(material, column, embedder, given.work)
    heading = _heading(sys.argv[1:], time.monotonic() - started)
    found = Found(measured)
    parts = [*heading, *models, "", quality(found, columns), distances(found, columns), speed(given.speed)]
    replace_part(given.output, TITLE, "\n".join(parts))
    print("\n".join(parts))


def _present(names: Sequence[str], work: Path) -> Iterator[EvaluationSet]:
    for name in names:
        try:
            yield load(name, work / name)
        except Absent as absent:
            print(absent, file=sys.stderr)


def _by_default(material: EvaluationSet, precision: Precision) -> bool:
    return precision == "int8" or material.library == BELGIUM


def _measured(material: EvaluationSet, column: Column, embedder: Embedder, work: Path) -> Iterator[Measured]:
    questions = [question for question in material.questions if question.answerable]
    with kept(material, embedder, work, column.precision) as (library, _):
        replay = Replay(library, embedder, questions)
        for mode in Mode:
            run = replay.run(replay.present_options(), mode)
            yield Measured(material.name, mode, column, run, replay.qrels)


def _heading(arguments: Sequence[str], seconds: float) -> list[str]:
    command = f"python -m evaluation.models {' '.join(arguments)}".strip()
    return [
        TITLE,
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s. Values are means over the",
        "answerable questions; the best of a row is bold. Lexical search needs no model. p is that of a paired",
        "permutation test between the first two columns.",
        "",
    ]


if __name__ == "__main__":
    main()
