"""Writes RESULTS.md: every set in every mode, beside its floor.

usage: python -m evaluation.results [--sets NAME...] [--model NAME] [--work FOLDER] [--output FILE]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.floor import floor
from evaluation.libraries import WORK, embedder_of, kept
from evaluation.measuring import Figure, Summary, by, summarise
from evaluation.questions import Unit
from evaluation.running import Outcome, run
from evaluation.sets import ROOT, SETS, Absent, EvaluationSet, load
from evaluation.tables import markdown, share
from evaluation.writing import replace_part
from index.embedding.embedder import Embedder
from index.embedding.sources import DEFAULT_MODEL
from index.retrieval import Mode
from service.ingesting import FileReport
from service.library import Library

# Of groups of fewer questions little can be said, so the types of a smaller set are not told apart.
LEAST_FOR_TYPES = 100
COLUMNS = ("hit@1", "hit@5", "hit@10", "RR", "nDCG@10")
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
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    started = time.monotonic()
    embedder = embedder_of(arguments.model)
    sections = [section for name in arguments.sets for section in _section(name, embedder, arguments.work)]
    text = "\n".join([*_heading(arguments.sets, embedder.describe(), time.monotonic() - started), *sections])
    replace_part(arguments.output, "# Results", text)
    print(text)


def _heading(sets: Sequence[str], model: str, seconds: float) -> list[str]:
    command = "make evaluate" if sets == list(SETS) else f"python -m evaluation.results {' '.join(sys.argv[1:])}"
    return [
        "# Results",
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s. Model: {model}.",
        "Values are means over the answerable questions, with 95 % bootstrap intervals for hit@1; ms a question",
        "is the median inside the library.",
        "",
    ]


def _section(name: str, embedder: Embedder, work: Path) -> Iterator[str]:
    try:
        material = load(name, work / name)
    except Absent as absent:
        yield f"## {name}\n\n{absent}\n"
        return
    with kept(material, embedder, work) as (library, report):
        files = f"{report.seconds:.0f} s to ingest {len(report.files)} files"
        ingested = files if _is_new(report.files) else f"The library of {material.library} was there"
        rows = list(_rows(library, material))
    yield f"## {name}: {material.title}\n\n{ingested}.\n"
    yield _table("mode", {row.mode: row.summary for row in rows})
    hybrid = next(row for row in rows if row.mode == Mode.HYBRID.value)
    if len(material.questions) >= LEAST_FOR_TYPES and len({o.question.type for o in hybrid.outcomes}) > 2:
        yield "Hybrid, by split and by type:\n"
        groups = {
            **by(hybrid.outcomes, lambda o: f"split {o.question.split}"),
            **by(hybrid.outcomes, lambda o: o.question.type),
        }
        yield _table("questions", groups)


def _is_new(files: Sequence[FileReport]) -> bool:
    return any(file.status in ("added", "replaced", "updated") for file in files)


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
    return markdown(heads, [_cells(name, summary) for name, summary in groups.items()])


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


if __name__ == "__main__":
    main()
