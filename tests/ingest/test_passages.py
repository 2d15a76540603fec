"""How units are split, and the ids of passages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Passage
from ingest.passages import passage_ids, split_unit


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
