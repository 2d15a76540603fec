"""What the words of a passage say for it."""

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.evidence import EVIDENCE_WEIGHTS, EvidenceWeights, evidence, matched
from index.question import LexicalQuery, read_question
from service.library import Library

PHRASE, SENTENCE, PASSAGE = EvidenceWeights(0, 1, 0, 0), EvidenceWeights(0, 0, 1, 0), EvidenceWeights(0, 0, 0, 1)


@pytest.fixture(scope="module")
def passage(belgium: Library) -> PassageRecord:
    """One that stands in section 2.6, "VET underpinned by quality assurance"."""
    hit = belgium.search("quality assurance decree", filters={"section": ["2.6"]}).hits[0]
    with closing(Catalogue(belgium.paths.catalogue)) as catalogue:
        return catalogue.passage(hit.id)


def query(text: str) -> LexicalQuery:
    return read_question(text).lexical_queries(["en"])[0]


def of(passage: PassageRecord, text: str, asked: str, weights: EvidenceWeights = EVIDENCE_WEIGHTS) -> float:
    found = query(asked)
    return evidence(replace(passage, text=text), found, dict.fromkeys(found.terms, 1.0), weights)


def test_words_in_one_sentence_say_more_than_words_in_several(passage: PassageRecord) -> None:
    apart = "Learners got a bonus. The company was told."
    together = "Learners and the company got a bonus."

    assert of(passage, apart, "bonus company learners", SENTENCE) == pytest.approx(2 / 3)
    assert of(passage, together, "bonus company learners", SENTENCE) == 1.0
    assert of(passage, apart, "bonus company learners", PASSAGE) == 1.0


def test_neighbours_in_the_question_are_to_be_neighbours_in_the_passage(passage: PassageRecord) -> None:
    assert of(passage, "The training of the company.", "training company", PHRASE) == 1.0
    assert of(passage, "A company had training.", "training company", PHRASE) == 0.0


def test_headings_count_for_the_passage_alone(passage: PassageRecord) -> None:
    assert matched(replace(passage, text="It rained."), query("quality rain")) == ("quality", "rain")
    assert of(passage, "It rained.", "quality", PASSAGE) == 1.0
    assert of(passage, "It rained.", "quality", SENTENCE) == 0.0


def test_rare_words_count_more(passage: PassageRecord) -> None:
    found = query("training orchids")
    text = replace(passage, text="The orchids.")

    assert evidence(text, found, {"train": 1.0, "orchid": 3.0}, SENTENCE) == 0.75


def test_of_another_language_only_the_part_that_is_looked_for_counts(passage: PassageRecord) -> None:
    (found,) = read_question("Combien de primes le VDAB a-t-il accordées aux entreprises ?").lexical_queries(["en"])
    rarity = dict.fromkeys(found.terms, 1.0)

    assert found.crossing
    assert evidence(replace(passage, text="VDAB."), found, rarity, SENTENCE) == len(found.terms) / found.asked < 1


@given(text=st.text(max_size=80), asked=st.text(min_size=1, max_size=40))
def test_it_is_never_below_0_nor_above_what_all_of_it_counts(passage: PassageRecord, text: str, asked: str) -> None:
    assert 0 <= of(passage, text, asked) <= 0.3 + 0.4 + 0.4 + 1e-9
