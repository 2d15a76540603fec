"""How near questions on other subjects come to the passages of the corpus.

usage: python -m benchmarks.similarity_floor [QUESTIONS]

QUESTIONS is a JSON Lines file of questions on any other subject (field "question"); by default the
SQuAD 2.0 questions of the data folder (PINCITE_DATA). Prints percentiles of the best cosine of each
question, for all of them and for those that share no word with the corpus.
"""

import json
import os
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

from service.answer import CitedPassage
from service.library import Library

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
COUNT, SEED = 600, 1
PERCENTILES = (50, 90, 95, 99, 100)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "squad2" / "questions.jsonl"
    if not path.is_file():
        raise SystemExit(f"{path}: no such file; name a file of questions")
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = random.Random(SEED).sample([json.loads(line)["question"] for line in lines], COUNT)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        library.ingest([ROOT / "corpus"])
        best = {question: cosine(library.search(question, 1, mode="dense", explain=True).hits) for question in asked}
        wordless = [question for question in asked if not library.search(question, 1, mode="lexical").hits]
    print("percentile        " + "".join(f"{p:>7}" for p in PERCENTILES))
    show("all questions", list(best.values()))
    show("no word shared", [best[question] for question in wordless])


def cosine(hits: tuple[CitedPassage, ...]) -> float:
    why = hits[0].why
    return (why.dense_score if why else None) or 0.0


def show(name: str, cosines: list[float]) -> None:
    values = np.percentile(cosines, PERCENTILES)
    print(f"{name:<18}" + "".join(f"{value:>7.3f}" for value in values) + f"   n={len(cosines)}")


if __name__ == "__main__":
    main()
