"""Acronyms that a question asks for, and passages that spell them out."""

import pytest

from index.defining import defines, undefined
from index.question import read_question


@pytest.mark.parametrize(
    ("question", "acronyms"),
    [
        ("What is GKK?", ("GKK",)),
        ("What does GKK stand for?", ("GKK",)),
        ("Qu'est-ce que l'IFAPME ?", ("IFAPME",)),
        ("VDAB", ("VDAB",)),
        ("ΕΟΠΠΕΠ", ("ΕΟΠΠΕΠ",)),
        ("What does DigComp stand for?", ("DigComp",)),
        ("How does VDAB train job seekers?", ()),
        ("What is dual learning?", ()),
    ],
)
def test_a_question_that_asks_for_nothing_else(question: str, acronyms: tuple[str, ...]) -> None:
    assert undefined(read_question(question)) == acronyms


@pytest.mark.parametrize(
    ("text", "spelt_out"),
    [
        ("the common quality framework (GKK) was adjusted", True),
        ("the framework (GKK; in Dutch)", True),
        ("GKK (common quality framework) was adjusted", True),
        ("the framework (Gemeenschappelijk kwaliteitskader, GKK) was adjusted", True),
        ("three agencies (2023, GKK)", False),
        ("the GKK was adjusted (see the plan)", False),
        ("in 2023 (GKK)", False),
        ("the framework (GKKX)", False),
    ],
)
def test_a_long_form_stands_beside(text: str, spelt_out: bool) -> None:
    assert defines(text, "GKK") is spelt_out
