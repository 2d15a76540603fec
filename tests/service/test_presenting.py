"""Cited passages: mentions and footnotes stand where the passage's text has them."""

import json
from dataclasses import asdict

from service.answer import CitedPassage
from service.library import Library


def _all(library: Library) -> tuple[CitedPassage, ...]:
    return library.search("the vocational education and training", k=200, mode="dense").hits


def test_mentions_stand_within_their_passage(belgium: Library) -> None:
    mentions = [(passage, mention) for passage in _all(belgium) for mention in passage.mentions]
    assert len(mentions) >= 10
    assert all(passage.text[m.start : m.end] == m.text for passage, m in mentions)
    assert {m.status for _, m in mentions} <= {"resolved", "doubtful", "unresolved"}


def test_a_doubtful_mention_shows_both_entries(belgium: Library) -> None:
    hits = belgium.search("Flemish Government decree quality assurance pathways", k=20, mode="lexical").hits
    doubtful = [m for hit in hits for m in hit.mentions if m.status == "doubtful"]
    assert doubtful
    mention = doubtful[0]
    assert mention.as_printed is not None
    assert mention.probably_meant is not None
    assert (mention.as_printed.label, mention.probably_meant.label) == ("2023i", "2023j")
    assert mention.why


def test_footnotes_come_with_the_passage_that_marks_them(belgium: Library) -> None:
    noted = [passage for passage in _all(belgium) if passage.footnotes]
    assert {note.marker for passage in noted for note in passage.footnotes} == {"1", "2"}
    assert {passage.citation.section.number for passage in noted} == {"2.2"}


def test_ranks_count_from_the_first_rank(belgium: Library) -> None:
    hits = belgium.search("quality", k=3, offset=5).hits
    assert [hit.rank for hit in hits] == [6, 7, 8]


def test_an_answer_is_plain_data(belgium: Library) -> None:
    """No enums, paths or numpy numbers: what JSON cannot write would fail here."""
    answer = asdict(belgium.ask("What did Flanders do on quality assurance?", filters={"year": 2023}))
    assert json.loads(json.dumps(answer))["passages"][0]["rank"] == 1
    assert type(answer["passages"][0]["why"]["dense_score"]) is float


def test_an_answer_has_the_parts_of_the_contract(belgium: Library) -> None:
    answer = asdict(belgium.ask("What did Flanders do on quality assurance?"))
    assert list(answer) == [
        "question", "answered", "abstention", "confidence", "interpretation", "passages", "took_ms",
    ]  # fmt: skip
    assert list(answer["interpretation"]) == [
        "language", "entities", "excluded", "organisations", "numbers", "years", "phrases", "sections", "filters",
    ]  # fmt: skip
    passage = answer["passages"][0]
    assert list(passage) == [
        "id", "rank", "text", "quotes", "citation", "mentions", "footnotes", "entities", "why",
    ]  # fmt: skip
    assert list(passage["citation"]) == [
        "document", "section", "pages", "locator", "in_text", "reference", "url",
    ]  # fmt: skip
    assert list(passage["citation"]["document"]) == [
        "id", "version", "title", "authors", "year", "country", "source",
    ]  # fmt: skip
