"""Where each line of the source stands on its page."""

from ingest.readers.pdf.assembling import ReadPage, assemble
from ingest.readers.pdf.placing import layouts
from tests.ingest.readers.pdf.making import HEIGHT, WIDTH, line


def test_lines_stand_at_their_range_of_the_source() -> None:
    pages = [
        ReadPage(WIDTH, HEIGHT, [line("The reform began", 120.0), line("in 2021.", 132.0)]),
        ReadPage(WIDTH, HEIGHT, [line("It goes on.", 120.0, left=90.0)]),
    ]
    read = assemble(pages, [None, None])
    first, second = layouts(read, pages)
    assert [read.text[placed.start : placed.end] for placed in first.lines] == ["The reform began", "in 2021."]
    assert (second.page, second.width, second.height) == (2, WIDTH, HEIGHT)
    (placed,) = second.lines
    assert (placed.top, placed.bottom) == (112.0, 122.0)
    assert list(placed.edges) == [90.0 + 5.0 * n for n in range(len("It goes on.") + 1)]


def test_a_page_of_bare_text_has_no_lines() -> None:
    pages = [ReadPage(0.0, 0.0, text="It goes on.")]
    (found,) = layouts(assemble(pages, [None]), pages)
    assert found.lines == ()
