"""Quotes are verbatim, whatever the passage and whatever the question."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import question_terms
from ingest.sentences import sentence_spans
from service.answer import Quote
from service.library import Library
from service.quoting import quotes, rarity

_WORDS = ["quality", "Flanders", "3 425", "NRP", "the", "e.g.", "2023.", "learning!", "École", "(2023i)", "\n", "–"]
_TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_WORDS)).map(" ".join))


@settings(deadline=None)
@given(_TEXTS, st.lists(_TEXTS, max_size=3), _TEXTS)
def test_a_quote_is_the_text_at_its_offsets(text: str, others: list[str], question: str) -> None:
    found = quotes(text, rarity(question_terms(question), [text, *others]))
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


def test_quotes_the_sentence_that_shares_most() -> None:
    text = "The weather was fine. Inspectors check quality. Nobody was surprised."
    found = quotes(text, rarity(question_terms("who checks quality"), [text]))
    assert found == (Quote(22, 47, "Inspectors check quality."),)


def test_neighbouring_sentences_make_one_quote() -> None:
    text = "Quality is checked. Quality is praised. Rain fell."
    assert [quote.text for quote in quotes(text, {"qualiti": 1.0})] == ["Quality is checked. Quality is praised."]


def test_without_a_shared_term_there_is_no_quote() -> None:
    assert quotes("Rain fell.", {"qualiti": 1.0}) == ()
    assert quotes("Rain fell.", {}) == ()


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    weights = rarity(["decre", "vet"], ["VET decree", "VET", "VET schools"])
    assert weights["decre"] > weights["vet"] > 0
