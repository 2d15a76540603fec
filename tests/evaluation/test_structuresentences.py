"""Golden sentences in the passages of a document."""

from hypothesis import given
from hypothesis import strategies as st

from evaluation.goldpdf import digest, normalised
from evaluation.structuregold import GoldSentence
from evaluation.structuresentences import Placed, Standing, letters_of, place, sentence_shares, windows
from evaluation.structureshares import Share
from ingest.document import ParsedDocument, Passage, Section, SectionKind
from ingest.parse import parse
from ingest.source import Source, SourcePage

CROSSING = "The reform of the dual system was adopted in 2023."


def sentence(words: str, first: int = 1, last: int = 1) -> GoldSentence:
    return GoldSentence(digest(words), len(normalised(words)), first, last)


def source(*pages: str) -> Source:
    starts = [sum(len(page) + 1 for page in pages[:at]) for at in range(len(pages))]
    spans = tuple(
        SourcePage(number, None, start, start + len(page))
        for number, (start, page) in enumerate(zip(starts, pages, strict=True), 1)
    )
    return Source("r.pdf", "application/pdf", "\f".join(pages), spans, markup=False)


def cut_up(text: str, *spans: tuple[int, int]) -> ParsedDocument:
    """A document with these passages."""
    section = Section(0, None, SectionKind.BODY, 1, None, "", (), 0, len(text))
    passages = tuple(Passage(number, 0, start, end) for number, (start, end) in enumerate(spans))
    return ParsedDocument(source(text), text, (), (section,), passages)


def test_a_sentence_over_a_page_break_has_both_pages() -> None:
    document = parse(source("It took long. The reform of the dual sys-", "tem was adopted in 2023.", "It went on."))
    (placed,) = place(document, [sentence(CROSSING, 1, 2)])
    assert (placed.standing, placed.own_pages) == (Standing.WHOLE, (1, 2))
    assert placed.own_right
    assert placed.passage_right


def test_pages_that_are_not_golden() -> None:
    placed = Placed(sentence("A b.", 1, 2), Standing.WHOLE, own_pages=(2,), passage_pages=(2, 3))
    assert not placed.own_right
    assert not placed.passage_right


def test_a_sentence_is_cut_where_a_passage_ends_in_it() -> None:
    text = "One two three. Four five."
    (placed,) = place(cut_up(text, (0, 7), (8, 25)), [sentence("One two three.")])
    assert placed.standing is Standing.CUT


def test_a_sentence_with_other_letters_in_it_is_absent() -> None:
    (placed,) = place(cut_up("One 12 two three.", (0, 17)), [sentence("One two three.")])
    assert placed.standing is Standing.ABSENT


def test_a_whole_sentence_far_away_is_preferred_to_a_cut_one_on_its_page() -> None:
    document = parse(source("One two", "Nothing of the kind is said here.", "No.", "No.", "One two three."))
    (placed,) = place(document, [sentence("One two three.", 1, 1)])
    assert (placed.standing, placed.own_pages) == (Standing.WHOLE, (5,))
    assert not placed.own_right


def test_windows_are_those_with_the_same_digest() -> None:
    assert list(windows("ononon", sentence("on on"), 0, 6)) == [0, 2]
    assert list(windows("ononon", sentence("on on"), 1, 2)) == []


@given(st.text())
def test_letters_are_those_of_the_whole_text(text: str) -> None:
    letters = letters_of(cut_up(text, (0, len(text))))
    assert letters.text == normalised(text)
    assert len(letters.starts) == len(letters.ends) == letters.bounds[-1]


def test_shares() -> None:
    placed = [
        Placed(sentence("A b.", 1, 2), Standing.WHOLE, (1, 2), (1, 2)),
        Placed(sentence("C d."), Standing.WHOLE, (2,), (1, 2)),
        Placed(sentence("E f.", 2, 3), Standing.CUT),
        Placed(sentence("G h."), Standing.ABSENT),
    ]
    assert sentence_shares(placed) == {
        "whole": Share(2, 4),
        "over breaks": Share(1, 2),
        "cut": Share(1, 4),
        "own pages": Share(1, 2),
        "passage pages": Share(2, 2),
    }
