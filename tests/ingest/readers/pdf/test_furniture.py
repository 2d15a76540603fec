"""Lines that come again at the edges of pages."""

from ingest.readers.pdf.furniture import Furniture, find_furniture, without
from ingest.readers.pdf.lines import PageLine
from tests.ingest.readers.pdf.making import HEIGHT, RUNNING, assembled, line, sheet

TOP, FOOT = 40.0, 820.0
NAMES = ("Liège", "Namur", "Ghent", "Bruges", "Antwerp")


def read(*pages: list[PageLine]) -> tuple[str, Furniture]:
    """Pages that each hold a text of their own besides."""
    found = assembled(*([*lines, *sheet(f"Text of page {chr(64 + n)}.")] for n, lines in enumerate(pages, 1)))
    return found.text, find_furniture(found, [HEIGHT] * len(pages))


def furniture(*pages: list[PageLine]) -> list[str]:
    """The lines that are furniture."""
    text, found = read(*pages)
    return [text[start:end] for start, end in found.ranges]


def printed(*pages: list[PageLine]) -> tuple[str | None, ...]:
    return read(*pages)[1].printed


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


def test_names_of_chapters_beside_page_numbers() -> None:
    pages = [
        [line(f"{n}\tChapter {n}. {name}", FOOT)] for n, name in enumerate(("Schools", "Companies", "Councils"), 2)
    ]
    assert furniture(*pages) == ["2\tChapter 2. Schools", "3\tChapter 3. Companies", "4\tChapter 4. Councils"]


def test_what_stands_beside_a_page_number_in_another_line_of_the_file() -> None:
    words = ("Schools", "Companies", "Councils")
    pages = [[line(str(n), FOOT, left=500), line(each, FOOT)] for n, each in enumerate(words, 5)]
    assert furniture(*pages) == ["Schools", "5", "Companies", "6", "Councils", "7"]


def test_a_page_of_other_size_has_its_header_as_far_from_the_edge() -> None:
    wide = 595.0
    heights = [HEIGHT, HEIGHT, wide]
    pages = [[line("Cedefop", height - 30.0), *sheet(f"Text of page {height}.")] for height in heights]
    found = assembled(*pages)
    assert len(find_furniture(found, heights).ranges) == 3


def test_a_first_page_may_have_its_footer_higher_or_lower() -> None:
    feet = [(FOOT - 25, 10.0), (FOOT, 10.0), (FOOT, 10.0), (FOOT, 10.0)]
    assert len(furniture(*[[line("VET in Belgium", height, size=size)] for height, size in feet])) == 4
    feet[0] = (FOOT - 25, 9.0)
    assert len(furniture(*[[line("VET in Belgium", height, size=size)] for height, size in feet])) == 3


def test_headings_counted_on_pages_with_numbers_are_text() -> None:
    pages = [[line(f"Annex {n - 6}", TOP, size=14), line(str(n), FOOT)] for n in range(7, 10)]
    assert furniture(*pages) == ["7", "8", "9"]


def test_numbered_headings_on_pages_without_numbers_are_text() -> None:
    names = ("Schools", "Companies", "Councils")
    assert furniture(*[[line(f"{n} {name}", TOP, size=14)] for n, name in enumerate(names, 1)]) == []
    assert len(furniture(*[[line(f"{n} {name}", TOP)] for n, name in enumerate(names, 1)])) == 3


def test_the_title_stays_where_others_repeat_it() -> None:
    pages = [[line("VET in Belgium", TOP, size=14 if n == 1 else 10)] for n in range(1, 5)]
    assert furniture(*pages) == ["VET in Belgium"] * 3


def test_the_head_of_a_table_that_goes_on_is_text() -> None:
    def page(n: int) -> list[PageLine]:
        rows = [line("Region\tLearners", 60), line(f"{NAMES[n]}\t{n}00", 75)]
        return [line("Cedefop", TOP), *rows]

    assert furniture(*map(page, range(1, 5))) == ["Cedefop"] * 4


def test_parts_of_a_header_are_no_head_of_a_table() -> None:
    def page(n: int) -> list[PageLine]:
        return [line("Cedefop\tVET in Belgium", 60), line(f"In {NAMES[n]} a reform began", 75)]

    assert furniture(*map(page, range(1, 5))) == ["Cedefop\tVET in Belgium"] * 4


def test_a_stamp_along_the_edge() -> None:
    assert furniture([line("PE 733.112", 400, left=20, turned=True)]) == ["PE 733.112"]


def test_a_page_whose_text_is_all_turned_has_no_stamps() -> None:
    found = assembled([line("Table 3. Learners by region", 400, turned=True)], sheet("The reform began."))
    assert find_furniture(found, [HEIGHT] * 2).ranges == ()


def test_a_table_that_is_turned_below_an_upright_header_is_text() -> None:
    table = [line(f"Region {each}\t100\t200\t300", 400, left=left, turned=True) for left, each in enumerate("ABCDE", 1)]
    header = line("VET in Belgium", TOP)
    found = assembled([header, *sheet(RUNNING)], [header, *sheet(RUNNING)], [header, *table])
    assert [found.text[a:b] for a, b in find_furniture(found, [HEIGHT] * 3).ranges] == ["VET in Belgium"] * 3


def test_letters_of_a_slanted_picture_are_stamps() -> None:
    letters = [line(each, 400, left=100 + at, turned=True) for at, each in enumerate("Arm exercises to do")]
    found = assembled([line("Arms", 300), *letters])
    assert len(find_furniture(found, [HEIGHT]).ranges) == len(letters)


def test_ranges_come_in_reading_order() -> None:
    stamp = line("PE 733.112", 400, left=20, turned=True)
    pages = [[line(str(n), FOOT), stamp, line("VET in Belgium", TOP)] for n in (1, 2, 3)]
    assert furniture(*pages) == [found for n in "123" for found in ("VET in Belgium", "PE 733.112", n)]


def test_a_stamp_that_comes_again_is_told_once() -> None:
    pages = [[line("PE 733.112", TOP, left=20, turned=True)] for _ in range(3)]
    assert furniture(*pages) == ["PE 733.112"] * 3


def test_numbers_at_the_edges_are_the_labels_of_the_pages() -> None:
    assert printed([], *[[line(f"VET in Belgium | {n}", FOOT)] for n in (7, 8, 9)]) == (None, "7", "8", "9")


def test_paragraphs_without_their_furniture() -> None:
    found = assembled(sheet("One\nTwo\nThree", "Four"))
    (first, second), two = found.paragraphs, found.text.index("Two")
    kept = without([first, second], [(two, two + 3)])
    assert [paragraph.text for paragraph in kept] == ["One", "Three", "Four"]
