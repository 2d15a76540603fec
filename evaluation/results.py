"""Writes the part "Results" of RESULTS.md: every set in every mode beside its floor, abstaining, confidence, and parts.

usage: python -m evaluation.results [--sets NAME...] [--model NAME] [--work FOLDER] [--output FILE] [--no-parts]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evaluation.ablation import Row, ablate
from evaluation.floor import floor
from evaluation.libraries import WORK, embedder_of, kept
from evaluation.parts import parts
from evaluation.questions import Unit
from evaluation.replaying import Replay
from evaluation.resulttables import Measured, across_sets, of_set
from evaluation.running import Outcome, run
from evaluation.sets import SETS, WHOLE_SETS, Absent, EvaluationSet, load
from evaluation.writing import OUTPUT, replace_part
from index.embedding.embedder import Embedder
from index.embedding.ensembles import DEFAULT_MODEL
from index.retrieval import Mode
from service.ingesting import FileReport, IngestReport
from service.library import Library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--no-parts", action="store_true", help="without what each part of retrieval is worth")
    given = parser.parse_args()
    started = time.monotonic()
    embedder = embedder_of(given.model)
    found = [_measured(name, embedder, given.work, with_parts=not given.no_parts) for name in given.sets]
    measured = [one for one in found if isinstance(one, Measured)]
    sections = [section for one in found for section in (of_set(one) if isinstance(one, Measured) else [one])]
    heading = _heading(given.sets, embedder.describe(), time.monotonic() - started)
    text = "\n".join([*heading, *sections, *across_sets(measured)])
    replace_part(given.output, "# Results", text)
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


def _measured(name: str, embedder: Embedder, work: Path, *, with_parts: bool) -> Measured | str:
    """What was measured, or the section that says why nothing was."""
    try:
        material = load(name, work / name)
    except Absent as absent:
        return f"## {name}\n\n{absent}\n"
    with kept(material, embedder, work) as (library, report):
        outcomes = dict(_outcomes(library, material))
        ablated = _ablated(material, library, embedder) if with_parts and name in WHOLE_SETS else ()
    return Measured(material, _ingested(material, report), outcomes, tuple(ablated))


def _ingested(material: EvaluationSet, report: IngestReport) -> str:
    files = f"{report.seconds:.0f} s to ingest {len(report.files)} files"
    return files if _is_new(report.files) else f"The library of {material.library} was there"


def _is_new(files: Sequence[FileReport]) -> bool:
    return any(file.status in ("added", "replaced", "updated") for file in files)


def _outcomes(library: Library, material: EvaluationSet) -> Iterator[tuple[str, list[Outcome]]]:
    for mode in Mode:
        yield mode.value, run(library, material.questions, mode)
    units: tuple[Unit, ...] = ("page", "document")
    for unit in units:
        chosen = [q for q in material.questions if any(gold.unit == unit for gold in q.gold)]
        if chosen:
            yield f"BM25 over {unit}s (floor)", floor(library, chosen, unit)


def _ablated(material: EvaluationSet, library: Library, embedder: Embedder) -> list[Row]:
    answerable = [question for question in material.questions if question.answerable]
    return list(ablate(material.name, Replay(library, embedder, answerable), parts()))


if __name__ == "__main__":
    main()
