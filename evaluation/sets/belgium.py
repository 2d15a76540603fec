"""The Belgian report: its gold questions in English, and some of them in the languages of Belgium."""

from pathlib import Path

from evaluation.questions import Question, read_questions
from evaluation.sets import ROOT, EvaluationSet, require

NAME = "belgium"
GOLD = ROOT / "evaluation" / "gold"
REPORT = ROOT / "corpus"
LANGUAGES = {"fr": "French", "nl": "Dutch", "de": "German"}


def load(name: str, data: Path, work: Path) -> EvaluationSet:  # noqa: ARG001 - needs neither
    language = name.removeprefix(NAME).lstrip("-")
    if language in LANGUAGES:
        questions, asked = _read(name), f"{LANGUAGES[language]} translations of English questions"
    elif language:
        questions, asked = _translated(_read(NAME)), "those English questions that have translations"
    else:
        questions, asked = _read(NAME), "English questions"
    return EvaluationSet(name, f"the ReferNet report on Belgium, {asked}", NAME, tuple(questions), (REPORT,))


def _read(name: str) -> list[Question]:
    return read_questions(require(GOLD / f"{name}.jsonl", name))


def _translated(originals: list[Question]) -> list[Question]:
    """The questions that were put into every language, which all took the same ones."""
    ids = [{q.id.removesuffix(f"-{language}") for q in _read(f"{NAME}-{language}")} for language in LANGUAGES]
    return [question for question in originals if all(question.id in translated for translated in ids)]
