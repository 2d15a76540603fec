"""Lines of a page, from the characters that stand on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.lines import PageLine, lines_of_page
from tests.ingest.readers.pdf.making import glyphs, page_of

LEFT, RIGHT = 72.0, 320.0
# Rows of two columns as a file has them that goes across the page.
ROWS = [
    ("The reform began in 2019 when", "In Flanders the council of the"),
    ("the regions agreed on a shared", "social partners was asked for"),
    ("frame of reference for dual", "its opinion, and gave it one"),
    ("training, and on who is to pay", "year later. The decree itself"),
    ("for it in the first five years.", "was adopted in October 2021."),
]


def texts(*runs: list[Glyph]) -> list[str]:
    return [found.text for found in lines_of_page(page_of(*runs))]


def only(*runs: list[Glyph]) -> PageLine:
    (found,) = lines_of_page(page_of(*runs))
    return found


def across(rows: list[tuple[str, str]]) -> list[list[Glyph]]:
    """Runs of characters, row by row."""
    return [
        glyphs(cell, left, 100.0 + 12 * number)
        for number, row in enumerate(rows)
        for cell, left in zip(row, (LEFT, RIGHT), strict=True)
    ]


def test_characters_along_a_baseline_are_a_line() -> None:
    assert texts(glyphs("The reform began."), glyphs("It was adopted.", baseline=112)) == [
        "The reform began.",
        "It was adopted.",
    ]


def test_a_line_that_starts_again_at_the_left_is_another_one() -> None:
    """Whether or not the file says that a line ends."""
    assert texts([*glyphs("The reform began."), *glyphs("It was adopted.", baseline=112)]) == [
        "The reform began.",
        "It was adopted.",
    ]


def test_a_lower_baseline_is_another_line() -> None:
    """Though it goes on to the right of where the one above ends."""
    assert texts([*glyphs("Short."), *glyphs("Further down.", left=102, baseline=112)]) == ["Short.", "Further down."]


def test_the_marker_of_a_note_belongs_to_its_word() -> None:
    marker = glyphs("1", left=102, baseline=96, size=6)
    assert texts(glyphs("reform"), marker, glyphs(" began", left=105)) == ["reform¹ began"]


def test_no_space_parts_a_word_from_the_marker_of_its_note() -> None:
    assert texts(glyphs("reform "), glyphs("12", left=107, baseline=96, size=6)) == ["reform¹²"]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (glyphs("1", left=102, baseline=96, size=9), "not small"),
        (glyphs("1", left=102, baseline=102, size=6), "below the line"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_numbers_are_no_markers(number: list[Glyph], why: str) -> None:
    assert texts(glyphs("reform"), number) == ["reform1"], why


def test_a_marker_in_front_of_a_note_is_raised_too() -> None:
    assert texts(glyphs("1", left=72, baseline=96, size=6), glyphs("See the decree.", left=78)) == ["¹ See the decree."]


def test_wide_gaps_part_cells() -> None:
    row = only(glyphs("Brussels"), glyphs("4 400", left=200), glyphs("12%", left=300))
    assert row.text == "Brussels\t4 400\t12%"
    assert row.cells == 3


def test_cells_that_the_file_has_a_few_lines_apart_are_one_row() -> None:
    runs = [glyphs("Brussels"), glyphs("Flanders", baseline=130), glyphs("4 400", left=200)]
    assert texts(*runs) == ["Brussels\t4 400", "Flanders"]


def test_cells_far_apart_in_the_file_are_not_joined() -> None:
    between = [glyphs("Flanders", baseline=130.0 + 30 * n) for n in range(3)]
    assert texts(glyphs("Brussels"), *between, glyphs("4 400", left=200)) == ["Brussels", *["Flanders"] * 3, "4 400"]


def test_two_columns_are_parted() -> None:
    left, right = zip(*ROWS, strict=True)
    found = lines_of_page(page_of(*across(ROWS)))
    assert [each.text for each in found] == [*left, *right]
    assert {each.cells for each in found} == {1}
    assert {each.left for each in found[5:]} == {RIGHT}


def test_lines_above_and_below_columns_stay_there() -> None:
    left, right = zip(*ROWS, strict=True)
    above, below = glyphs("Two reforms", baseline=80), glyphs("Source: Cedefop.", baseline=190)
    assert texts(above, *across(ROWS), below) == ["Two reforms", *left, *right, "Source: Cedefop."]


def test_a_line_in_one_column_alone_goes_with_it() -> None:
    alone = glyphs("Alone on the right", RIGHT, 124.0)
    shifted = across(ROWS)[4:]
    lower = [[*glyphs("".join(g.text for g in run), run[0].left, run[0].baseline + 12)] for run in shifted]
    left, right = zip(*ROWS, strict=True)
    assert texts(*across(ROWS)[:4], alone, *lower) == [*left, *right[:2], "Alone on the right", *right[2:]]


def test_few_rows_are_no_columns() -> None:
    assert texts(*across(ROWS[:4])) == [f"{left}\t{right}" for left, right in ROWS[:4]]


def test_rows_of_a_table_are_no_columns() -> None:
    rows = [(f"Region {n}", "a council of its own") for n in range(6)]
    assert texts(*across(rows)) == [f"Region {n}\ta council of its own" for n in range(6)]


def test_turned_text_comes_last() -> None:
    """Up along an edge of the page, for example."""
    stamp = [each for letter in "DRAFT" for each in glyphs(letter, left=20, upright=False)]
    found = lines_of_page(page_of(stamp, glyphs("The reform began.")))
    assert [(each.text, each.turned) for each in found] == [("The reform began.", False), ("DRAFT", True)]


def test_spaces_come_once() -> None:
    found = only(glyphs("  two   words  "))
    assert found.text == "two words"
    assert found.left == 82


def test_a_gap_that_the_file_has_no_space_for_is_one() -> None:
    assert texts(glyphs("two"), glyphs("words", left=90)) == ["two words"]
    assert texts(glyphs("wo"), glyphs("rds", left=82.5)) == ["words"]


def test_what_most_of_a_line_is_set_in() -> None:
    runs = [glyphs("Main", bold=True, colour=0xFF0000), glyphs("developments", left=92, font="Sans", italic=True)]
    found = only([*runs[0], *runs[1]])
    assert (found.size, found.colour) == (10, 0)
    assert (found.bold, found.italic) == (0.25, 0.75)
    assert found.fonts == {"Serif": 4, "Sans": 12}


def test_bold_italic_counts_as_bold() -> None:
    found = only(glyphs("Main", bold=True, italic=True))
    assert (found.bold, found.italic) == (1, 0)


def test_blank_runs_are_no_lines() -> None:
    assert lines_of_page(page_of(glyphs("   "), [])) == []


RUNS = st.builds(
    glyphs,
    st.text("ab1 \u00a0", max_size=8),
    st.sampled_from([72.0, 74.0, 100.0, 300.0]),
    st.sampled_from([96.0, 100.0, 112.0]),
    st.sampled_from([6.0, 10.0]),
    upright=st.booleans(),
)


@given(st.lists(RUNS, max_size=12))
def test_every_character_has_its_place_and_none_is_lost(runs: list[list[Glyph]]) -> None:
    found = lines_of_page(page_of(*runs))
    for each in found:
        assert len(each.edges) == len(each.text)
        assert each.text == each.text.strip()
        assert "  " not in each.text
    given_characters = sorted(g.text for run in runs for g in run if not g.text.isspace())
    plain = "".join(each.text for each in found).replace("¹", "1")
    assert sorted("".join(plain.split())) == given_characters


def test_the_places_of_raised_letters_are_known() -> None:
    raised = glyphs("a", left=72.0 + 5 * 5.0, baseline=96.0, size=6.0)
    (found,) = lines_of_page(page_of([*glyphs("Karno"), *raised]))
    assert (found.text, found.raised) == ("Karnoa", frozenset({5}))


def test_wide_spaces_of_a_justified_line_part_no_cells() -> None:
    words = [*glyphs("It was adopted.", 72, 112), *glyphs("The regions", 72 + 15 * 5 + 20, 112)]
    above = glyphs("x" * 30, 72, 100)
    assert [each.text for each in lines_of_page(page_of(above, words))][1] == "It was adopted. The regions"
    assert lines_of_page(page_of(glyphs("x" * 10, 72, 100), words))[1].cells == 2
