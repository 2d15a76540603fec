"""The Belgian report with its gold questions."""

from pathlib import Path

from evaluation.questions import read_questions
from evaluation.sets import ROOT, EvaluationSet, require

GOLD = ROOT / "evaluation" / "gold"
REPORT = ROOT / "corpus"


def load(data: Path, work: Path) -> EvaluationSet:  # noqa: ARG001 - needs neither
    questions = read_questions(require(GOLD / "belgium.jsonl", "belgium"))
    return EvaluationSet("belgium", "the ReferNet report on Belgium, English questions", tuple(questions), (REPORT,))
