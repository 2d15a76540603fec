"""The segment map, from pieces to pages."""

import pytest

from ingest.segments import Edit, Piece, Segment, faults, lay_out, merge, page_starts, pages_of, replay, source_ranges
from ingest.source import SourcePage

SOURCE = "are: 3 425\n\nbonuses [awarded](#)"
#         0123456789  12       20
PIECES = [Piece(Edit.COPY, 0, 10), Piece(Edit.SPACE, 10, 12), Piece(Edit.COPY, 12, 20), Piece(Edit.COPY, 21, 28)]


def test_lay_out() -> None:
    text, segments = lay_out(PIECES, SOURCE)
    assert text == "are: 3 425 bonuses awarded"
    assert segments[1] == Segment(Edit.SPACE, 10, 11, 10, 12)
    assert replay(segments, SOURCE) == text
    assert faults(segments, SOURCE, text) == []


def test_copies_without_a_gap_are_one_and_empty_pieces_none() -> None:
    pieces = [Piece(Edit.COPY, 0, 2), Piece(Edit.COPY, 2, 5), Piece(Edit.COPY, 5, 5), Piece(Edit.COPY, 6, 7)]
    assert merge(pieces) == [Piece(Edit.COPY, 0, 5), Piece(Edit.COPY, 6, 7)]


@pytest.mark.parametrize(
    ("segments", "text", "fault"),
    [
        ([Segment(Edit.COPY, 0, 3, 0, 3)], "art", "the segment map does not yield the text"),
        ([Segment(Edit.SPACE, 0, 1, 0, 3)], " ", "characters other than white space folded at source offset 0"),
        (
            [Segment(Edit.COPY, 0, 3, 0, 3), Segment(Edit.COPY, 5, 6, 5, 6)],
            "are3",
            "the segment map has gaps in the text",
        ),
        (
            [Segment(Edit.COPY, 0, 3, 12, 15), Segment(Edit.COPY, 3, 6, 0, 3)],
            "bonare",
            "the segment map does not follow the order of the source",
        ),
    ],
)
def test_faults(segments: list[Segment], text: str, fault: str) -> None:
    assert faults(segments, SOURCE, text) == [fault]


@pytest.mark.parametrize(
    ("start", "end", "ranges"),
    [
        (0, 3, [(0, 3)]),
        (5, 18, [(5, 10), (10, 12), (12, 19)]),
        (18, 26, [(19, 20), (21, 28)]),
        (10, 11, [(10, 12)]),
        (4, 4, []),
    ],
)
def test_source_ranges(start: int, end: int, ranges: list[tuple[int, int]]) -> None:
    _, segments = lay_out(PIECES, SOURCE)
    assert source_ranges(segments, start, end) == ranges


@pytest.mark.parametrize(("start", "end", "numbers"), [(0, 4, [1]), (5, 14, [1, 3]), (20, 26, [3]), (2, 2, [])])
def test_pages_of(start: int, end: int, numbers: list[int]) -> None:
    pages = [SourcePage(1, "i", 0, 11), SourcePage(2, "ii", 11, 11), SourcePage(3, "1", 12, len(SOURCE))]
    _, segments = lay_out(PIECES, SOURCE)
    assert [page.number for page in pages_of(segments, pages, start, end)] == numbers


def test_a_page_begins_where_its_first_characters_are() -> None:
    source = "One goes on\fhere. Two.\f\fThree."
    pages = [
        SourcePage(n, None, start, end) for n, (start, end) in enumerate([(0, 11), (12, 22), (23, 23), (24, 30)], 1)
    ]
    pieces = [Piece(Edit.COPY, 0, 11), Piece(Edit.SPACE, 11, 12), Piece(Edit.COPY, 12, 22), Piece(Edit.BREAK, 22, 24)]
    text, segments = lay_out([*pieces, Piece(Edit.COPY, 24, 30)], source)

    assert text == "One goes on here. Two.\n\nThree."
    assert [(text[at:][:5], page.number) for at, page in page_starts(segments, pages)] == [
        ("One g", 1),
        ("here.", 2),
        ("Three", 4),
    ]


def test_tabs_and_bars_may_part_cells_and_nothing_else() -> None:
    assert faults([Segment(Edit.CELL, 0, 1, 0, 3)], " | ", "\t") == []
    assert faults([Segment(Edit.CELL, 0, 1, 0, 3)], " a ", "\t") == [
        "characters other than white space folded at source offset 0"
    ]
