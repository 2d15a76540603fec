"""Lines near the edges of pages."""

from math import inf

from ingest.readers.pdf.edges import EdgeLine, Side, edge_lines, exposed, last_lines
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.repeating import comes_again
from tests.ingest.readers.pdf.making import HEIGHT, assembled, line


def edges(*lines: PageLine) -> list[EdgeLine]:
    """Of one page."""
    placed = [each for paragraph in assembled(lines).paragraphs for each in paragraph.lines]
    return edge_lines(placed, [HEIGHT])


def test_how_far_lines_are_from_the_edges_and_from_the_text() -> None:
    found = edges(line("Cedefop", 40), line("The reform began.", 90), line("It goes on.", 400), line("7", 820))
    assert [(edge.text, edge.side, edge.distance, edge.gap) for edge in found] == [
        ("Cedefop", Side.TOP, 40, 50),
        ("The reform began.", Side.TOP, 90, 310),
        ("7", Side.BOTTOM, HEIGHT - 820, 420),
    ]


def test_lines_of_one_row_are_not_towards_the_text() -> None:
    found = edges(line("Cedefop", 40), line("VET in Belgium", 41, left=400))
    assert [(edge.gap, edge.inner) for edge in found] == [(inf, None)] * 2


def test_the_outermost_lines() -> None:
    found = edges(line("Cedefop", 30), line("|", 40), line("VET in Belgium", 50), line("2022", 51), line("Reforms", 70))
    assert [edge.text for edge in exposed(found, set())] == ["Cedefop"]
    assert [edge.text for edge in exposed(found, {found[0].start})] == ["Cedefop", "|", "VET in Belgium", "2022"]


def test_the_last_line_of_a_page_that_ends_early() -> None:
    lines = [line("The reform began.", 90), line("7", 400)]
    placed = [each for paragraph in assembled(lines, [line("8", 820)]).paragraphs for each in paragraph.lines]
    assert [(edge.text, edge.side) for edge in last_lines(placed, [HEIGHT] * 2)] == [("7", Side.BOTTOM)]


def test_three_pages_of_seven() -> None:
    assert comes_again(1, [1, 4, 7])
    assert not comes_again(1, [1, 4, 8])
    assert not comes_again(20, [1, 2, 3, 20])
