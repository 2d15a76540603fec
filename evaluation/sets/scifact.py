"""SciFact (BEIR form): claims against abstracts. Its train split leaks test documents and is never used."""

import csv
import json
from pathlib import Path

from evaluation.questions import Gold, Question
from evaluation.sets import EvaluationSet, lines, require, write_markdown


def load(name: str, data: Path, work: Path) -> EvaluationSet:
    folder = require(data / name, name)
    abstracts = [json.loads(line) for line in lines(folder / "corpus.jsonl")]
    claims = {row["_id"]: row["text"] for row in map(json.loads, lines(folder / "queries.jsonl"))}
    gold: dict[str, list[Gold]] = {}
    with (folder / "qrels-test.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                gold.setdefault(row["query-id"], []).append(Gold(row["corpus-id"]))
    questions = tuple(
        Question(claim, claims[claim], "en", "claim", "test", True, None, tuple(gold[claim])) for claim in sorted(gold)
    )
    title = f"SciFact, {len(questions)} test claims against {len(abstracts):,} abstracts"
    files = write_markdown(work / name, ((a["_id"], a["title"], a["text"]) for a in abstracts))
    return EvaluationSet(name, title, name, questions, (files,))
