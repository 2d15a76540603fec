"""Printed page numbers."""

import pytest

from ingest.readers.pdf.edges import EdgeLine, edge_lines, last_lines
from ingest.readers.pdf.folios import Folio, find_folios, labelled, printed_labels
from ingest.readers.pdf.lines import PageLine
from ingest.source import SourcePage
from tests.ingest.readers.pdf.making import HEIGHT, assembled, line

FOOT = 820.0


def edges(*pages: list[PageLine]) -> list[EdgeLine]:
    lines = [placed for paragraph in assembled(*pages).paragraphs for placed in paragraph.lines]
    heights = [HEIGHT] * len(pages)
    return [*edge_lines(lines, heights), *last_lines(lines, heights)]


def folios(*pages: list[PageLine]) -> list[Folio]:
    return find_folios(edges(*pages), len(pages))


def labels(*feet: str) -> list[str | None]:
    """Of pages with these lines at their foot; an empty one is none."""
    pages = [[line(foot, FOOT)] if foot else [] for foot in feet]
    return printed_labels(folios(*pages), len(pages))


@pytest.mark.parametrize(
    "form",
    ["{}", "- {} -", "[{}]", "Page {}", "Pg.{}", "Seite {} von 12", "{}/12", "{} | VET in Malta", "VET in Malta\t{}",
     "{}\tVET in Malta 2024", "Annual report 2023 {}", "2.1 Schools {}", "Стр. {}"],
)  # fmt: skip
def test_numbers_that_rise_with_the_page(form: str) -> None:
    assert labels(*(form.format(n) for n in (7, 8, 9))) == ["7", "8", "9"]


@pytest.mark.parametrize("form", ["{}", "Page {}", "{} | VET in Malta", "Cedefop\t{}"])
def test_roman_numbers(form: str) -> None:
    assert labels(*map(form.format, ("iii", "iv", "v"))) == ["iii", "iv", "v"]
    assert labels(*map(form.format, ("III", "IV", "V"))) == ["III", "IV", "V"]


def test_numbers_within_parts() -> None:
    assert labels("A-1", "A-2", "A-3") == ["A-1", "A-2", "A-3"]


def test_numbers_that_do_not_rise_are_none() -> None:
    assert labels("2023", "2023", "2023") == [None] * 3
    assert labels("7", "9", "8") == [None] * 3


@pytest.mark.parametrize(
    "form", ["Table {}", "{}. Schools and companies", "{}) Schools", "Schools in 20{}", "1, 2, 3, 4 and {}"]
)
def test_numbers_of_other_things(form: str) -> None:
    assert labels(*(form.format(n) for n in (11, 12, 13))) == [None] * 3


def test_a_number_among_words_is_none_beside_one_alone() -> None:
    pages = [[line(f"Annex {n}", 40), line(str(n + 6), FOOT)] for n in (1, 2, 3)]
    assert printed_labels(folios(*pages), 3) == ["7", "8", "9"]
    assert {folio.line.text for folio in folios(*pages)} == {"7", "8", "9"}


def test_pages_between_are_counted_and_others_are_not() -> None:
    assert labels("", "", "2", "3", "", "5", "") == [None, None, "2", "3", "4", "5", None]


def test_two_runs_are_not_joined() -> None:
    assert labels("i", "ii", "iii", "", "1", "2", "3") == ["i", "ii", "iii", None, "1", "2", "3"]


def test_a_number_misread_or_printed_wrongly() -> None:
    assert labels("5", "6", "7", "3", "9", "10", "11") == ["5", "6", "7", "8", "9", "10", "11"]
    assert labels("5", "6", "7", "2") == ["5", "6", "7", None]


def test_a_number_right_below_a_text_of_any_length() -> None:
    pages = [[line("The reform began.", height - 20), line(str(n), height, left=300)] for n, height in
             ((4, 500.0), (5, 410.0), (6, 630.0))]  # fmt: skip
    assert printed_labels(folios(*pages), 3) == ["4", "5", "6"]


def test_numbers_in_other_columns_below_texts_are_none() -> None:
    pages = [[line(str(n), height, left=left)] for n, height, left in
             ((4, 500.0, 100.0), (5, 410.0, 200.0), (6, 630.0, 300.0))]  # fmt: skip
    assert printed_labels(folios(*pages), 3) == [None] * 3


def test_the_number_of_a_page_that_opens_a_chapter_stands_at_the_other_edge() -> None:
    pages = [[line(str(n), FOOT if n == 8 else 40)] for n in range(5, 11)]
    assert printed_labels(folios(*pages), 6) == ["5", "6", "7", "8", "9", "10"]


def both(stated: list[str | None], printed: list[str | None]) -> list[str | None]:
    pages = [SourcePage(number, label, 0, 0) for number, label in enumerate(stated, 1)]
    return [page.label for page in labelled(pages, printed)]


def test_printed_labels_where_the_file_states_none() -> None:
    assert both([None, None], [None, "1"]) == [None, "1"]


def test_stated_labels_stay_on_pages_without_a_number() -> None:
    assert both(["i", "ii", "1", "2"], [None, None, "1", "2"]) == ["i", "ii", "1", "2"]


def test_stated_labels_that_are_not_the_printed_ones_go() -> None:
    assert both(["1", "2", "3", "4"], [None, "1", "2", "3"]) == [None, "1", "2", "3"]


def test_printed_labels_win_on_a_few_pages() -> None:
    assert both(["1", "2", "3", "4", "5"], ["1", "2", "3", "4", "7"]) == ["1", "2", "3", "4", "7"]


def test_a_stated_label_may_say_more() -> None:
    assert both(["A-1", "A-2"], ["1", "2"]) == ["A-1", "A-2"]
