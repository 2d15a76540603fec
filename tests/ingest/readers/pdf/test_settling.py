"""What interrupts sentences on a page, and where it goes."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.settling import body_size, settled
from tests.ingest.readers.pdf.making import line

BODY = 10.0
CUT, REST = "The reform of the dual system was", "adopted by parliament in October 2021."
WHOLE = "The regions agreed on it in 2020."
CAPTION = "Figure 1. Learners in dual training in all regions of Belgium"
LABEL, ROW = "Learners", "Brussels and all of the communes around it\t4 400"
HEADING, NOTE = "Main developments", "¹ See the decree of 2021."


def order(*texts: str) -> list[str]:
    """Where each paragraph of a page goes: notes are small, the heading is bold."""
    groups = [
        [line(text, size=8.0 if text is NOTE else BODY, bold=float(text is HEADING), right=400)] for text in texts
    ]
    return [group[0].text for group in settled(groups, BODY)]


def test_a_page_without_interruption_stays_as_it_is() -> None:
    assert order(HEADING, WHOLE, CAPTION, ROW, WHOLE) == [HEADING, WHOLE, CAPTION, ROW, WHOLE]


def test_a_note_goes_behind_the_text() -> None:
    assert order(CUT, NOTE, REST) == [CUT, REST, NOTE]
    assert order(NOTE, WHOLE) == [WHOLE, NOTE]


def test_what_begins_like_a_note_in_the_size_of_text_is_none() -> None:
    groups = [[line(NOTE)], [line(WHOLE)]]
    assert settled(groups, BODY) == groups


def test_figure_and_labels_go_behind_the_sentence_they_interrupt() -> None:
    assert order(CUT, LABEL, CAPTION, ROW, REST, WHOLE) == [CUT, REST, LABEL, CAPTION, ROW, WHOLE]


def test_a_saying_in_large_type_goes_behind_the_sentence_it_interrupts() -> None:
    cut, saying, rest = [line(CUT)], [line("We train young people together", size=14)], [line(REST)]
    assert settled([cut, saying, rest], BODY) == [cut, rest, saying]


def test_a_figure_below_a_whole_sentence_stays_there() -> None:
    assert order(WHOLE, CAPTION, ROW) == [WHOLE, CAPTION, ROW]


def test_a_new_sentence_behind_a_figure_stays_there() -> None:
    assert order(CUT, CAPTION, WHOLE, CAPTION, HEADING) == [CUT, CAPTION, WHOLE, CAPTION, HEADING]


def test_a_sentence_that_is_cut_twice() -> None:
    rest, end = "adopted by parliament after the", "regions had agreed on it."
    assert order(CUT, CAPTION, rest, LABEL, end) == [CUT, rest, end, CAPTION, LABEL]


def test_a_page_that_begins_within_a_sentence() -> None:
    assert order(CAPTION, ROW, REST, WHOLE) == [REST, CAPTION, ROW, WHOLE]


def test_a_page_that_begins_with_a_figure_and_a_sentence_of_its_own() -> None:
    assert order(CAPTION, ROW, WHOLE) == [CAPTION, ROW, WHOLE]


def test_a_page_that_ends_within_a_sentence() -> None:
    assert order(WHOLE, CUT, CAPTION, LABEL, ROW) == [WHOLE, CAPTION, LABEL, ROW, CUT]


def test_a_page_that_ends_within_a_sentence_above_a_note() -> None:
    assert order(WHOLE, CUT, CAPTION, NOTE) == [WHOLE, CAPTION, CUT, NOTE]


def test_a_heading_is_no_label() -> None:
    assert order(WHOLE, CUT, HEADING) == [WHOLE, CUT, HEADING]


def test_a_page_that_begins_and_ends_within_sentences() -> None:
    assert order(CAPTION, REST, CUT, LABEL) == [REST, CAPTION, LABEL, CUT]


def test_the_size_of_most_characters() -> None:
    pages = [[line("Title", size=20), line("A", size=9)], [line("The reform began."), line("Note", size=9)]]
    assert body_size(pages) == BODY
    assert body_size([[]]) == 0


@given(st.lists(st.sampled_from([CUT, REST, WHOLE, CAPTION, LABEL, ROW, HEADING, NOTE]), max_size=10))
def test_nothing_is_lost_or_said_twice(texts: list[str]) -> None:
    assert sorted(order(*texts)) == sorted(texts)
