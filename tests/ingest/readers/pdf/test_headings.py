"""Which paragraphs of a PDF are headings, and at which level."""

import pytest

from ingest.readers.pdf.headings import find_hints
from ingest.readers.pdf.opening import OutlineEntry
from tests.ingest.readers.pdf.making import RUNNING, Block, assembled, headings, line, sheet


def large(text: str) -> Block:
    return Block(text, size=14)


def bold(text: str) -> Block:
    return Block(text, bold=1)


@pytest.mark.parametrize(
    "heading",
    [
        Block("Main developments", size=14),
        Block("Main developments", bold=1),
        Block("Main developments", italic=1),
        Block("Main developments", font="Sans"),
        Block("Main developments", colour=0x003399),
        Block("Main developments", size=9, bold=1),
    ],
    ids=["larger", "bold", "italic", "font", "colour", "a little smaller but bold"],
)
def test_type_that_stands_out(heading: Block) -> None:
    assert headings(sheet(heading, RUNNING, RUNNING)) == [(1, "Main developments")]


@pytest.mark.parametrize(
    "other",
    [
        Block("Main developments"),
        Block("Main developments", size=10.5),
        Block("Main developments", size=8, bold=1),
        Block("Main developments:", bold=1),
        Block("Main developments, that is,", bold=1),
        Block("The reform began in 2021.", italic=1),
        Block("Figure 1. Learners in dual training", bold=1),
        Block("of the dual system", bold=1),
        Block("2021", bold=1),
        Block("Q4", bold=1),
        Block("Region\tLearners", bold=1),
        Block(RUNNING + " " + RUNNING, bold=1),
        Block("Main developments\nof the year", colour=0x003399),
    ],
    ids=lambda block: block.text[:30].strip(),
)
def test_what_is_no_heading(other: Block) -> None:
    assert headings(sheet(other, *[RUNNING] * 5)) == []


def test_a_heading_on_two_lines() -> None:
    assert headings(sheet(large("Main developments\nof the year"), RUNNING, RUNNING)) == [
        (1, "Main developments of the year")
    ]


def test_nothing_stands_below_it() -> None:
    assert headings(sheet(large("Reforms"), RUNNING, RUNNING, large("Cedefop 2023"))) == [(1, "Reforms")]


def test_a_few_words_below_it_are_no_text() -> None:
    """The name of a figure and what it is, for example."""
    assert headings(sheet(*[RUNNING] * 5, bold("Learners"), "4 400 in 2023", bold("Schools"), "71 in 2023")) == []


def test_a_greater_heading_below_it_is_no_text() -> None:
    page = sheet(bold("In Flanders"), RUNNING, RUNNING, bold("Cedefop"), large("Reforms"), RUNNING, RUNNING)
    assert [text for _, text in headings(page)] == ["In Flanders", "Reforms"]


def test_the_larger_the_higher() -> None:
    page = sheet(
        Block("Reforms", size=18), RUNNING, large("Dual training"), RUNNING, bold("In Flanders"), RUNNING, RUNNING
    )
    assert headings(page) == [(1, "Reforms"), (2, "Dual training"), (3, "In Flanders")]


def test_a_heading_right_below_a_greater_one() -> None:
    assert headings(sheet(Block("Reforms", size=18), large("Dual training"), RUNNING, RUNNING)) == [
        (1, "Reforms"),
        (2, "Dual training"),
    ]


def test_numbers_tell_levels() -> None:
    titles = ["1 Introduction", "2 Reforms", "2.1 Dual training", "2.1.1 In Flanders"]
    blocks = [block for title in titles for block in (bold(title), RUNNING)]
    assert [level for level, _ in headings(sheet(*blocks))] == [1, 1, 2, 3]


def test_a_heading_without_a_number_has_the_level_of_its_type() -> None:
    titles = ["1 Introduction", "2 Reforms", "3 Challenges", "Conclusions"]
    blocks = [block for title in titles for block in (large(title), RUNNING, bold("In Flanders"), RUNNING)]
    assert [level for level, text in headings(sheet(*blocks)) if text in ("Conclusions", "In Flanders")] == [
        *[2] * 3,
        *[1, 2],
    ]


def test_numbers_without_depth_leave_levels_to_type() -> None:
    titles = ["1 Introduction", "2 Reforms", "3 Challenges"]
    blocks: list[Block | str] = [block for title in titles for block in (large(title), RUNNING)]
    page = sheet(Block("Findings", size=18), RUNNING, *blocks, bold("In Flanders"), RUNNING)
    assert headings(page) == [(1, "Findings"), *((2, title) for title in titles), (3, "In Flanders")]


def test_a_few_numbers_do_not_tell_levels() -> None:
    assert headings(sheet(large("1.1 Reforms"), RUNNING, bold("Dual training"), RUNNING, RUNNING)) == [
        (1, "1.1 Reforms"),
        (2, "Dual training"),
    ]


def test_outline_names_headings_in_the_type_of_text() -> None:
    pages = [sheet("Introduction", RUNNING), sheet("Dual training", RUNNING, "In Flanders", RUNNING)]
    outline = [OutlineEntry("Introduction", 1, 1), OutlineEntry("Dual training", 2, 2)]
    assert headings(*pages, outline=outline) == [(1, "Introduction"), (2, "Dual training")]


@pytest.mark.parametrize("printed", ["IV. Introduction", "4. INTRODUCTION", "A) Introduction", "Annex 4 Introduction"])
def test_numbers_that_the_outline_leaves_out(printed: str) -> None:
    assert headings(sheet(printed, RUNNING), outline=[OutlineEntry("Introduction", 1, 1)]) == [(1, printed)]


def test_numbers_that_only_the_outline_has() -> None:
    outline = [OutlineEntry("Part II. Introduction", 1, 1)]
    assert headings(sheet("Introduction", RUNNING), outline=outline) == [(1, "Introduction")]


def test_a_title_at_the_head_of_a_paragraph() -> None:
    pages = [sheet(RUNNING), sheet(f"Introduction and\nsummary\n{RUNNING}")]
    assert headings(*pages, outline=[OutlineEntry("Introduction and summary", 1, 2)]) == [
        (1, "Introduction and summary")
    ]


def test_a_title_on_another_page_is_not_the_entry() -> None:
    pages = [sheet("Introduction", RUNNING), sheet(RUNNING), sheet(RUNNING)]
    assert headings(*pages, outline=[OutlineEntry("Introduction", 1, 2)]) == []
    assert headings(*pages, outline=[OutlineEntry("Introduction", 1, 1)]) == [(1, "Introduction")]


def test_an_entry_may_lead_to_the_page_before() -> None:
    pages = [sheet(RUNNING), sheet("Introduction", RUNNING)]
    assert headings(*pages, outline=[OutlineEntry("Introduction", 1, 1)]) == [(1, "Introduction")]


def test_what_is_set_like_a_heading_of_the_outline_is_one() -> None:
    blocks: list[Block | str] = [bold("Introduction"), RUNNING, bold("Dual training"), RUNNING]
    assert headings(sheet(*blocks), outline=[OutlineEntry("Introduction", 2, 1)]) == [
        (2, "Introduction"),
        (2, "Dual training"),
    ]


def test_the_outline_tells_the_type_of_headings_among_names_of_figures() -> None:
    figures: list[Block | str] = [bold("Learners"), "4 400", bold("Schools"), "71", bold("Places"), "560"]
    page = sheet(bold("Introduction"), RUNNING, *figures, bold("Dual training"), RUNNING)
    assert headings(page) == []
    assert headings(page, outline=[OutlineEntry("Introduction", 1, 1)]) == [(1, "Introduction"), (1, "Dual training")]


def test_a_heading_of_the_outline_needs_no_text_below() -> None:
    page = sheet(RUNNING, bold("Annex"), "See below.", RUNNING)
    assert headings(page) == []
    assert headings(page, outline=[OutlineEntry("Annex", 1, 1)]) == [(1, "Annex")]


def test_no_heading_within_notes() -> None:
    page = sheet(large("Reforms"), *[RUNNING] * 5, large("Notes"), RUNNING, bold("Chapter one"), RUNNING)
    assert headings(page) == [(1, "Reforms"), (1, "Notes")]


def test_headings_behind_notes() -> None:
    notes: list[Block | str] = [large("References"), RUNNING, bold("Chapter one"), RUNNING]
    page = sheet(*[RUNNING] * 5, *notes, large("Annex"), RUNNING, bold("In Flanders"), RUNNING)
    assert headings(page) == [(1, "References"), (1, "Annex"), (2, "In Flanders")]


def test_lines_of_the_cover_are_none() -> None:
    cover = sheet(Block("Dual training in Belgium", size=24), large("A reform and what became of it so far"))
    assert headings(cover, sheet(large("Reforms"), RUNNING, RUNNING)) == [(1, "Reforms")]


def test_a_page_of_contents_is_no_cover() -> None:
    contents = sheet(large("Contents"), f"Reforms of the dual system {'. ' * 16}2")
    assert headings(contents, sheet(large("Reforms"), RUNNING, RUNNING))[0] == (1, "Contents")


def test_entries_of_a_table_of_contents_are_none() -> None:
    entries: list[Block | str] = [bold(f"Reforms of the dual system {'. ' * 16}3"), f"In Flanders {'. ' * 20}4"]
    page = sheet(large("Contents"), *entries)
    assert headings(page, sheet(large("Reforms"), *[RUNNING] * 5)) == [(1, "Contents"), (1, "Reforms")]


def test_a_running_header_is_none() -> None:
    found = assembled(sheet(bold("Cedefop"), RUNNING, RUNNING))
    header = found.paragraphs[0].start
    assert find_hints(found.paragraphs, [], frozenset([header])) == ()
    assert find_hints(found.paragraphs, [], frozenset()) != ()


def test_where_most_text_stands_out_none_does() -> None:
    """Large type is no sign of a heading in a leaflet."""
    leaflet = [block for n in range(4) for block in (large("Learn a trade, earn a wage, see the world " * 3), RUNNING)]
    assert headings(sheet(*leaflet)) == []


def test_no_text_no_headings() -> None:
    assert headings([]) == []


def test_dense_notes_at_the_end_are_not_running_text() -> None:
    notes = Block(f"{RUNNING} " * 20, size=8)
    page = sheet(large("Reforms"), RUNNING, RUNNING)
    text = [sheet(RUNNING, RUNNING) for _ in range(3)]
    assert headings(page, *text, sheet(notes)) == [(1, "Reforms")]


def test_a_cell_is_no_heading() -> None:
    table = [*sheet(RUNNING, RUNNING), line("Learners\t4 400", 500, bold=1), *sheet(RUNNING)]
    assert headings(table) == []
