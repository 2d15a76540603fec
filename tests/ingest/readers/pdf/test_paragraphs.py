"""Lines grouped by what a reader of the page goes by: gaps, sizes, indents, bullets, faces."""

from dataclasses import replace

import pytest

from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.paragraphs import Leading, at_edges, grouped, leading_of
from tests.ingest.readers.pdf.making import HEIGHT, line

LEADING = Leading({10.0: 12.0})
LEFT, RIGHT = 72.0, 472.0


def full(text: str, baseline: float, left: float = LEFT) -> PageLine:
    """A line that reaches the right edge of its column."""
    return line(text, baseline, left, left + RIGHT - LEFT)


def replace_edges(row: PageLine, title: float) -> PageLine:
    """With the title behind the tab at this place."""
    at = row.text.index("\t") + 1
    return replace(row, edges=(*row.edges[:at], (title, title + 5), *row.edges[at + 1 :]))


def paragraphs(*lines: PageLine) -> list[list[str]]:
    return [[each.text for each in group] for group in grouped(lines, LEADING)]


def test_lines_at_the_usual_distance_are_a_paragraph() -> None:
    assert paragraphs(full("The reform began in", 100), full("2021. The regions agreed", 112), full("on it.", 124)) == [
        ["The reform began in", "2021. The regions agreed", "on it."]
    ]


def test_a_wide_gap_begins_one() -> None:
    assert paragraphs(full("The reform began in", 100), full("2021 and goes on.", 116)) == [
        ["The reform began in"],
        ["2021 and goes on."],
    ]


def test_another_size_begins_one() -> None:
    assert len(paragraphs(line("Reform of", 100, size=14), line("the dual system", 112, size=14))) == 1
    assert len(paragraphs(line("The reform", 100, size=11), line("the dual system", 112, size=10))) == 2


def test_an_indent_begins_one() -> None:
    assert len(paragraphs(full("It began in 2021.", 100), full("The regions agreed.", 112, LEFT + 15))) == 2


def test_an_indent_within_a_sentence_begins_none() -> None:
    assert len(paragraphs(full("It began in", 100), full("2021 in all regions.", 112, LEFT + 15))) == 1


def test_what_hangs_below_a_bullet_belongs_to_it() -> None:
    item, rest = full("• It began in 2021.", 100), full("The regions agreed.", 112, LEFT + 15)
    assert paragraphs(item, rest) == [["• It began in 2021.", "The regions agreed."]]


def test_a_bullet_begins_one() -> None:
    assert len(paragraphs(full("The aims of the reform are", 100), full("• equal chances", 112))) == 2


def test_a_short_last_line_ends_one() -> None:
    first, last = full("The reform began in the", 100), line("year 2021.", 112, LEFT, LEFT + 100)
    assert len(paragraphs(first, last, full("The regions agreed.", 124))) == 2
    assert len(paragraphs(first, last, full("by all regions", 124))) == 1
    assert len(paragraphs(first, line("year 2021", 112, LEFT, LEFT + 100), full("The regions agreed.", 124))) == 1


def test_a_last_line_that_is_nearly_full_ends_none() -> None:
    last = line("year 2021.", 112, LEFT, LEFT + 360)
    assert len(paragraphs(full("The reform began in the", 100), last, full("The regions agreed.", 124))) == 1


def test_another_face_begins_one() -> None:
    assert len(paragraphs(line("Main developments", 100, bold=1), line("The reform began.", 112))) == 2
    assert len(paragraphs(line("Main developments", 100, italic=1), line("The reform began.", 112))) == 2


def test_another_face_within_a_sentence_begins_none() -> None:
    assert len(paragraphs(line("Spotlight on VET in", 100, italic=1), line("the regions of Belgium", 112))) == 1


def test_a_few_bold_words_are_no_other_face() -> None:
    assert len(paragraphs(line("The Council of VET", 100, bold=0.5), line("The reform began", 112))) == 1


def test_rows_of_a_table_are_together_and_apart_from_text() -> None:
    lines = [full("The number of places is", 100), line("Brussels\t4 400", 112), line("Flanders\t9 000", 130)]
    assert paragraphs(*lines, full("as the regions say.", 142)) == [
        ["The number of places is"],
        ["Brussels\t4 400", "Flanders\t9 000"],
        ["as the regions say."],
    ]


def test_a_very_wide_gap_parts_tables() -> None:
    assert len(paragraphs(line("Brussels\t4 400", 112), line("Learners\t2023", 141))) == 2


def test_a_sentence_goes_on_in_the_next_column() -> None:
    below = full("The reform was adopted", 700)
    assert len(paragraphs(below, line("by parliament.", 100, left=500))) == 1
    assert len(paragraphs(below, line("The regions agreed.", 100, left=500))) == 2


def test_usual_distance_of_each_size() -> None:
    pages = [
        [line("a", 100), line("b", 112), line("c", 124), line("d", 150), line("Title", 200, size=14)],
        [line("Long", 100, size=14), line("title", 117, size=14), line("a", 140), line("b", 152)],
    ]
    leading = leading_of(pages)
    assert (leading.usual(10), leading.usual(14)) == (12, 17)
    assert leading.usual(8) == 10


def test_paragraphs_set_apart_as_often_as_lines_do_not_widen_it() -> None:
    lines = [line("a", baseline) for baseline in (100, 112, 130, 142, 160, 178)]
    assert leading_of([lines]).usual(10) == 12


def test_lines_of_another_size_do_not_count() -> None:
    lines = [line("a", 100), line("b", 109, size=8), line("c", 121), line("d", 130, size=8), line("e", 142)]
    assert leading_of([[*lines, line("f", 154)]]).usual(10) == 12


def test_header_and_footer_wherever_the_file_has_them() -> None:
    number, header, text = line("7", 820), line("Cedefop", 40), line("The reform began.", 300)
    assert at_edges([number, text, header], HEIGHT, LEADING) == ([header], [text], [number])


def test_parts_of_a_header_come_in_their_order_on_the_page() -> None:
    right, left, second = line("2023", 40, left=400), line("Cedefop", 40), line("Belgium", 52)
    assert at_edges([second, right, left], HEIGHT, LEADING)[0] == [left, right, second]


def test_columns_that_reach_down_to_the_edge_are_no_footer() -> None:
    left = [line("The reform began in", baseline, 72, 280) for baseline in (770, 782, 794, 806)]
    right = [line("each of the regions", baseline, 320, 528) for baseline in (770, 782, 794, 806)]
    number = line("7", 830, left=300)
    assert at_edges([*left, *right, number], HEIGHT, LEADING) == ([], [*left, *right], [number])


def test_text_that_begins_at_the_upper_edge_is_no_header() -> None:
    header, text = (
        line("Cedefop", 24, 72, 110),
        [full("It was adopted by the", 48), full("regions.", 60), full("It", 72)],
    )
    assert at_edges([*text, header], HEIGHT, LEADING) == ([header], text, [])


def test_a_footer_of_another_size_below_the_text_is_one() -> None:
    text, footer = full("The reform began.", 778), line("See the decree.", 790, size=8)
    assert at_edges([text, footer], HEIGHT, LEADING) == ([], [text], [footer])


@pytest.mark.parametrize("left", [LEFT, LEFT + 30])
def test_a_title_apart_from_its_number_goes_on_below(left: float) -> None:
    """At the margin, or below the title."""
    first, last = full("1.1.\tMonitoring and the next steps of the", 100), line("social partners", 112, left)
    title = replace_edges(first, LEFT + 30)
    assert len(paragraphs(*(replace(each, bold=1.0) for each in (title, last)))) == 1
    assert len(paragraphs(title, last)) == 2


def test_a_large_title_apart_from_its_number_goes_on_below() -> None:
    first, last = line("2.\tMonitoring and the next steps", 100, size=14), line("of partners", 118, size=14)
    assert len(grouped([first, last], Leading({14.0: 18.0}, 10.0))) == 1
    assert len(grouped([first, last], Leading({14.0: 18.0}, 14.0))) == 2


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("Region\tLearners in the schools", "and companies"),
        ("2.1.\tLearners in the schools", "2.2 Teachers"),
        ("2.1.\tLearners in the schools", "• companies"),
        ("2.1.\tLearners", "All that follows is of companies"),
    ],
)
def test_what_does_not_go_on_below_a_number(row: str, below: str) -> None:
    """A row of a table, the next number, a bullet, and what would have had a place on the line before."""
    assert len(paragraphs(line(row, 100, bold=1), line(below, 112, bold=1))) == 2
