"""The order of pages: what goes on over their ends, and what stands at their edges."""

from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.ordering import ordered
from tests.ingest.readers.pdf.making import HEIGHT, line

CUT, REST = "The reform of the dual system in Belgium was", "Adopted by parliament in October 2021 at last."


def text(words: str, baseline: float, size: float = 10.0) -> PageLine:
    return line(words, baseline, 72, 472, size=size)


def orders(*pages: list[PageLine]) -> list[list[str]]:
    return [[group[0].text for group in page.groups] for page in ordered([(lines, HEIGHT) for lines in pages])]


def test_a_footer_of_one_page_stands_before_the_sentence_that_goes_on() -> None:
    pages = [text(CUT, 300), text("Printed on paper", 820, 7)], [text(REST, 300)]
    assert orders(*pages) == [["Printed on paper", CUT], [REST]]
    first, second = ordered([(lines, HEIGHT) for lines in pages])
    assert (first.tail, second.opens) == (1, 0)


def test_a_footer_of_many_pages_stays_at_the_edge() -> None:
    assert orders(*[[text(CUT, 300), text("Cedefop 2023", 820, 7)]] * 3) == [[CUT, "Cedefop 2023"]] * 3


def test_a_sentence_at_the_edge_is_text() -> None:
    first, second = ordered([([text(CUT, 820)], HEIGHT), ([text(REST, 300)], HEIGHT)])
    assert (first.tail, second.opens) == (0, 0)
