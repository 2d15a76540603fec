"""Which paragraphs are set as headings are."""

import pytest

from ingest.readers.pdf.opening import OutlineEntry
from tests.ingest.readers.pdf.making import RUNNING, Block, headings, line, sheet


def bold(text: str) -> Block:
    return Block(text, bold=1)


def titles(*pages: list[Block | str], outline: list[OutlineEntry] | None = None) -> list[str]:
    return [text for _, text in headings(*[sheet(*page) for page in pages], outline=outline)]


@pytest.mark.parametrize(
    "heading",
    ["2.1\tDual training", "Article 3.\tDual training", "IV.\tDual training", "a) Dual training", "2021 Reforms"],
)
def test_numbers_apart_from_their_titles(heading: str) -> None:
    assert titles([bold(heading), RUNNING, RUNNING]) == [heading]


@pytest.mark.parametrize("caption", ["Abbildung 3: Lernende", "Tableau 2 – Les apprentis", "4. ábra. Tanulók"])
def test_captions_in_other_languages(caption: str) -> None:
    assert titles([bold(caption), RUNNING, bold("Reformen"), RUNNING, RUNNING]) == ["Reformen"]


def test_a_series_in_italic_over_two_lines() -> None:
    findings = [
        Block(f"Finding {number}: Training pays for learners and\nfor companies", italic=1) for number in (1, 2)
    ]
    assert len(titles([findings[0], RUNNING, findings[1], RUNNING])) == 2


def test_a_line_in_capitals() -> None:
    assert titles(["REFORMS", RUNNING, "Dual training", RUNNING]) == ["REFORMS"]


def test_numbers_with_parts_in_the_type_of_text() -> None:
    page = [
        "2.1 Dual training",
        RUNNING,
        "2.2 Regions",
        RUNNING,
        "2.5 per cent of learners",
        "2.6 Flanders pays.",
        RUNNING,
    ]
    assert titles([*page]) == ["2.1 Dual training", "2.2 Regions"]


def test_few_words_below_what_often_stands_above_text() -> None:
    often = [
        block for title in ("Reforms", "Funds", "Regions", "Learners", "Schools") for block in (bold(title), RUNNING)
    ]
    assert "Complaints" in titles([*often, bold("Complaints"), "None."])
    assert "Complaints" not in titles([RUNNING, RUNNING, bold("Complaints"), "None."])


def test_the_number_of_a_page_below_a_heading_is_no_text() -> None:
    assert titles([RUNNING, RUNNING, bold("Reforms"), "7"], [RUNNING, RUNNING]) == ["Reforms"]


def test_a_word_said_again_and_again() -> None:
    notes = [block for _ in range(6) for block in (bold("Note"), RUNNING)]
    assert titles([bold("Reforms"), RUNNING, *notes, bold("Funds"), RUNNING]) == ["Reforms", "Funds"]


def test_an_outline_of_every_page_tells_what_is_none() -> None:
    names = ["Reforms", "Funds", "Regions", "Learners", "Schools"]
    pages: list[list[Block | str]] = [
        [Block(name, size=14), RUNNING, Block("Button", font="Sans"), RUNNING] for name in names
    ]
    outline = [OutlineEntry(name, 1, page) for page, name in enumerate(names, 1)]
    assert titles(*pages, outline=outline) == names
    assert "Button" in titles(*pages)


def test_slides_begin_with_their_titles() -> None:
    names = ["Reforms", "Funds", "Regions", "Learners"]
    pages: list[list[Block | str]] = [[Block(name, size=30), "More places", "More councils"] for name in names]
    assert titles(*pages, [Block("A longer title", size=24)]) == [*names, "A longer title"]


def test_the_title_and_its_authors() -> None:
    front: list[Block | str] = [Block("Vocational training", size=24), Block("A. Author, B. Author", size=12)]
    page: list[Block | str] = [Block("Reforms", size=14), RUNNING, Block("Funds", size=14), RUNNING]
    assert titles([*front, *page], page) == ["Reforms", "Funds", "Reforms", "Funds"]


def test_a_chapter_is_no_title() -> None:
    """It has text of its own."""
    page: list[Block | str] = [Block("Reforms", size=14), RUNNING, Block("Funds", size=14), RUNNING]
    assert titles([Block("Vocational training", size=24), RUNNING, *page])[0] == "Vocational training"


def test_a_bold_line_that_goes_on_below_is_none() -> None:
    lines = sheet(RUNNING, bold("Learners and companies pay"), RUNNING, bold("Funds"), RUNNING)
    at = next(place for place, each in enumerate(lines) if each.text.startswith("Learners and"))
    rest = line("for courses.", lines[at].baseline + 15.0, size=10, bold=1)
    assert [text for _, text in headings([*lines[: at + 1], rest, *lines[at + 1 :]])] == ["Funds"]


def test_the_end_of_a_sentence_in_italic_is_none() -> None:
    page: list[Block | str] = [
        f"{RUNNING} It is told in",
        Block("Training Reports.", italic=1, font="Slanted"),
        RUNNING,
    ]
    assert titles([*page, Block("Funds", italic=1, font="Slanted"), RUNNING]) == ["Funds"]


def test_small_bold_lines_above_rows_are_heads_of_tables() -> None:
    rows: list[Block | str] = []
    for name in ("Costs", "Income", "Funds"):
        rows += [Block(name, size=9, bold=1), f"{name} in euro\t4 400\t5 600\t7 000"]
    assert titles([bold("Accounts"), RUNNING, RUNNING, *rows]) == ["Accounts"]


def test_a_numbered_title_in_italic_over_two_lines() -> None:
    first = "2.1.1 Monitoring of training and the next steps for all\nproviders and partners"
    page: list[Block | str] = [Block(first, italic=1), RUNNING, Block("2.1.2 Funds", italic=1), RUNNING]
    assert titles(page) == [first.replace("\n", " "), "2.1.2 Funds"]
    assert titles([first, RUNNING, "2.1.2 Funds", RUNNING]) == ["2.1.2 Funds"]
