"""How units are split, and the ids of passages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Passage
from ingest.passages import Part, join_short, passage_ids, split_unit
from ingest.source import SourcePage


def parts(text: str, *, lead_in: int = 0, most_words: int = 10) -> list[str]:
    return [text[start:end] for start, end in split_unit(text, lead_in=lead_in, most_words=most_words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two three. Four five six.", ["One two three. Four five six."]),
        ("A b c d e f. G h i j k l.", ["A b c d e f.", "G h i j k l."]),
        ("A b c d. E f g h. I j k l.", ["A b c d. E f g h.", "I j k l."]),
        ("A b. " + "C " * 12 + "d. E f.", ["A b.", "C " * 12 + "d.", "E f."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split_at_sentence_ends(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_the_lead_in_stays_with_the_first_item() -> None:
    text = "One two three four five six. For example:\n(a) one two three;\n(b) four five six."
    assert parts(text, lead_in=text.index("(a)")) == [
        "One two three four five six.",
        "For example:\n(a) one two three;\n(b) four five six.",
    ]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=40), st.integers(5, 60))
def test_parts_are_full_and_whole(lengths: list[int], most: int) -> None:
    text = " ".join("Aa" + " b" * (length - 1) + "." for length in lengths)
    spans = split_unit(text, most_words=most)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
    assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))
    for start, end in spans:
        words = text[start:end].split()
        assert len(words) <= most or len([word for word in words if word.endswith(".")]) == 1


def test_ids_depend_on_the_words_alone() -> None:
    one, other = "Same words.\n\nOther.", "New.\n\nSame  words."
    (first, _) = passage_ids("d", one, [Passage(0, 0, 0, 11), Passage(1, 0, 13, 19)])
    (_, second) = passage_ids("d", other, [Passage(0, 0, 0, 4), Passage(1, 3, 6, 18)])
    assert first == second
    assert len(first) == 16
    assert passage_ids("e", one, [Passage(0, 0, 0, 11)]) != [first]


def test_equal_passages_have_ids_of_their_own() -> None:
    text = "Same.\n\nSame."
    assert len(set(passage_ids("d", text, [Passage(0, 0, 0, 5), Passage(1, 0, 7, 12)]))) == 2


def joined(text: str, places: list[tuple[int, int]] | None = None) -> list[str]:
    """The passages of paragraphs, each of which may have a section and a page."""
    paragraphs, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        section, page = places[number] if places else (0, 1)
        paragraphs.append(Part(section, (SourcePage(page, None, 0, 0),), at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [text[part.start : part.end] for part in join_short(text, paragraphs, least_words=4, most_words=8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A b.\n\nC d e f g.", ["A b.\n\nC d e f g."]),
        ("A b c d e.\n\nF g.", ["A b c d e.\n\nF g."]),
        ("A b c d.\n\nE f g h.", ["A b c d.", "E f g h."]),
        ("A b c.\n\nD e f g h i.", ["A b c.", "D e f g h i."]),
        ("A.\n\nB.\n\nC d e f g h.\n\nI.", ["A.\n\nB.\n\nC d e f g h.", "I."]),
    ],
)
def test_a_short_paragraph_goes_with_its_neighbour(text: str, expected: list[str]) -> None:
    assert joined(text) == expected


@pytest.mark.parametrize("places", [[(0, 1), (1, 1)], [(0, 1), (0, 2)]])
def test_sections_and_pages_keep_their_passages(places: list[tuple[int, int]]) -> None:
    assert joined("A b.\n\nC d.", places) == ["A b.", "C d."]


def test_what_was_left_out_keeps_paragraphs_apart() -> None:
    text = "A b.\n\nLeft out\n\nC d."
    parts = [Part(0, (), 0, 4), Part(0, (), 16, 20)]
    assert join_short(text, parts) == parts


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [(set(), {"Flanders"}, True), ({"Flanders"}, {"Flanders", "Wallonia"}, True), ({"Flanders"}, {"Wallonia"}, False)],
)
def test_paragraphs_on_different_territories_stay_apart(one: set[str], other: set[str], together: bool) -> None:
    text = "A b.\n\nC d."
    parts = [Part(0, (), 0, 4, frozenset(one)), Part(0, (), 6, 10, frozenset(other))]
    joined = join_short(text, parts)
    assert (len(joined) == 1) is together
    assert joined[0].names == (one | other if together else one)


def test_a_table_is_never_joined_with_text() -> None:
    text = "Text here.\n\nInitial\t20\n\nMore text."
    spans = [(0, 10, None), (12, 22, 0), (24, 34, None)]
    apart = [Part(0, (), start, end, table=table) for start, end, table in spans]
    assert join_short(text, apart) == apart


def test_a_line_that_is_no_sentence_goes_with_the_table_below() -> None:
    text = "Years ended\n\nRevenue\t9\n\nIt rose."
    lines = [(0, 11, None), (13, 22, 0), (24, 32, None)]
    found = join_short(text, [Part(0, (), start, end, table=table) for start, end, table in lines])
    assert [(text[part.start : part.end], part.table) for part in found] == [
        ("Years ended\n\nRevenue\t9", 0),
        ("It rose.", None),
    ]
