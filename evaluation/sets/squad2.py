"""SQuAD 2.0 dev: passage retrieval, and telling questions without an answer apart."""

import json
import random
from pathlib import Path

from slugify import slugify

from evaluation.questions import Gold, Question
from evaluation.sets import EvaluationSet, lines, require, write_markdown

# A fixed sample of each kind: the whole set would take longer than it tells.
SAMPLE, SEED = 500, 7


def load(name: str, data: Path, work: Path) -> EvaluationSet:
    folder = require(data / name, name)
    passages = [json.loads(line) for line in lines(folder / "passages.jsonl")]
    asked = [json.loads(line) for line in lines(folder / "questions.jsonl")]
    files = write_markdown(work / name, ((document_id(p["_id"]), p["title"], p["text"]) for p in passages))
    chosen = [
        *_sample([q for q in asked if not q["is_impossible"]]),
        *_sample([q for q in asked if q["is_impossible"]]),
    ]
    title = f"SQuAD 2.0 dev, {SAMPLE} questions with and {SAMPLE} without an answer, {len(passages):,} passages"
    return EvaluationSet(name, title, name, tuple(_question(row) for row in chosen), (files,))


def _sample(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return random.Random(SEED).sample(rows, SAMPLE)


def _question(row: dict[str, str]) -> Question:
    gold = () if row["is_impossible"] else (Gold(document_id(row["gold_passage"])),)
    kind = "adversarial" if row["is_impossible"] else None
    return Question(row["_id"], row["question"], "en", "reading", "test", bool(gold), kind, gold)


def document_id(passage: str) -> str:
    """The id that the library gives to the file of a passage."""
    return str(slugify(passage))
