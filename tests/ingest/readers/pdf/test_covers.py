"""Lines of the first pages, with their type."""

from ingest.readers.pdf.covers import cover_lines
from tests.ingest.readers.pdf.making import assembled, line


def test_a_line_has_its_place_and_its_type() -> None:
    whole = assembled([line("Skills", 100.0, size=24.0, bold=1.0, colour=7)])
    (found,) = cover_lines(whole, ())
    assert whole.text[found.start : found.end] == "Skills"
    assert (found.page, found.size, found.bold, found.colour, found.recurs) == (1, 24.0, True, 7, False)
    assert (found.left, found.top) == (72.0, 100.0 - 0.8 * 24)


def test_what_tabs_part_stands_in_parts() -> None:
    (found,) = cover_lines(assembled([line("Anna Karno\tJan Maes")]), ())
    assert found.parts == ("Anna Karno", "Jan Maes")


def test_furniture_is_told_from_the_rest() -> None:
    whole = assembled([line("A header", 20.0), line("Skills", 300.0)])
    spans = [(found.start, found.end) for found in cover_lines(whole, ())]
    assert [found.recurs for found in cover_lines(whole, spans[:1])] == [True, False]


def test_only_the_first_pages_that_have_lines_are_covers() -> None:
    pages = [[], *[[line(f"Page {number}")] for number in range(2, 9)]]
    assert [found.page for found in cover_lines(assembled(*pages), ())] == [2, 3, 4, 5]
