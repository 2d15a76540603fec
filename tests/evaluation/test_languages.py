"""How often the language of a question is recognised."""

from evaluation.languages import MISTAKEN, RECOGNISED, UNDECIDED, count, table
from evaluation.questions import Question


def question(text: str, language: str) -> Question:
    return Question(text, text, language, "question", None, False, None)


def test_verdicts_are_counted_by_language() -> None:
    french = "Qu'a fait la Flandre en matière d'assurance qualité ?"
    counts = count([question(french, "fr"), question(french, "en"), question("2023", "en")])
    assert counts == {"fr": {RECOGNISED: 1}, "en": {MISTAKEN: 1, UNDECIDED: 1}}
    assert table(counts).splitlines()[-1] == "| all | 1 | 1 | 1 | 0.333 |"
