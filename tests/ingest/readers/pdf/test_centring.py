"""Headings in the middle of their column, and others in their type at its edge."""

from dataclasses import replace

import pytest

from ingest.readers.pdf.lines import PageLine
from tests.ingest.readers.pdf.making import RUNNING, Block, headings, sheet

# The lines of running text have 70 characters, of 5 points each.
LEFT, RIGHT = 72.0, 422.0
TITLES = ["REFORMS", "REGIONS", "FUNDS", "COUNCILS"]


def page(*centred: str, by: float = 0.5) -> list[PageLine]:
    """Titles in one type above text, some set in by this share of the free width."""
    text = RUNNING[:70]
    lines = sheet(*(each for title in TITLES for each in (Block(title, bold=1), f"{text}\n{text}\n{RUNNING}")))
    return [_moved(line, by * (RIGHT - line.right)) if line.text in centred else line for line in lines]


def _moved(line: PageLine, by: float) -> PageLine:
    return replace(line, edges=tuple((left + by, right + by) for left, right in line.edges))


def test_centred_titles_are_above_others_in_their_type() -> None:
    first, second = page("REFORMS", "FUNDS"), page("REFORMS", "FUNDS")
    assert [level for level, _ in headings(first, second)] == [1, 2, 1, 2] * 2


def test_what_is_centred_on_a_title_page_is_no_level() -> None:
    assert {level for level, _ in headings(page("REFORMS", "FUNDS"), page())} == {1}


@pytest.mark.parametrize(
    ("first", "second"), [((), ()), (("REFORMS",), ()), (("REFORMS", "REGIONS", "FUNDS"), ()), (TITLES, TITLES)]
)
def test_what_is_centred_now_and_then_is_no_level(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Nor is it where all are centred."""
    assert {level for level, _ in headings(page(*first), page(*second))} == {1}


def test_an_indent_is_no_centring() -> None:
    assert {level for level, _ in headings(page("REFORMS", "FUNDS", by=0.2), page("REFORMS", "FUNDS", by=0.2))} == {1}
