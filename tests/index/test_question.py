"""What lexical search looks for in documents of each language."""

import pytest

from index.analysis import terms_of
from index.question import LexicalQuery, Question, read_question
from index.synonyms import Synonyms

FRENCH = "Combien de primes le VDAB a-t-il versées en 2023 ?"

LONG = "Gemeenschappelijk kwaliteitskader voor opleidingen"
# as terms of an English text
ORIGINAL = ("gemeenschappelijk", "kwaliteitskad", "voor", "opleidingen")
DEFINITIONS = Synonyms(
    [
        [
            ("common quality framework", LONG, "GKK"),
            ("learning and career account", "leer- en loopbaanrekening"),
            ("qualifications database", "LED"),
        ]
    ]
)


def named(text: str, language: str = "en") -> LexicalQuery:
    (found,) = read_question(text, definitions=DEFINITIONS).lexical_queries([language])
    return found


def words_held(query: LexicalQuery, text: str) -> list[str]:
    return [query.terms[term] for term in query.held(terms_of(text, query.language), text)]


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


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("What is the GKK?", {("common", "qualiti", "framework"), ORIGINAL}),
        ("Who runs the common quality framework?", {("gkk",), ORIGINAL}),
    ],
)
def test_a_name_is_looked_for_by_its_other_names(question: str, others: set[tuple[str, ...]]) -> None:
    (expansion,) = named(question).expansions
    assert {name.terms for name in expansion.names} == others
    assert named(question).sought[-len(expansion.names[-1].terms) :] == expansion.names[-1].terms


def test_other_names_are_no_words_asked() -> None:
    question = "When was the common quality framework adjusted?"
    (plain,) = read_question(question).lexical_queries(["en"])
    assert (named(question).asked, named(question).terms) == (plain.asked, plain.terms)


def test_a_passage_holds_a_name_by_its_other_name() -> None:
    query = named("When was the common quality framework adjusted?")
    assert words_held(query, "The GKK was adjusted.") == ["common", "quality", "framework", "adjusted"]
    assert words_held(query, "The quality was adjusted.") == ["quality", "adjusted"]
    assert words_held(named("What is the GKK?"), "It has a Common Quality Framework.") == ["GKK"]
    assert words_held(named("What is the GKK?"), "The quality of a framework is common.") == []


def test_a_word_is_no_short_form_for_having_its_letters() -> None:
    query = named("What is the qualifications database?")
    assert words_held(query, "It led to a reform.") == []
    assert words_held(query, "It is called LED.") == ["qualifications", "database"]


def test_a_known_name_crosses_into_texts_of_other_languages() -> None:
    query = named("Wat is de leer- en loopbaanrekening van werknemers?")
    assert set(query.terms.values()) == {"leer", "loopbaanrekening"}
    assert words_held(query, "The learning and career account began.") == ["leer", "loopbaanrekening"]
    assert query.asked > len(query.terms)


def test_another_name_counts_no_more_than_the_name_asked_for() -> None:
    rarity = {"gkk": 6.0, "common": 4.0, "qualiti": 2.0, "framework": 2.0}
    query = named("What is the GKK?")
    weights = query.weights({term: rarity.get(term, 1.5) for term in query.sought})
    assert weights["gkk"] == 1.0
    assert weights["common"] == weights["framework"] == 0.75
    assert max(weights.values()) == 1.0


def test_without_other_names_each_term_counts_alike() -> None:
    query = named("What is dual learning?")
    assert query.expansions == ()
    assert query.weights({}) == dict.fromkeys(query.terms, 1.0)
    assert query.sought == tuple(query.terms)
