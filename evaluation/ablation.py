"""What each retrieval option is worth: named variants of the options, on the sets, against the present ones.

usage: python -m evaluation.ablation --vary lexical_weight=0.3,0.7,1
       python -m evaluation.ablation --variant "dense first: dense_weight=2, lexical_weight=1" --sets belgium pages

Each value of --vary is a variant of its own; a --variant changes several options at once. Both may be
given more than once. A cell holds the mean over the answerable questions, the difference from the
present options, and the p-value of a paired permutation test.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ir_measures import Measure, Success, nDCG

from evaluation.averaging import mean_of_sets
from evaluation.comparing import Comparison, compare
from evaluation.libraries import WORK, Precision, embedder_of, kept
from evaluation.questions import select
from evaluation.replaying import Replay
from evaluation.sets import SETS, WHOLE_SETS, Absent, load
from evaluation.tables import markdown
from evaluation.trec import Run
from evaluation.variants import Changes, changed, named, varied
from index.embedding.ensembles import DEFAULT_MODEL
from index.retrieval import Mode
from ingest.errors import EvaluationError

MEASURES: Mapping[str, Measure] = {"hit@1": Success @ 1, "hit@5": Success @ 5, "nDCG@10": nDCG @ 10}
PRESENT = "present"
Variants = Mapping[str, Changes]


@dataclass(frozen=True, slots=True)
class Row:
    """A variant on a set, each measure compared with the present options."""

    set: str
    questions: int
    variant: str
    compared: Mapping[str, Comparison]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vary", action="append", default=[], metavar="OPTION=VALUE,VALUE…")
    parser.add_argument("--variant", action="append", default=[], metavar="NAME: OPTION=VALUE, …")
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=WHOLE_SETS)
    parser.add_argument("--split", help="only questions of this split, as train")
    parser.add_argument("--mode", type=Mode, choices=list(Mode), default=Mode.HYBRID)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--precision", choices=["int8", "fp32"], default="int8")
    parser.add_argument("--work", type=Path, default=WORK)
    given = parser.parse_args()
    try:
        variants = {**varied(given.vary), **dict(map(named, given.variant))}
    except EvaluationError as error:
        parser.error(str(error))
    rows = list(_measured(given, variants))
    print(table([*rows, *means(rows)]))


def _measured(given: argparse.Namespace, variants: Variants) -> Iterator[Row]:
    precision: Precision = given.precision
    embedder = embedder_of(given.model, precision)
    for name in given.sets:
        try:
            material = load(name, given.work / name)
        except Absent as absent:
            print(absent, file=sys.stderr)
            continue
        questions = [q for q in select(material.questions, given.split) if q.answerable]
        if questions:
            with kept(material, embedder, given.work, precision) as (library, _):
                yield from ablate(name, Replay(library, embedder, questions), variants, given.mode)


def ablate(name: str, replay: Replay, variants: Variants, mode: Mode = Mode.HYBRID) -> Iterator[Row]:
    """A row for the present options, then one for each variant."""
    options = replay.present_options()
    present = replay.run(options, mode)
    yield _row(name, PRESENT, present, present, replay)
    for variant, changes in variants.items():
        yield _row(name, variant, present, replay.run(changed(options, changes), mode), replay)


def _row(name: str, variant: str, present: Run, other: Run, replay: Replay) -> Row:
    compared = {label: compare(present, other, replay.qrels, measure) for label, measure in MEASURES.items()}
    return Row(name, len(replay.qrels), variant, compared)


def means(rows: Sequence[Row]) -> list[Row]:
    """For each variant the mean over the sets, a set and its translations counting once together; no test."""
    names = dict.fromkeys(row.variant for row in rows)
    return [_mean([row for row in rows if row.variant == name]) for name in names]


def _mean(rows: Sequence[Row]) -> Row:
    compared = {label: _mean_of(label, {row.set: row.compared[label] for row in rows}) for label in MEASURES}
    return Row("mean of the sets", sum(row.questions for row in rows), rows[0].variant, compared)


def _mean_of(label: str, sets: Mapping[str, Comparison]) -> Comparison:
    first = mean_of_sets({name: found.first for name, found in sets.items()})
    second = mean_of_sets({name: found.second for name, found in sets.items()})
    return Comparison(label, first, second, 1.0, ())


def table(rows: Sequence[Row]) -> str:
    lines = [[row.set, str(row.questions), row.variant, *map(_cell, row.compared.values())] for row in rows]
    return markdown(["set", "n", "variant", *MEASURES], lines)


def _cell(found: Comparison) -> str:
    if found.first == found.second:
        return f"{found.second:.3f}"
    tested = f", p {found.p_value:.3f}" if found.changed else ""
    return f"{found.second:.3f} ({found.second - found.first:+.3f}{tested})"


if __name__ == "__main__":
    main()
