"""Quotes are verbatim, whatever the passage and whatever the question."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import question_terms
from index.candidates import Similarity
from index.counting import counted
from ingest.sentences import sentence_spans
from service.answer import Quote
from service.library import Library
from service.quoting import Asked, quotes

_WORDS = ["quality", "Flanders", "3 425", "NRP", "the", "e.g.", "2023.", "learning!", "École", "(2023i)", "\n", "–"]
_TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join))


_SIMILARITIES = st.lists(
    st.builds(Similarity, st.integers(0, 50), st.integers(0, 60), st.floats(-1, 1, allow_nan=False)), max_size=4
)


def asked(question: str, **changes: Any) -> Asked:
    return replace(Asked(dict.fromkeys(question_terms(question), 1.0)), **changes)


def quoted(text: str, question: str, similarities: Sequence[Similarity] = (), **changes: Any) -> list[str]:
    return [quote.text for quote in quotes(text, asked(question, **changes), similarities)]


@settings(deadline=None)
@given(_TEXTS, _TEXTS, _SIMILARITIES)
def test_a_quote_is_the_text_at_its_offsets(text: str, question: str, similarities: list[Similarity]) -> None:
    found = quotes(text, asked(question), similarities)
    assert all(quote.text == text[quote.start : quote.end] != "" for quote in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    edges = sentence_spans(text)
    assert {quote.start for quote in found} <= {start for start, _ in edges}
    assert {quote.end for quote in found} <= {end for _, end in edges}


@settings(deadline=None)
@given(_TEXTS.filter(lambda text: any(character.isalnum() for character in text)))
def test_a_passage_is_the_document_at_its_offsets(belgium: Library, question: str) -> None:
    for passage in belgium.ask(question, k=3).passages:
        document = passage.citation.document.id
        stored = next(record for record in belgium.passages(document) if record.id == passage.id)
        assert passage.text == belgium.text(document)[stored.start : stored.end]
        assert all(passage.text[quote.start : quote.end] == quote.text for quote in passage.quotes)
        assert all(passage.text[m.start : m.end] == m.text for m in passage.mentions)


FINE = "The weather was fine. Inspectors check quality. Nobody was surprised."


def test_quotes_the_sentence_that_shares_most() -> None:
    assert quotes(FINE, asked("who checks quality")) == (Quote(22, 47, "Inspectors check quality."),)


def test_neighbouring_sentences_make_one_quote() -> None:
    assert quoted("Quality is checked. Quality is praised. Rain fell.", "quality") == [
        "Quality is checked. Quality is praised."
    ]


def test_a_passage_that_is_on_the_point_as_a_whole_is_quoted_as_a_whole() -> None:
    alike = [Similarity(0, 21, 0.9), Similarity(22, 47, 0.91), Similarity(48, 69, 0.89)]

    assert quoted(FINE, "", alike, floor=0.5) == [FINE]


def test_without_a_shared_term_there_is_no_quote() -> None:
    assert quoted("Rain fell.", "quality") == []
    assert quoted("Rain fell.", "") == []
    assert quoted("", "quality") == []


def test_one_common_word_of_many_supports_nothing() -> None:
    assert quoted("Rain fell on Flanders.", "who checks the quality of courses in Flanders") == []


def test_a_sentence_without_a_word_of_the_question_is_quoted_for_its_vector() -> None:
    near = [Similarity(0, 21, 0.5), Similarity(22, 47, 0.9), Similarity(48, 69, 0.5)]

    assert quoted(FINE, "Qui contrôle ?", near, floor=0.6, share=0.0) == ["Inspectors check quality."]
    assert quoted(FINE, "Qui contrôle ?", [replace(s, score=0.5) for s in near], floor=0.6, share=0.0) == []


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    text = "Flanders and its schools. The decree."

    assert quoted(text, "", rarity={"school": 1.0, "decre": 4.0}) == ["The decree."]
    assert quoted(text, "", rarity={"school": 4.0, "decre": 1.0}) == ["Flanders and its schools."]


def test_a_quantity_decides_between_sentences_that_share_as_much() -> None:
    text = "Companies get a bonus. A bonus went to 3 425 companies."

    assert quoted(text, "bonus") == [text]
    assert quoted(text, "bonus", counted=counted("How many companies got a bonus?", "en")) == [
        "A bonus went to 3 425 companies."
    ]


def test_the_sentence_that_gives_the_quantity_is_quoted_though_it_does_not_name_the_thing() -> None:
    text = "The challenges of the Recovery Plan are significant. With EUR 7 billion, it aims to do much. It rained."
    asked_for = "How much money has the Recovery Plan?"

    assert quoted(text, asked_for) == ["The challenges of the Recovery Plan are significant."]
    assert quoted(text, asked_for, counted=counted(asked_for, "en")) == [
        "The challenges of the Recovery Plan are significant. With EUR 7 billion, it aims to do much."
    ]


def test_the_question_in_another_language_marks_the_sentence_that_answers(tmp_path: Path, corpus: Path) -> None:
    """With real vectors: no word of the question is in the report."""
    with Library.open(tmp_path / "library") as library:
        library.ingest([corpus])
        answer = library.ask("Combien de primes ont été accordées en Wallonie ?", k=3)
    marked = " ".join(quote.text for passage in answer.passages for quote in passage.quotes)

    assert "3 425 bonuses" in marked
