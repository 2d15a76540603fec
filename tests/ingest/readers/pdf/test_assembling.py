"""The characters of a source: each paragraph, each line and each page is found at its offsets."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.assembling import ReadPage, assemble
from ingest.readers.pdf.lines import PageLine
from tests.ingest.readers.pdf.making import HEIGHT, WIDTH, Block, line, sheet

LINES = st.builds(
    line,
    st.text("aB.1 ¹•\t", min_size=1, max_size=20).map(str.strip).filter(bool),
    st.sampled_from([30.0, 120.0, 132.0, 144.0, 300.0, 830.0]),
    st.sampled_from([72.0, 90.0, 320.0]),
    size=st.sampled_from([8.0, 10.0, 14.0]),
    bold=st.sampled_from([0.0, 1.0]),
)
PAGES = st.lists(st.lists(LINES, max_size=8), min_size=1, max_size=4)


@given(PAGES)
def test_text_is_that_of_the_paragraphs_at_their_offsets(pages: list[list[PageLine]]) -> None:
    found = assemble([ReadPage(WIDTH, HEIGHT, lines) for lines in pages], [None] * len(pages))
    for paragraph in found.paragraphs:
        assert found.text[paragraph.start : paragraph.end] == "\n".join(p.line.text for p in paragraph.lines)
        assert all(found.text[placed.start : placed.end] == placed.line.text for placed in paragraph.lines)
        page = found.pages[paragraph.page - 1]
        assert page.start <= paragraph.start < paragraph.end <= page.end
        assert {placed.page for placed in paragraph.lines} == {page.number}


@given(PAGES)
def test_pages_cover_the_text(pages: list[list[PageLine]]) -> None:
    found = assemble([ReadPage(WIDTH, HEIGHT, lines) for lines in pages], [None] * len(pages))
    assert [found.text[page.start : page.end] for page in found.pages] == found.text.split("\f")
    assert [page.number for page in found.pages] == list(range(1, len(pages) + 1))
    starts = [0, *(page.end + 1 for page in found.pages)]
    assert [page.start for page in found.pages] == starts[:-1]
    assert found.pages[-1].end == len(found.text)


@given(PAGES)
def test_no_line_is_lost(pages: list[list[PageLine]]) -> None:
    found = assemble([ReadPage(WIDTH, HEIGHT, lines) for lines in pages], [None] * len(pages))
    placed = [(p.page, p.line.text) for paragraph in found.paragraphs for p in paragraph.lines]
    assert sorted(placed) == sorted((number, each.text) for number, lines in enumerate(pages, 1) for each in lines)


def test_line_feeds_end_lines_and_form_feeds_pages() -> None:
    first = sheet(Block("Main developments", size=14), "The reform began in\n2021.")
    found = assemble([ReadPage(WIDTH, HEIGHT, first), ReadPage(WIDTH, HEIGHT, sheet("It goes on."))], ["i", "1"])
    assert found.text == "Main developments\n\nThe reform began in\n2021.\fIt goes on."
    assert [page.label for page in found.pages] == ["i", "1"]
    assert [(paragraph.page, paragraph.text) for paragraph in found.paragraphs] == [
        (1, "Main developments"),
        (1, "The reform began in 2021."),
        (2, "It goes on."),
    ]


def test_header_first_footer_last() -> None:
    number, header = line("7", 820), line("Cedefop", 40)
    found = assemble([ReadPage(WIDTH, HEIGHT, [number, *sheet("The reform began."), header])], [None])
    assert found.text == "Cedefop\n\nThe reform began.\n\n7"


def test_a_figure_is_moved_out_of_a_sentence() -> None:
    lines = sheet("The reform of the dual system was", "Figure 1. Learners", "adopted by parliament in 2021.")
    found = assemble([ReadPage(WIDTH, HEIGHT, lines)], [None])
    assert found.text == ("The reform of the dual system was\n\nadopted by parliament in 2021.\n\nFigure 1. Learners")


def test_a_page_without_places_has_its_bare_text() -> None:
    pages = [ReadPage(0, 0, text="Bare text."), ReadPage(0, 0), ReadPage(WIDTH, HEIGHT, sheet("The reform began."))]
    found = assemble(pages, [None] * 3)
    assert found.text == "Bare text.\f\fThe reform began."
    assert [paragraph.page for paragraph in found.paragraphs] == [3]
