"""What lexical search looks for in documents of each language."""

import pytest

from index.question import Question, read_question

FRENCH = "Combien de primes le VDAB a-t-il versées en 2023 ?"


def query(question: Question, language: str, crossing_weight: float = 0.25) -> tuple[set[str], float]:
    (found,) = question.lexical_queries([language], crossing_weight)
    assert found.language == language
    return set(found.terms.values()), found.weight


def test_in_its_own_language_nothing_is_lost() -> None:
    words, weight = query(read_question(FRENCH), "fr")
    assert {"primes", "VDAB", "versées", "2023"} <= words
    assert weight == 1


def test_in_another_language_only_what_crosses_counts_and_counts_less() -> None:
    assert query(read_question(FRENCH), "en") == ({"VDAB", "2023"}, 0.25)


def test_a_question_that_only_names_things_asks_alike_everywhere() -> None:
    assert query(Question("VDAB 2023", {"de": 0.9}), "en") == ({"VDAB", "2023"}, 1)


def test_without_words_every_language_is_its_own() -> None:
    assert query(read_question("3 425"), "fr") == ({"3 425"}, 1)


@pytest.mark.parametrize(
    ("share", "words", "weight"), [(0.1, set(), 0.4), (0.2, {"primes"}, 0.55), (0.5, {"primes"}, 1)]
)
def test_doubt_about_the_language_costs_weight(share: float, words: set[str], weight: float) -> None:
    found, counted = query(Question("primes", {"es": 0.9, "fr": share}), "fr")
    assert found == words
    assert counted == pytest.approx(weight)


def test_each_language_has_its_stop_words_and_stems() -> None:
    english, german = read_question("Was ist die duale Ausbildung?").lexical_queries(["de", "en"], 0.25)[::-1]
    assert set(german.terms) == {"dual", "ausbild"}
    assert set(english.terms.values()) == {"Ausbildung"}
