"""Writes the part "Cross-validation" of RESULTS.md: how well the library abstains on questions not fitted on.

usage: python -m evaluation.crossvalidation [--sets NAME…] [--model NAME] [--work FOLDER] [--output FILE]

All questions of all sets are dealt into five folds, the answerable ones on a document of `pages` and `squad2` together,
and translations with their original. Each fold is judged by the calibration that is fitted to the other four,
threshold included. SciFact is judged and never fitted on.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evaluation.abstaining import abstention
from evaluation.calibration import SETS as LEARNT
from evaluation.cases import Case, cases
from evaluation.libraries import WORK, embedder_of
from evaluation.reliability import calibration_error, reliability
from evaluation.sets import WHOLE_SETS, Absent, load
from evaluation.tables import markdown, share
from evaluation.validation import FOLDS, Judged, judged
from evaluation.writing import OUTPUT, replace_part
from index.embedding.embedder import Embedder
from index.embedding.ensembles import DEFAULT_MODEL
from index.fitted import UNFITTED, fitted

TITLE = "# Cross-validation"
HEADS = ("set", "n", "without an answer", "precision", "recall", "coverage", "cite gold", "calibration error")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=WHOLE_SETS, default=WHOLE_SETS)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    started = time.monotonic()
    embedder = embedder_of(given.model)
    every = [case for name in given.sets for case in _cases(name, embedder, given.work)]
    found = table(judged(every, LEARNT))
    text = "\n".join([*_heading(sys.argv[1:], embedder.name, time.monotonic() - started), found])
    replace_part(given.output, TITLE, text)
    print(text)


def _cases(name: str, embedder: Embedder, work: Path) -> list[Case]:
    try:
        material = load(name, work / name)
    except Absent as absent:
        print(absent, file=sys.stderr)
        return []
    constants = fitted(embedder.fingerprint) or UNFITTED
    return cases(material, material.questions, embedder, work, constants)


def _heading(arguments: Sequence[str], model: str, seconds: float) -> list[str]:
    command = f"python -m evaluation.crossvalidation {' '.join(arguments)}".strip()
    return [
        TITLE,
        "",
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s. Model: {model}.",
        f"Each of {FOLDS} folds of the questions is judged by what the other ones give, threshold included. Precision",
        "and recall are those of abstaining, coverage is the share of answerable questions that get an answer; an",
        "answer cites gold when one of its first five citations leads to it.",
        "",
    ]


def table(found: Sequence[Judged]) -> str:
    """A row for each set, and one for all questions."""
    return markdown(HEADS, _rows(found))


def _rows(found: Sequence[Judged]) -> Iterator[list[str]]:
    for name in dict.fromkeys(one.case.name for one in found):
        yield _row(name, [one for one in found if one.case.name == name])
    yield _row("all questions", found)


def _row(name: str, found: Sequence[Judged]) -> list[str]:
    told = abstention((one.case.answerable, one.abstained) for one in found)
    bins = reliability((one.confidence, one.case.cites_gold) for one in found if one.confidence is not None)
    cite_gold = sum(one.case.cites_gold for one in found) / len(found) if found else None
    shares = map(share, (told.precision, told.recall, told.coverage, cite_gold, calibration_error(bins)))
    return [name, str(told.questions), str(told.unanswerable), *shares]


if __name__ == "__main__":
    main()
