"""What interrupts sentences on a page, and where it goes."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.bodytype import BodyType, body_size, body_type
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.settling import Tail, settled
from tests.ingest.readers.pdf.making import line

BODY = BodyType(10.0, frozenset())
CUT, REST = "The reform of the dual system was", "adopted by parliament in October 2021."
NAME = "Parliament of Flanders in October 2021."
WHOLE = "The regions agreed on it in 2020¹ and 2021."
CAPTION = "Figure 1. Learners in dual training in all regions of Belgium"
LABEL, ROW = "Learners", "Brussels and all of the communes around it\t4 400"
HEADING, NOTE = "Main developments", "¹ See the decree of 2021."
LEFT, RIGHT = 72.0, 400.0


def groups(*texts: str, right: float = RIGHT) -> list[list[PageLine]]:
    """Paragraphs of one line, one below the other; notes are small, the heading is bold."""
    return [
        [line(text, 100 + 40 * at, LEFT, right, size=8.0 if text is NOTE else 10.0, bold=float(text is HEADING))]
        for at, text in enumerate(texts)
    ]


def order(*texts: str, before: Tail | None = None) -> list[str]:
    """Where each paragraph of a page goes."""
    return [group[0].text for group in settled(groups(*texts), BODY, before).groups]


def joined(*texts: str, before: Tail | None = None) -> list[str]:
    """The paragraphs that go on with another one."""
    page = settled(groups(*texts), BODY, before)
    numbers = {*page.joined, *([0] if page.opens else [])}
    return [group[0].text for number, group in enumerate(page.groups) if number in numbers]


def tail(*texts: str) -> Tail | None:
    return settled(groups(*texts), BODY).tail


def test_a_page_without_interruption_stays_as_it_is() -> None:
    assert order(HEADING, WHOLE, CAPTION, ROW, WHOLE) == [HEADING, WHOLE, CAPTION, ROW, WHOLE]


def test_a_note_goes_behind_the_text() -> None:
    assert order(WHOLE, CUT, NOTE, REST) == [WHOLE, CUT, REST, NOTE]
    assert order(NOTE, WHOLE) == [WHOLE, NOTE]


def test_a_note_without_a_marker_on_its_page_interrupts_no_sentence() -> None:
    assert order(NOTE, REST) == [REST, NOTE]
    assert order(HEADING, CUT, NOTE) == [NOTE, HEADING, CUT]


def test_what_begins_like_a_note_in_the_size_of_text_is_none() -> None:
    page = [[line(NOTE)], [line(WHOLE)]]
    assert settled(page, BODY).groups == tuple(page)


def test_figure_and_labels_go_behind_the_sentence_they_interrupt() -> None:
    assert order(CUT, LABEL, CAPTION, ROW, REST, WHOLE) == [CUT, REST, LABEL, CAPTION, ROW, WHOLE]


def test_a_saying_in_large_type_goes_behind_the_sentence_it_interrupts() -> None:
    cut, saying, rest = [line(CUT)], [line("We train young people together", size=14)], [line(REST)]
    assert settled([cut, saying, rest], BODY).groups == (cut, rest, saying)


def test_a_figure_below_a_whole_sentence_stays_there() -> None:
    assert order(WHOLE, CAPTION, ROW) == [WHOLE, CAPTION, ROW]


def test_a_new_sentence_behind_a_figure_stays_there() -> None:
    short = line(CUT, 100, LEFT, LEFT + 150)
    page = [[short], *groups(CAPTION, CAPTION, WHOLE)[1:]]
    assert [group[0].text for group in settled(page, BODY).groups] == [CUT, CAPTION, WHOLE]


def test_a_sentence_goes_on_with_a_name_where_its_line_was_full() -> None:
    assert order(CUT, CAPTION, NAME) == [CUT, NAME, CAPTION]
    assert joined(CUT, CAPTION, NAME) == [NAME]


def test_nothing_goes_on_below_a_heading() -> None:
    assert order(CUT, CAPTION, HEADING, NAME) == [CUT, CAPTION, HEADING, NAME]


def test_an_indented_line_begins_a_paragraph() -> None:
    new = [line(NAME, 180, LEFT + 20, RIGHT), line("They agreed.", 192, LEFT, RIGHT)]
    cut, caption = groups(CUT, CAPTION)
    assert settled([cut, caption, new], BODY).groups == (cut, caption, new)


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
    assert order(CAPTION, REST, HEADING, CUT, LABEL) == [REST, CAPTION, LABEL, HEADING, CUT]


def test_a_sentence_that_goes_on_from_the_page_before() -> None:
    before = tail(WHOLE, CUT, CAPTION)
    assert before
    assert before.sure
    assert joined(CAPTION, ROW, NAME, WHOLE, before=before) == [NAME]
    assert order(CAPTION, ROW, NAME, WHOLE, before=before) == [NAME, CAPTION, ROW, WHOLE]
    assert joined(CAPTION, HEADING, NAME, before=before) == []


def test_a_few_words_that_end_a_sentence_go_on_with_it() -> None:
    assert joined("hours.", WHOLE, before=tail(CUT)) == ["hours."]
    assert joined("2021.", WHOLE, before=tail(CUT)) == ["2021."]


def test_labels_in_the_type_of_text_are_none() -> None:
    assert joined("0 20 40 60 80", "0", "20", REST, before=tail(CUT)) == [REST]


def test_a_page_ends_with_a_whole_sentence_or_above_a_heading() -> None:
    assert tail(CUT, WHOLE) is None
    assert tail(CUT, HEADING) is None


def test_a_clause_goes_on_behind_a_colon_in_small_letters_only() -> None:
    before = tail("The decree has three parts:")
    assert joined(REST, before=before) == [REST]
    assert joined(NAME, before=before) == []


def test_what_stands_right_below_is_another_paragraph() -> None:
    assert joined(CUT, NAME) == []
    assert joined(CUT, REST) == [REST]


def test_cells_of_a_table_do_not_go_on_with_each_other() -> None:
    wide = BodyType(10.0, frozenset(), RIGHT - LEFT)
    assert settled(groups(CUT, CAPTION, NAME, right=250), wide).joined == frozenset()
    assert settled(groups(CUT, CAPTION, NAME), wide).joined == {1}


def test_entries_of_the_contents_do_not_go_on_with_each_other() -> None:
    entry = f"The reform of the dual system in Belgium{' .' * 20} 4"
    assert joined(NAME, before=tail(entry)) == []


def test_the_number_of_a_note_behind_a_stop_ends_a_sentence() -> None:
    assert joined(NAME, before=tail(f"{CUT} adopted.12")) == []


def test_items_of_a_list_stay_together_and_are_no_rest() -> None:
    item = "(b) the regions agreed on it."
    assert order("(a) parliament adopted it; and", CAPTION, item) == ["(a) parliament adopted it; and", item, CAPTION]
    assert joined(item, before=tail(CUT)) == []


def test_a_table_that_is_drawn_last_does_not_end_the_page() -> None:
    rows = [line("The number of places in 2021 was", 60, LEFT, RIGHT)]
    text = groups(WHOLE, WHOLE, CUT)
    page = settled([*text, rows], BODY)
    assert page.tail
    assert page.tail.group == text[-1]
    assert page.groups == (text[0], text[1], rows, text[2])


def test_notes_of_a_scan_are_told_by_their_lines() -> None:
    text = [[line(CUT, 100 + 12 * at, LEFT, RIGHT) for at in range(5)]]
    notes = [[line("* See the decree.", 200, LEFT, RIGHT)], [line(WHOLE, 210 + 8 * at, LEFT, RIGHT) for at in range(3)]]
    page = settled([*text, *notes], BODY)
    assert page.groups == (*notes, *text)
    assert page.tail
    assert page.tail.group == text[0]


def test_text_that_is_cut_at_both_ends_of_a_page_is_parted_where_a_sentence_ends() -> None:
    texts = (REST.removesuffix(" 2021."), "2021.", "It gives each region a council that")
    text = [line(each, 100 + 12 * at, LEFT, RIGHT) for at, each in enumerate(texts)]
    caption = groups(*[CAPTION] * 4)[-1]
    page = settled([text, caption], BODY, tail(CUT))
    assert page.opens
    assert page.tail
    assert page.groups == (text[:2], caption, text[2:])


def test_the_size_of_most_characters() -> None:
    pages = [[line("Title", size=20), line("A", size=9)], [line("The reform began."), line("Note", size=9)]]
    assert body_size(pages) == BODY.size
    assert body_size([[]]) == 0


def test_the_type_of_text_and_not_that_of_many_notes() -> None:
    text, note = line(f"{CUT} {REST}", size=10), line(f"{CUT} {REST}", size=8, font="Sans")
    found = body_type([[text] * 20, [text] * 20, [note] * 60])
    assert found == BodyType(10.0, frozenset({"Serif"}), text.right - text.left)
    assert found.is_set([text])
    assert not found.is_set([note])
    assert not found.is_set([line(CUT, font="Sans")])
    assert not found.is_set([line(CUT, bold=1.0)])


@given(st.lists(st.sampled_from([CUT, REST, WHOLE, CAPTION, LABEL, ROW, HEADING, NOTE]), max_size=10))
def test_nothing_is_lost_or_said_twice(texts: list[str]) -> None:
    assert sorted(order(*texts)) == sorted(texts)


def test_a_long_title_in_the_contents_is_no_sentence_that_is_cut() -> None:
    entries = [f"{number} Reforms of the year {'.' * 40} {number}" for number in "345"]
    assert order(CUT, *entries) == [CUT, *entries]
    assert tail(*entries, CUT) is None
