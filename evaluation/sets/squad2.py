"""SQuAD 2.0 dev: passage retrieval, and telling questions without an answer apart."""

import json
import random
from pathlib import Path

from slugify import slugify

from evaluation.questions import Gold, Question
from evaluation.sets import EvaluationSet, require

NAME = "squad2"
# A fixed sample of each kind: the whole set would take longer than it tells.
SAMPLE, SEED = 500, 7


def load(data: Path, work: Path) -> EvaluationSet:
    folder = require(data / NAME, NAME)
    passages = [json.loads(line) for line in _lines(folder / "passages.jsonl")]
    asked = [json.loads(line) for line in _lines(folder / "questions.jsonl")]
    files = _write(passages, work / NAME)
    chosen = [
        *_sample([q for q in asked if not q["is_impossible"]]),
        *_sample([q for q in asked if q["is_impossible"]]),
    ]
    title = f"SQuAD 2.0 dev, {SAMPLE} questions with and {SAMPLE} without an answer, {len(passages):,} passages"
    return EvaluationSet(NAME, title, tuple(_question(row) for row in chosen), (files,))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _sample(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return random.Random(SEED).sample(rows, SAMPLE)


def _question(row: dict[str, str]) -> Question:
    gold = () if row["is_impossible"] else (Gold(document_id(row["gold_passage"])),)
    kind = "adversarial" if row["is_impossible"] else None
    return Question(row["_id"], row["question"], "en", "reading", "test", bool(gold), kind, gold)


def document_id(passage: str) -> str:
    """The id that the library gives to the file of a passage."""

    return str(slugify(passage))


def _write(passages: list[dict[str, str]], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for passage in passages:
        path = folder / f"{document_id(passage['_id'])}.md"
        if not path.exists():
            path.write_text(f"# {passage['title']}\n\n{passage['text']}\n", encoding="utf-8")
    return folder
