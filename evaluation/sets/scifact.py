"""SciFact (BEIR form): claims against abstracts. Its train split leaks test documents and is never used."""

import csv
import json
from pathlib import Path

from evaluation.questions import Gold, Question
from evaluation.sets import EvaluationSet, require

NAME = "scifact"


def load(data: Path, work: Path) -> EvaluationSet:
    folder = require(data / NAME, NAME)
    abstracts = [json.loads(line) for line in _lines(folder / "corpus.jsonl")]
    claims = {row["_id"]: row["text"] for row in map(json.loads, _lines(folder / "queries.jsonl"))}
    gold: dict[str, list[Gold]] = {}
    with (folder / "qrels-test.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                gold.setdefault(row["query-id"], []).append(Gold(row["corpus-id"]))
    questions = tuple(
        Question(claim, claims[claim], "en", "claim", "test", True, None, tuple(gold[claim])) for claim in sorted(gold)
    )
    title = f"SciFact, {len(questions)} test claims against {len(abstracts):,} abstracts"
    return EvaluationSet(NAME, title, questions, (_write(abstracts, work / NAME),))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _write(abstracts: list[dict[str, str]], folder: Path) -> Path:
    """A Markdown file for each abstract, with its title for heading."""
    folder.mkdir(parents=True, exist_ok=True)
    for abstract in abstracts:
        path = folder / f"{abstract['_id']}.md"
        if not path.exists():
            path.write_text(f"# {abstract['title']}\n\n{abstract['text']}\n", encoding="utf-8")
    return folder
