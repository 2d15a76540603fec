"""Heading numbers."""

import pytest

from ingest.numbering import announces_heading, begins_title, depth, follows, is_bare_number, split_number


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("CHAPTER 2. Main policy", "2", "Main policy"),
        ("Chapter 2: Main policy", "2", "Main policy"),
        ("2.6 VET underpinned", "2.6", "VET underpinned"),
        ("2.1.1. Councils", "2.1.1", "Councils"),
        ("2) Two", "2", "Two"),
        ("3 – Outlook", "3", "Outlook"),
        ("Annex A. Laws", "Annex A", "Laws"),
        ("ANNEX 1 Tables", "Annex 1", "Tables"),
        ("Part II: Methods", "Part II", "Methods"),
        ("CHAPTER 2", "2", "CHAPTER 2"),
        ("A reform of VET", None, "A reform of VET"),
        ("I. Introduction", None, "I. Introduction"),
        ("6.5% of learners", None, "6.5% of learners"),
        ("2023 was a year", None, "2023 was a year"),
        ("", None, ""),
    ],
)
def test_split_number(heading: str, number: str | None, title: str) -> None:
    assert split_number(heading) == (number, title)


@pytest.mark.parametrize(("number", "level"), [("2", 1), ("2.6", 2), ("2.1.1", 3), ("Annex A", 1), (None, None)])
def test_depth(number: str | None, level: int | None) -> None:
    assert depth(number) == level


@pytest.mark.parametrize(
    ("number", "before", "allowed"),
    [
        ("1", None, True),
        ("2", "1", True),
        ("2.1", "2", True),
        ("2.1.1", "2.1", True),
        ("3", "2.6", True),
        ("3", "2.1.4", True),
        ("2.4", "2.2", True),
        ("Annex A", "6", True),
        ("1", "Annex A", True),
        ("2.6", "3", False),
        ("3.1", "2", False),
        ("2", "2", False),
        ("1", "2", False),
        ("9", "2", False),
        ("2.7", "2", False),
    ],
)
def test_follows(number: str, before: str | None, allowed: bool) -> None:
    assert follows(number, before) is allowed


@pytest.mark.parametrize(
    ("line", "announces"),
    [
        ("CHAPTER 2. Main", True),
        ("2.1 Agile", True),
        ("Annex A", True),
        ("2. Main", False),
        ("2.5 million euros", False),
        ("Section 2.4 describes it", False),
        ("Main", False),
        ("2.1 " + "A" * 300, False),
    ],
)
def test_announces_heading(line: str, announces: bool) -> None:
    assert announces_heading(line) is announces


def test_small_things() -> None:
    assert is_bare_number("CHAPTER 2.")
    assert not is_bare_number("CHAPTER 2. Main")
    assert begins_title("“Skills”")
    assert not begins_title("skills")
    assert not begins_title("2023")
