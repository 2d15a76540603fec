"""How well passages are attributed to territories: python -m evaluation.entities [--split test]

Compares with labels made by reading (evaluation/gold/entities-belgium.jsonl). A passage of several paragraphs has
the labels of all of them; F1 is over pairs of passage and territory.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.sets import ROOT
from evaluation.tables import markdown
from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_bytes, read_source

GOLD = ROOT / "evaluation" / "gold" / "entities-belgium.jsonl"
REPORT = ROOT / "corpus" / "belgium-vet-2023.txt"


@dataclass(frozen=True, slots=True)
class Label:
    """What a paragraph is about, by its first words."""

    snippet: str
    entities: frozenset[str]
    split: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage: what it is about by its labels, and as found."""

    text: str
    labelled: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 over pairs of passage and territory."""

    precision: float
    recall: float
    passages: int

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_labels(path: Path = GOLD) -> list[Label]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Label(row["snippet"], frozenset(row["entities"]), row["split"]) for row in rows]


def attributions(report: ParsedDocument, labels: Sequence[Label]) -> list[Attribution]:
    """The passages in which a labelled paragraph begins."""
    compared = []
    for passage in report.passages:
        text = report.passage_text(passage)
        own = [label.entities for label in labels if label.snippet in text]
        if own:
            found = frozenset(about.name for about in passage.about)
            compared.append(Attribution(text, frozenset().union(*own), found))
    return compared


def agreement(compared: Sequence[Attribution]) -> Agreement:
    right = sum(len(one.labelled & one.found) for one in compared)
    found = sum(len(one.found) for one in compared)
    labelled = sum(len(one.labelled) for one in compared)
    return Agreement(right / found if found else 0.0, right / labelled if labelled else 0.0, len(compared))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["train", "test"], help="only the passages of these paragraphs")
    split = parser.parse_args().split
    report = parse(read_source(REPORT.name, read_bytes(REPORT)))
    labels = [label for label in read_labels() if split in (None, label.split)]
    compared = attributions(report, labels)
    result = agreement(compared)
    heads = ("passages", "precision", "recall", "F1")
    print(
        markdown(heads, [[str(result.passages), *(f"{v:.3f}" for v in (result.precision, result.recall, result.f1))]])
    )
    for one in compared:
        if one.labelled != one.found:
            print(f"{one.text[:60]!r}: labelled {sorted(one.labelled)}, found {sorted(one.found)}")


if __name__ == "__main__":
    main()
