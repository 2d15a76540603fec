"""What of a question means the same in a text of another language."""

import re

import pytest

from index.crossing import crosses


def crossing(text: str) -> list[str]:
    """The words of a question that cross, in order."""
    return [match.group() for match in re.finditer(r"\w+", text) if crosses(text, *match.span())]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Que fait le VDAB en 2023", ["VDAB", "2023"]),
        ("VDAB bonus", ["VDAB"]),
        ("Combien de 3 425 primes", ["3", "425"]),
        ("Quelles mesures la Flandre a prises", ["Flandre"]),
        ("Was bietet eTwinning an", ["eTwinning"]),
        ("Oui. Quelles mesures", []),
        ("¿Qué hace «dual learning» aquí", ["dual", "learning"]),
        ("was ist das", []),
    ],
)
def test_numbers_names_acronyms_and_quoted_phrases_cross(question: str, words: list[str]) -> None:
    assert crossing(question) == words


def test_a_capital_at_the_beginning_says_nothing() -> None:
    assert crossing("Comment apprendre") == []
    assert crossing("Alors: Comment apprendre") == []
    assert crossing("apprendre Comment") == ["Comment"]
