"""Windows over tokens: everything is covered once, in order, within the limit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.windows import Frame, Window, cut, grouped, inputs

FRAME = Frame(prefix=(101,), suffix=(102,), limit=32)
heads = st.lists(st.integers(1000, 9999), max_size=16)
lengths = st.lists(st.integers(1, 90), max_size=40)


def tokenize(text: str) -> list[int]:
    """One number, one token."""
    return [int(word) for word in text.split()]


def counted(lengths: list[int]) -> list[list[int]]:
    """Sentences of these lengths, whose tokens are counted through."""
    ends = [sum(lengths[:place]) for place in range(len(lengths) + 1)]
    return [list(range(start, end)) for start, end in pairwise(ends)]


def parts(windows: list[Window]) -> list[list[int]]:
    return [window.tokens[start:stop] for window in windows for start, stop in window.spans]


@given(heads, lengths)
def test_no_window_is_above_the_limit_and_each_is_framed_and_led_by_the_head(head: list[int], sizes: list[int]) -> None:
    for window in inputs(head, counted(sizes), FRAME):
        assert len(window.tokens) <= FRAME.limit
        assert window.tokens[: 1 + len(head)] == [101, *head]
        assert window.tokens[-1] == 102


@given(heads, lengths.filter(bool))
def test_every_token_of_the_sentences_is_in_one_span_and_in_order(head: list[int], sizes: list[int]) -> None:
    found = parts(inputs(head, counted(sizes), FRAME))

    assert [token for part in found for token in part] == list(range(sum(sizes)))
    assert all(found)


@given(heads, lengths.filter(bool))
def test_no_span_goes_over_the_end_of_a_sentence(head: list[int], sizes: list[int]) -> None:
    sentences = counted(sizes)

    for part in parts(inputs(head, sentences, FRAME)):
        (within,) = [sentence for sentence in sentences if part[0] in sentence]
        assert part[-1] in within
        assert part == within or len(within) > FRAME.room - len(head) - 3


def test_what_fits_is_one_window_with_a_span_for_each_sentence() -> None:
    assert inputs([7, 8], [[1, 2, 3], [4]], FRAME) == [Window([101, 7, 8, 1, 2, 3, 4, 102], [(3, 6), (6, 7)])]


def test_without_any_sentence_the_whole_window_is_the_span() -> None:
    assert inputs([7], [], FRAME) == [Window([101, 7, 102], [(0, 3)])]


def test_a_window_begins_with_the_end_of_the_one_before_and_has_no_vector_of_that() -> None:
    first, second = inputs([7], counted([10, 12, 14]), FRAME)

    assert first == Window([101, 7, *range(22), 102], [(2, 12), (12, 24)])
    assert second == Window([101, 7, 19, 20, 21, *range(22, 36), 102], [(5, 19)])


def test_a_sentence_longer_than_a_window_is_cut_into_parts_of_about_one_size() -> None:
    windows = inputs([], counted([4, 62]), FRAME)

    assert [len(part) for part in parts(windows)] == [4, 20, 21, 21]


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(50, 120))
def test_groups_are_as_few_as_can_be_and_the_largest_as_small_as_can_be(sizes: list[int], capacity: int) -> None:
    def sums(cuts: list[tuple[int, int]]) -> list[int]:
        return [sum(sizes[start:end]) for start, end in cuts]

    found = grouped(sizes, capacity)

    assert [found[0][0], *(end for _, end in found)] == [0, *(start for start, _ in found[1:]), len(sizes)]
    assert max(sums(found)) <= capacity
    possible = [sums(cuts) for cuts in divisions(len(sizes)) if max(sums(cuts)) <= capacity]
    assert len(found) == min(map(len, possible))
    assert max(sums(found)) == min(max(s) for s in possible if len(s) == len(found))


def divisions(count: int) -> list[list[tuple[int, int]]]:
    """All ways to cut a row of so many into neighbours."""
    if count == 1:
        return [[(0, 1)]]
    longer = []
    for cuts in divisions(count - 1):
        longer += [[*cuts, (count - 1, count)], [*cuts[:-1], (cuts[-1][0], count)]]
    return longer


@pytest.mark.parametrize(("length", "kept"), [(5, 5), (30, 30), (31, 30), (300, 30)])
def test_a_question_is_cut_at_the_limit(length: int, kept: int) -> None:
    text = " ".join(str(i) for i in range(length))

    assert cut(tokenize, FRAME, text) == [101, *range(kept), 102]
