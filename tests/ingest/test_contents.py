"""The report's own table of contents."""

import pytest

from ingest.blocks import split_blocks
from ingest.contents import Contents, ContentsEntry, find_contents, levels
from ingest.source import Source


def contents(text: str) -> Contents:
    return find_contents(text, split_blocks(Source("r.txt", "text/plain", text)))


def entries(text: str) -> list[tuple[str | None, str, str | None]]:
    return [(entry.number, entry.title, entry.label) for entry in contents(text).entries]


def test_numbers_titles_and_labels() -> None:
    text = (
        "Contents\n\nForeword  iii\nCHAPTER 1.\tIntroduction\t5\n2.1\tAgile VET.....8\n"
        "2.2 Attractive VET in 2023 . . . 10\n"
        "Annex A. Laws … … … 12\nReferences 20\n\nCHAPTER 1. Introduction\n\nText."
    )
    assert entries(text) == [
        (None, "Foreword", "iii"),
        ("1", "Introduction", "5"),
        ("2.1", "Agile VET", "8"),
        ("2.2", "Attractive VET in 2023", "10"),
        ("Annex A", "Laws", "12"),
        (None, "References", "20"),
    ]
    found = contents(text)
    assert split_blocks(Source("", "", text))[found.last].text == "CHAPTER 1. Introduction"


@pytest.mark.parametrize(
    "text",
    [
        "Table of contents\n\nA long title that\ngoes on 5\nOther 6\n\nText",
        "Contents\n\nPage\n\nA long title that goes on 5\n\nOther\t6\n\nText",
        "A long title that goes on\t5\nOther\t6\nMore\t7\nLast\t8\n\nA long title that goes on\n\nOther\n\nMore",
        "## Contents\n\n- [A long title that goes on](#a) 5\n- [Other](#b) 6",
    ],
)
def test_forms(text: str) -> None:
    assert entries(text)[:2] == [(None, "A long title that goes on", "5"), (None, "Other", "6")]


def test_entries_without_labels_come_again_as_headings() -> None:
    text = "Contents\n\n1. Introduction\n2. Main in 2023\n\n1. Introduction\n\nText.\n\n2. Main in 2023\n\nText."
    assert entries(text) == [("1", "Introduction", None), ("2", "Main in 2023", None)]
    assert contents(text).last == 3


def test_a_heading_that_ends_in_a_year_is_no_entry() -> None:
    text = "Contents\n\n1. Developments in 2023 ... 5\n2. Outlook ... 9\n\n1. Developments in 2023\n\nText of it."
    assert contents(text).last == 3


def test_captions_are_no_sections() -> None:
    text = "Contents\n\n1. A ... 5\n2. B ... 6\n\nList of tables\n\nTable 1. Learners ... 7\n\nText"
    assert entries(text) == [("1", "A", "5"), ("2", "B", "6")]


@pytest.mark.parametrize(
    "text", ["", "A paragraph of 5\nlines in 2023", "Contents\n\nOnly text here.", "Contents", "A\t5\nB\t6"]
)
def test_no_contents(text: str) -> None:
    assert contents(text) == Contents()


def test_levels_by_number_or_indentation() -> None:
    found = contents("Contents\nSummary 1\nThe system 2\n  Funding 3\n2.1 Quality 4\n")
    assert [levels(found)[entry] for entry in found.entries] == [1, 1, 2, 2]
    assert found.entries[2] == ContentsEntry(None, "Funding", "3", 2)


def test_numbers_that_belong_to_titles_are_no_labels() -> None:
    text = "Contents\n\n1. Introduction\n2. Phase 1\n3. Phase 2\n4. Service civil\n\n" + "\n\n".join(
        f"{title}\n\nText." for title in ("1. Introduction", "2. Phase 1", "3. Phase 2", "4. Service civil")
    )
    assert entries(text) == [
        ("1", "Introduction", None),
        ("2", "Phase 1", None),
        ("3", "Phase 2", None),
        ("4", "Service civil", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contents\n\nForeword iv\nLe service civil 5\nOther 6\n\nText", ["iv", "5", "6"]),
        ("Contents\n\nForeword\tiv\nLe service\tcivil\n\nText", []),
        ("Contents\n\nGoal 3\nGoal 2\nGoal 1\n\nText", []),
        ("Contents\n\nGoal 3  5\nGoal 2  7\nGoal 1  9\n\nText", ["5", "7", "9"]),
    ],
)
def test_labels_are_page_numbers_that_do_not_fall(text: str, expected: list[str]) -> None:
    assert [entry.label for entry in contents(text).entries] == expected


def test_lines_with_tabs_need_a_title_or_headings_that_come_again() -> None:
    assert contents("Belgium\t120\nFrance\t340\nGermany\t560\nItaly\t780") == Contents()
    falling = "One part\t8\nTwo parts\t7\nMore\t6\nLast\t5\n\nOne part\n\nTwo parts\n\nMore\n\nLast"
    assert contents(falling) == Contents()


def test_rows_of_a_table_below_the_contents_are_no_entries() -> None:
    text = "Contents\n\nReforms ........ 3\nCompanies ........ 4\n\nNorth 26\t3745\t3577\t5053\n\nReforms\n\nCompanies"
    assert entries(text) == [(None, "Reforms", "3"), (None, "Companies", "4")]
    assert "North" in split_blocks(Source("r.txt", "text/plain", text))[contents(text).last].text
