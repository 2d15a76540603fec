"""Real PDFs with gold pages: annual reports, papers, manuals, handbooks (from MMLongBench-Doc)."""

import json
from pathlib import Path

from slugify import slugify

from evaluation.questions import Gold, Question
from evaluation.sets import EvaluationSet, lines, require


def load(name: str, data: Path, work: Path) -> EvaluationSet:  # noqa: ARG001 - the PDFs are read where they lie
    folder = require(data / name, name)
    rows = [json.loads(line) for line in lines(folder / "questions.jsonl")]
    pdfs = folder / "pdfs"
    questions = tuple(_question(row) for row in rows)
    title = f"{len(list(pdfs.glob('*.pdf')))} public PDFs, gold pages, each question asked of all of them"
    return EvaluationSet(name, title, name, questions, (pdfs,))


def _question(row: dict[str, object]) -> Question:
    document = slugify(Path(str(row["document"])).stem)
    pages = row["pages"] if row["answerable"] else []
    assert isinstance(pages, list)
    return Question(
        id=str(row["id"]),
        question=str(row["question"]).strip(),
        language="en",
        type="page",
        split="test",
        answerable=bool(row["answerable"]),
        kind=None if row["answerable"] else "not in the document",
        gold=tuple(Gold(document, page=page) for page in pages),
    )
