"""Sections that a question names by words of their titles."""

import pytest

from index.themes import read_themes
from ingest.gazetteer import Gazetteer

THEMES = read_themes(
    (title, "en")
    for title in (
        "VET underpinned by quality assurance",
        "Flexible VET, providing progression and lifelong learning opportunities",
        "Inclusive VET promoting equal opportunities",
        "Achievements of implementation",
        "Challenges of implementation",
        "French-speaking part of Belgium",
        "Conclusions",
    )
)
NONE: list[str] = []


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("What did Flanders do on quality assurance?", ["VET underpinned by quality assurance"]),
        ("Is the quality of staff assured?", NONE),
        ("Who takes part in lifelong learning?", NONE),
        ("flexible VET providing progression", [
            "Flexible VET, providing progression and lifelong learning opportunities"
        ]),
        ("What were the challenges of implementation?", ["Challenges of implementation"]),
        ("What of the French-speaking part of Belgium?", NONE),
        ("What are the conclusions?", NONE),
        ("VET", NONE),
    ],
)  # fmt: skip
def test_enough_words_of_a_title_name_it_and_a_territory_does_not(question: str, titles: list[str]) -> None:
    assert list(THEMES.named(question, "en", Gazetteer.default())) == titles


def test_titles_are_read_in_their_own_language() -> None:
    french = read_themes([("Assurance qualité", "fr")])
    question = "Qu'en est-il de l'assurance qualité ?"
    assert french.named(question, "fr", Gazetteer.default()) == ("Assurance qualité",)
    assert french.named(question, None, Gazetteer.default()) == ()
