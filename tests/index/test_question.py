"""What lexical search looks for in documents of each language."""

import pytest

from index.question import Question, read_question

FRENCH = "Combien de primes le VDAB a-t-il versées en 2023 ?"


def query(question: Question, language: str) -> tuple[set[str], int]:
    """The words looked for, and the number of terms that the question has."""
    (found,) = question.lexical_queries([language])
    assert found.language == language
    return set(found.terms.values()), found.asked


def test_in_its_own_language_nothing_is_lost() -> None:
    words, asked = query(read_question(FRENCH), "fr")
    assert {"primes", "VDAB", "versées", "2023"} <= words
    assert asked == len(words)


def test_in_another_language_only_what_crosses_is_looked_for_of_all_that_is_asked() -> None:
    own, _ = query(read_question(FRENCH), "fr")
    assert query(read_question(FRENCH), "en") == ({"VDAB", "2023"}, len(own))


def test_a_question_that_only_names_things_asks_alike_everywhere() -> None:
    assert query(Question("VDAB 2023", {"de": 0.9}), "en") == ({"VDAB", "2023"}, 2)


def test_without_words_every_language_is_its_own() -> None:
    assert query(read_question("3 425"), "fr") == ({"3 425"}, 1)


@pytest.mark.parametrize(("share", "words"), [(0.1, set()), (0.2, {"primes"})])
def test_a_language_that_is_likely_enough_is_its_own(share: float, words: set[str]) -> None:
    assert query(Question("primes", {"es": 0.9, "fr": share}), "fr") == (words, 1)


def test_each_language_has_its_stop_words_and_stems() -> None:
    german, english = read_question("Was ist die duale Ausbildung?").lexical_queries(["en", "de"])
    assert set(german.terms) == {"dual", "ausbild"}
    assert set(english.terms.values()) == {"Ausbildung"}
    assert (german.asked, english.asked) == (2, 2)


def test_a_question_knows_its_entities() -> None:
    found = read_question("What did Flanders do, outside Wallonia?").entities
    assert [(one.entity, one.negated) for one in found] == [("Flanders", False), ("Wallonia", True)]
