"""Asking all questions of a file."""

from evaluation.questions import Gold, Question
from evaluation.running import run
from index.retrieval import Mode
from service.library import Library

GOLD = Gold("belgium-vet-2023", "2.1", "the key indicators are: 3 425 bonuses")
QUESTIONS = [
    Question("a", "3,425 bonuses awarded to training companies", "en", "number", None, True, None, (GOLD,)),
    Question("b", "xylophone zeppelin", "en", "off", None, False, "off-topic"),
]


def test_outcomes_say_what_came_and_what_is_gold(belgium: Library) -> None:
    ticks: list[tuple[int, int]] = []
    found, nonsense = run(belgium, QUESTIONS, on_tick=lambda *tick: ticks.append(tick))
    assert found.ranking[0] == found.relevant[0]
    assert found.cited == found.ranking[:5]
    assert found.cites_gold
    assert not nonsense.cites_gold
    assert found.citations_held == found.citations > 0
    assert not nonsense.question.answerable
    assert ticks == [(1, 2), (2, 2)]


def test_a_mode_leaves_one_search_out(belgium: Library) -> None:
    lexical = run(belgium, QUESTIONS, Mode.LEXICAL)
    assert lexical[0].ranking[0] == lexical[0].relevant[0]
    assert lexical[1].ranking == ()
    assert not lexical[1].answered
