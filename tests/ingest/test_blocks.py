"""Which lines belong together."""

import pytest

from ingest.blocks import Block, split_blocks
from ingest.source import HeadingHint, Source, SourcePage

WIDE = "is a federal state and its responsibilities are shared by three regions and three"


def blocks(text: str, *hints: HeadingHint) -> list[Block]:
    return split_blocks(Source("r.txt", "text/plain", text, heading_hints=hints))


def texts(text: str, *hints: HeadingHint) -> list[str]:
    return [block.text for block in blocks(text, *hints)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("one\n \t \ntwo", ["one", "two"]),
        ("one\ftwo", ["one", "two"]),
        ("Title\n=====\n\n-----\ntext", ["Title", "text"]),
        ("lead:\n- a\n  goes on\n- b", ["lead:", "- a goes on", "- b"]),
        ("(a) one\n(b) two", ["(a) one", "(b) two"]),
        ("- (a) one", ["(a) one"]),
        ("⁽¹⁾ note\n⁽²⁾ other", ["⁽¹⁾ note", "⁽²⁾ other"]),
        ("the system\n⁽¹⁾ goes on", ["the system ⁽¹⁾ goes on"]),
        (f"1. Introduction\nBelgium {WIDE}", ["1. Introduction", f"Belgium {WIDE}"]),
        (f"Introduction\nBelgium {WIDE}", ["Introduction", f"Belgium {WIDE}"]),
        ("CHAPTER 2. Main\n2.1 Agile", ["CHAPTER 2. Main", "2.1 Agile"]),
        ("CHAPTER 2\n\n\nMAIN POINTS\n\nText.", ["CHAPTER 2 MAIN POINTS", "Text."]),
        ("CHAPTER 2\n\nText goes on.", ["CHAPTER 2", "Text goes on."]),
        ("It ended.\n2.2 Flexible VET", ["It ended.", "2.2 Flexible VET"]),
        ("as told in section\n2.2 Flexible VET", ["as told in section 2.2 Flexible VET"]),
        ("Author: A\nReviewed by: B", ["Author: A", "Reviewed by: B"]),
        (f"{WIDE * 3}\nNext paragraph", [WIDE * 3, "Next paragraph"]),
        ("A\tB\nC\tD", ["A B", "C D"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_marked_headings_are_blocks_of_their_own() -> None:
    assert texts("text\n# Title #\nmore", HeadingHint(7, 12, 1)) == ["text", "Title", "more"]
    assert texts("A title\nthat goes on\n===\nmore", HeadingHint(0, 20, 1)) == ["A title that goes on", "more"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. one\n2. two\n3. three", [True, True, True]),
        ("as follows:\n1. one", [False, True]),
        ("1. Introduction\n\nText.\n\n2. Main\n\nText.", [False, False, False, False]),
        ("1. one\n\n   More on one.\n\n2. two", [True, False, True]),
        ("1. one;\n2. two.\n\n3. Outlook", [True, True, False]),
        ("- a\n* b\n• c\n(iv) d\n2) e\nii) f", [True] * 6),
        ("-5 degrees\n(VET) x\n2023. In", [False]),
    ],
)
def test_items(text: str, items: list[bool]) -> None:
    assert [block.item for block in blocks(text)] == items


def test_indentation_is_told_from_the_margin() -> None:
    assert [block.indented for block in blocks("   one\n\n   two\n\n     three\n\n   four")] == [
        False,
        False,
        True,
        False,
    ]


def test_references_without_bullets_are_apart() -> None:
    text = "References\n\nCedefop (2023). Title of\nmore. In Cedefop (2022). https://a.eu\nOECD. 2021. Other."
    assert texts(text) == [
        "References",
        "Cedefop (2023). Title of more. In Cedefop (2022). https://a.eu",
        "OECD. 2021. Other.",
    ]


def test_bulleted_references_break_at_bullets_only() -> None:
    text = "References\n\n- Cedefop (2023). Title.\nCedefop (2022). Same entry.\n- OECD (2021). Other."
    assert texts(text)[1:] == ["- Cedefop (2023). Title. Cedefop (2022). Same entry.", "- OECD (2021). Other."]


def test_a_heading_that_a_reader_found_is_no_header() -> None:
    """Its words are the running head of the pages behind it, and stand in the contents before it."""
    pages = ["Contents\nReforms\nDual training 3", *["Reforms\nText of a page.\nMore of it."] * 4]
    text = "\f".join(pages)
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    placed = tuple(
        SourcePage(number, None, start, start + len(page))
        for number, (start, page) in enumerate(zip(starts, pages, strict=True), 1)
    )
    hint = HeadingHint(starts[1], starts[1] + len("Reforms"), 1)
    found = split_blocks(Source("r.pdf", "application/pdf", text, placed, heading_hints=(hint,)))
    assert [block.start for block in found if block.hint] == [starts[1]]
