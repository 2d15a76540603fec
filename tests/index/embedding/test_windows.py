"""Windows over tokens: everything is covered, in order, within the limit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.windows import Frame, cut, inputs, spans

FRAME = Frame(prefix=(101,), suffix=(102,), limit=32)
words = st.lists(st.integers(1000, 9999).map(str), max_size=200).map(" ".join)


def tokenize(text: str) -> list[int]:
    """One number, one token."""
    return [int(word) for word in text.split()]


@given(st.integers(0, 5000), st.integers(2, 600), st.data())
def test_spans_cover_every_token_in_order_and_within_the_capacity(
    length: int, capacity: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, capacity - 1))

    found = spans(length, capacity, overlap)

    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(stop - start <= capacity for start, stop in found)
    assert all(next_start == stop - overlap for (_, stop), (next_start, _) in pairwise(found))
    assert all(start < next_start for (start, _), (next_start, _) in pairwise(found))


@given(st.integers(1, 5000), st.integers(2, 600))
def test_spans_are_as_few_as_can_be_and_of_about_one_size(length: int, capacity: int) -> None:
    sizes = [stop - start for start, stop in spans(length, capacity, 0)]

    assert len(sizes) == -(-length // capacity)
    assert max(sizes) - min(sizes) <= 1


def test_a_short_text_is_one_span() -> None:
    assert spans(10, 10, 2) == [(0, 10)]
    assert spans(0, 10, 2) == [(0, 0)]


def test_spans_by_example() -> None:
    assert spans(20, 10, 2) == [(0, 8), (6, 14), (12, 20)]


@given(words, words, words)
def test_no_input_is_above_the_limit(prompt: str, context: str, text: str) -> None:
    rows = inputs(tokenize, FRAME, f"{prompt} ", context, text)

    assert all(len(row) <= FRAME.limit for row in rows)
    assert all(row[0] == 101 and row[-1] == 102 for row in rows)


@given(words, st.integers(1, 300))
def test_the_windows_hold_the_whole_text_in_order(context: str, length: int) -> None:
    text = " ".join(str(i) for i in range(length))
    rows = inputs(tokenize, FRAME, "", context, text)

    head = len(rows[0]) - 2 - length if len(rows) == 1 else len(tokenize(context)[: FRAME.limit // 4])
    bodies = [row[1 + head : -1] for row in rows]
    assert all(body == list(range(body[0], body[-1] + 1)) for body in bodies)
    assert (bodies[0][0], bodies[-1][-1]) == (0, length - 1)
    assert all(later[0] <= earlier[-1] for earlier, later in pairwise(bodies))


@given(words, words)
def test_every_window_starts_with_the_context(context: str, text: str) -> None:
    rows = inputs(tokenize, FRAME, "", context, text)

    head = tokenize(context)[: FRAME.limit // 4]
    assert all(row[1 : 1 + len(head)] == head for row in rows)


def test_what_fits_is_one_input_as_if_the_context_were_a_line_above() -> None:
    assert inputs(tokenize, FRAME, "1 ", "2 3", "4 5") == [[101, 1, 2, 3, 4, 5, 102]]
    assert inputs(tokenize, FRAME, "", "", "") == [[101, 102]]


def test_the_line_between_context_and_text_is_there_only_with_a_context() -> None:
    seen: list[str] = []

    def listen(text: str) -> list[int]:
        seen.append(text)
        return []

    inputs(listen, FRAME, "p: ", "2.6", "Text")
    inputs(listen, FRAME, "p: ", "", "Text")

    assert seen == ["p: 2.6\nText", "p: Text"]


@pytest.mark.parametrize(("length", "kept"), [(5, 5), (30, 30), (31, 30), (300, 30)])
def test_a_question_is_cut_at_the_limit(length: int, kept: int) -> None:
    text = " ".join(str(i) for i in range(length))

    assert cut(tokenize, FRAME, text) == [101, *range(kept), 102]
