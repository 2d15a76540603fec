"""Writes RESULTS.md: every set in every mode, beside its floor.

usage: python -m evaluation.results [--sets NAME...] [--work FOLDER] [--output FILE]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.floor import floor
from evaluation.measuring import Figure, Summary, by, summarise
from evaluation.questions import Unit
from evaluation.running import Outcome, run
from evaluation.sets import ROOT, SETS, Absent, EvaluationSet, load
from evaluation.tables import share
from index.retrieval import Mode
from service.library import Library

COLUMNS = ("hit@1", "hit@5", "hit@10", "RR", "nDCG@10")
WORK = ROOT / ".cache" / "evaluation"
OUTPUT = ROOT / "evaluation" / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A set in a mode."""

    mode: str
    summary: Summary
    outcomes: tuple[Outcome, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    started = time.monotonic()
    sections = [section for name in arguments.sets for section in _section(name, arguments.work)]
    text = "\n".join([*_heading(arguments, time.monotonic() - started), *sections])
    arguments.output.write_text(text.rstrip() + "\n", encoding="utf-8")
    print(text)


def _heading(arguments: argparse.Namespace, seconds: float) -> list[str]:
    with Library.open(arguments.work / "belgium" / "library") as library:
        model = library.model()
    command = (
        "make evaluate" if arguments.sets == list(SETS) else f"python -m evaluation.results {' '.join(sys.argv[1:])}"
    )
    return [
        "# Results",
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s. Model: {model}.",
        "Values are means over the answerable questions, with 95 % bootstrap intervals for hit@1; ms a question",
        "is the median inside the library.",
        "",
    ]


def _section(name: str, work: Path) -> Iterator[str]:
    try:
        material = load(name, work / name)
    except Absent as absent:
        yield f"## {name}\n\n{absent}\n"
        return
    with Library.open(work / name / "library") as library:
        report = library.ingest(material.files)
        seconds = (
            f"{report.seconds:.0f} s to ingest {len(report.files)} files"
            if _is_new(report.files)
            else "ingested before"
        )
        rows = list(_rows(library, material))
    yield f"## {name}: {material.title}\n\n{seconds}.\n"
    yield _table("mode", {row.mode: row.summary for row in rows})
    hybrid = next(row for row in rows if row.mode == Mode.HYBRID.value)
    if len({o.question.type for o in hybrid.outcomes}) > 2:
        yield "Hybrid, by split and by type:\n"
        groups = {
            **by(hybrid.outcomes, lambda o: f"split {o.question.split}"),
            **by(hybrid.outcomes, lambda o: o.question.type),
        }
        yield _table("questions", groups)


def _is_new(files: Sequence[object]) -> bool:
    return any(getattr(file, "status", "") == "added" for file in files)


def _rows(library: Library, material: EvaluationSet) -> Iterator[Row]:
    for mode in Mode:
        yield _row(mode.value, run(library, material.questions, mode))
    units: tuple[Unit, ...] = ("page", "document")
    for unit in units:
        chosen = [q for q in material.questions if any(gold.unit == unit for gold in q.gold)]
        if chosen:
            yield _row(f"BM25 over {unit}s (floor)", floor(library, chosen, unit))


def _row(mode: str, outcomes: Sequence[Outcome]) -> Row:
    return Row(mode, summarise(outcomes), tuple(outcomes))


def _table(first: str, groups: dict[str, Summary]) -> str:
    heads = (
        first,
        "n",
        *COLUMNS,
        "citation coverage",
        "abstention precision / recall",
        "coverage",
        "forbidden first",
        "ms",
    )
    lines = [_line(heads), _line(["---"] * len(heads))]
    return "\n".join([*lines, *(_line(_cells(name, summary)) for name, summary in groups.items()), ""])


def _cells(name: str, summary: Summary) -> list[str]:
    figures, told = summary.figures, summary.abstention
    values = [_figure(column, figures[column]) if column in figures else "–" for column in COLUMNS]
    cited = share(figures["citation coverage"].value if figures else None)
    count = figures["hit@1"].n if figures else told.unanswerable
    abstention = f"{share(told.precision)} / {share(told.recall)}"
    forbidden = str(summary.forbidden_first)
    return [name, str(count), *values, cited, abstention, share(told.coverage), forbidden, f"{summary.ms_p50:.1f}"]


def _figure(column: str, figure: Figure) -> str:
    interval = f" ({figure.low:.2f}–{figure.high:.2f})" if column == "hit@1" else ""
    return f"{figure.value:.3f}{interval}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
