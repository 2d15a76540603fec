"""Which blocks are headings, by each kind of evidence."""

import pytest

from ingest.blocks import split_blocks
from ingest.contents import find_contents
from ingest.document import SectionKind
from ingest.headings import Heading, find_headings
from ingest.readers import read_source

TEXT = "The reform has been under way for a while and it goes on."


def headings(text: str, name: str = "r.txt") -> list[Heading]:
    source = read_source(name, text.encode())
    blocks = split_blocks(source)
    return find_headings(blocks, find_contents(source.text, blocks))


def tree(text: str, name: str = "r.txt") -> list[tuple[int, str | None, str]]:
    return [(heading.level, heading.number, heading.title) for heading in headings(text, name)]


def body(*titles: str) -> str:
    return "\n\n".join(f"{title}\n\n{TEXT}" for title in titles)


def test_numbering() -> None:
    assert tree(body("1. Introduction", "2 Main", "2.1 Agile", "2.1.1. Councils", "3. Outlook", "Annex A. Laws")) == [
        (1, "1", "Introduction"),
        (1, "2", "Main"),
        (2, "2.1", "Agile"),
        (3, "2.1.1", "Councils"),
        (1, "3", "Outlook"),
        (1, "Annex A", "Laws"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2.5 million euros were spent",
        "2. The measure was adopted.",
        "9. Far too high",
        "3 425 bonuses",
        "10 sectors and 173 trades",
        "Section 2.4 describes it",
        "15 October 2023",
        "2.2 Main points;",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert tree(body("1. Introduction") + f"\n\n{line}\n\n{TEXT}") == [(1, "1", "Introduction")]


def test_the_rest_of_a_cut_paragraph_is_no_heading() -> None:
    text = (
        body("1. Introduction")
        + "\n\nThe pathway organises the training of all learners of the dual system in\n\n2 Flemish regions"
    )
    assert tree(text) == [(1, "1", "Introduction")]


def test_items_of_a_numbered_list_are_no_headings() -> None:
    text = (
        body("1. Introduction")
        + "\n\nThe plan has three priorities:\n\n1. modular programmes\n\n2. Work-based learning\n\n3. Quality"
    )
    assert tree(text) == [(1, "1", "Introduction")]


def test_contents_decide() -> None:
    text = "Contents\n\n1. Introduction 5\n2. Main 6\n2.1 Agile VET and more 6\nReferences 9\n\n" + body(
        "1. INTRODUCTION", "2. Main ⁽¹⁾", "2.1 Agile VET", "3. Not listed", "References"
    )
    found = headings(text)
    assert [(h.number, h.title, h.entry.label if h.entry else None) for h in found] == [
        ("1", "INTRODUCTION", "5"),
        ("2", "Main", "6"),
        ("2.1", "Agile VET", "6"),
        (None, "References", "9"),
    ]


def test_a_title_that_comes_early_in_passing_loses_no_heading() -> None:
    text = "Contents\n\nSummary 1\nFunding 2\nQuality 3\nConclusions 4\n\nConclusions\n\nSummary\n\nText.\n\n" + body(
        "Funding", "Quality", "Conclusions"
    )
    assert [heading.title for heading in headings(text) if heading.entry] == [
        "Summary",
        "Funding",
        "Quality",
        "Conclusions",
    ]


def test_equal_titles_are_told_by_their_numbers() -> None:
    text = "Contents\n\n3.1 Wallonia 1\n3.2 Flanders 2\n4.1 Wallonia 3\n4.2 Flanders 4\n\n" + body(
        "3.1 Wallonia", "3.2 Flanders", "4.1 Wallonia", "4.2 Flanders"
    )
    assert [heading.entry and heading.entry.label for heading in headings(text)] == ["1", "2", "3", "4"]


def test_marks_of_the_format() -> None:
    text = "# Report\n\nText.\n\n## 1 Introduction\n\nText.\n\n### Deeper\n\nText.\n\n## 2 Main\n\nText."
    assert tree(text, "r.md") == [(1, "1", "Introduction"), (2, None, "Deeper"), (1, "2", "Main")]
    assert tree(text, "r.txt") == tree(text, "r.md")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# VET in Malta\n\n# 1. Introduction\n\nText.\n\n# 2. Main\n\nText.", ["Introduction", "Main"]),
        ("# Introduction\n\nText.\n\n# Main\n\nText.", ["Introduction", "Main"]),
        ("# VET in Malta\n\n1. Introduction\n\nText.\n\n2. Main\n\nText.", ["Introduction", "Main"]),
    ],
)
def test_the_report_s_title_is_no_section(text: str, titles: list[str]) -> None:
    assert [heading.title for heading in headings(text, "r.md")] == titles


def test_usual_names_and_bare_titles_where_nothing_is_numbered() -> None:
    text = body("Introduction", "Main developments", "Conclusions") + "\n\nReferences\n\n- OECD (2022). Title."
    assert tree(text) == [
        (1, None, "Introduction"),
        (1, None, "Main developments"),
        (1, None, "Conclusions"),
        (1, None, "References"),
    ]


def test_bare_titles_are_below_a_numbered_heading() -> None:
    assert tree(body("2. Main", "2.1 Agile", "Training for teachers (CPD)", "Developments in 2023"))[2:] == [
        (3, None, "Training for teachers (CPD)"),
        (3, None, "Developments in 2023"),
    ]


@pytest.mark.parametrize(
    "line", ["Table 1. Learners", "Source: CSB", "lower case", "It ends.", "Programme\t2022", "- item"]
)
def test_what_is_no_bare_title(line: str) -> None:
    assert tree(body("2. Main") + f"\n\n{line}\n\n{TEXT}") == [(1, "2", "Main")]


@pytest.mark.parametrize("title", ["Sources of funding", "Sources", "Websites"])
def test_running_text_is_no_list_of_references(title: str) -> None:
    assert all(heading.kind is SectionKind.BODY for heading in headings(body("1. Introduction", title)))
