"""Lines that come again at the edges of pages."""

from ingest.readers.pdf.furniture import recurring
from ingest.readers.pdf.lines import PageLine
from tests.ingest.readers.pdf.making import HEIGHT, assembled, line, sheet

TOP, FOOT = 40.0, 820.0


def furniture(*pages: list[PageLine]) -> list[str]:
    """The lines that are furniture on pages that each hold a text of their own besides."""
    found = assembled(*([*lines, *sheet(f"Text of page {chr(64 + n)}.")] for n, lines in enumerate(pages, 1)))
    return [found.text[start:end] for start, end in recurring(found, [HEIGHT] * len(pages))]


def test_a_header_with_page_numbers_on_three_of_six_pages() -> None:
    pages = [[line(f"VET in Belgium {n}", TOP)] if n % 2 else [] for n in range(1, 7)]
    assert furniture(*pages) == ["VET in Belgium 1", "VET in Belgium 3", "VET in Belgium 5"]


def test_twice_is_too_few() -> None:
    assert furniture([line("VET in Belgium", TOP)], [line("VET in Belgium", TOP)], []) == []


def test_pages_far_apart_do_not_count() -> None:
    header = [line("VET in Belgium", TOP)]
    assert furniture(header, header, [], [], [], [], [], header) == []


def test_left_and_right_pages() -> None:
    pages = [[line("Cedefop", TOP) if n % 2 else line("Spotlight on VET", TOP, left=350)] for n in range(6)]
    assert sorted(set(furniture(*pages))) == ["Cedefop", "Spotlight on VET"]


def test_page_numbers() -> None:
    assert furniture(*[[line(str(n), FOOT)] for n in range(9, 12)]) == ["9", "10", "11"]
    assert furniture(*[[line(n, FOOT)] for n in ("iii", "iv", "v")]) == ["iii", "iv", "v"]


def test_the_same_words_further_down_are_text() -> None:
    lines = [line("Learners", 200)]
    assert furniture(lines, lines, lines) == []


def test_the_same_words_at_other_heights_are_text() -> None:
    pages = [[line("Learners", height)] for height in (30, 45, 60)]
    assert furniture(*pages) == []


def test_a_point_more_or_less_is_the_same_height() -> None:
    pages = [[line("VET in Belgium", height)] for height in (39.5, 40.5, 39.5)]
    assert len(furniture(*pages)) == 3


def test_other_words_at_the_same_height_are_text() -> None:
    assert furniture([line("The reform", TOP)], [line("of the system", TOP)], [line("began in 2021", TOP)]) == []


def test_a_line_too_long_for_a_header_is_text() -> None:
    lines = [line("The reform began. " * 9 + "It goes on.", TOP, right=500)]
    assert furniture(lines, lines, lines) == []


def test_a_stamp_along_the_edge() -> None:
    assert furniture([line("PE 733.112", 400, left=20, turned=True)]) == ["PE 733.112"]


def test_a_page_whose_text_is_all_turned_has_no_stamps() -> None:
    found = assembled([line("Table 3. Learners by region", 400, turned=True)], sheet("The reform began."))
    assert recurring(found, [HEIGHT] * 2) == ()


def test_ranges_come_in_reading_order() -> None:
    stamp = line("PE 733.112", 400, left=20, turned=True)
    pages = [[line(str(n), FOOT), stamp, line("VET in Belgium", TOP)] for n in (1, 2, 3)]
    assert furniture(*pages) == [found for n in "123" for found in ("VET in Belgium", "PE 733.112", n)]


def test_a_stamp_that_comes_again_is_told_once() -> None:
    pages = [[line("PE 733.112", TOP, left=20, turned=True)] for _ in range(3)]
    assert furniture(*pages) == ["PE 733.112"] * 3
