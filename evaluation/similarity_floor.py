"""How near questions on other subjects come to the passages of a library, and the floor that lies above it."""

import json
from collections.abc import Sequence
from math import ceil
from pathlib import Path

import numpy as np

from evaluation.halves import drawn
from evaluation.sets import DATA, lines, require
from evaluation.sets.squad2 import document_id
from ingest.errors import EvaluationError
from service.library import Library

NAME = "squad2"
# The share of these questions, in percent, that has to stay below the floor.
BELOW = 99


def off_topic(data: Path = DATA) -> list[str]:
    """The questions of SQuAD 2.0, those of the half for fitting. Raises Absent."""
    rows = [json.loads(line) for line in lines(require(data / NAME / "questions.jsonl", NAME))]
    return [row["question"] for row in rows if drawn(_key(row)) == "train"]


def _key(row: dict[str, str]) -> str:
    return row["_id"] if row["is_impossible"] else document_id(row["gold_passage"])


def wordless_cosines(library: Library, questions: Sequence[str]) -> list[float]:
    """The best cosine of each question that shares no word with the library.

    Only of such questions does the floor decide whether they are answered.
    """
    wordless = [question for question in questions if not library.search(question, 1, mode="lexical").hits]
    return [best_cosine(library, question) for question in wordless]


def best_cosine(library: Library, question: str) -> float:
    """The cosine of a question with the nearest passage."""
    hits = library.search(question, 1, mode="dense", explain=True).hits
    why = hits[0].why if hits else None
    return (why.dense_score if why else None) or 0.0


def similarity_floor(cosines: Sequence[float]) -> float:
    """The percentile of the cosines, rounded up to two decimals. Raises EvaluationError where there are none."""
    if not cosines:
        raise EvaluationError("every question shares a word with the library. Give questions on other subjects.")
    percentile = float(np.percentile(cosines, BELOW))
    # Rounded before, so that 0.07 stays what it is: 0.07 * 100 is a little more than 7.
    return ceil(round(percentile * 100, 6)) / 100
