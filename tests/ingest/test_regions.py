"""Which parts of its pages a range of the text covers."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from ingest.regions import Rectangle, regions
from ingest.segments import Edit, Piece, Segment, lay_out
from ingest.source import LinePlace, PageLayout

# Each character is 5 points wide; lines begin at 100 points and are 12 apart.
ADVANCE, LEFT, LEADING = 5.0, 100.0, 12.0


def layout(source: str, page: int, start: int) -> PageLayout:
    """A page of the lines of a source that begins at `start` of the whole one."""
    lines = []
    for number, text in enumerate(source.split("\n")):
        edges = array("f", (LEFT + ADVANCE * place for place in range(len(text) + 1)))
        lines.append(LinePlace(start, start + len(text), LEADING * number, LEADING * number + 10, edges))
        start += len(text) + 1
    return PageLayout(page, 595.0, 842.0, tuple(lines))


def read(*pages: str) -> tuple[list[PageLayout], tuple[Segment, ...], str]:
    """Pages of lines, and the segment map of a text that keeps all but the line ends."""
    source = "\f".join(pages)
    pieces = [Piece(Edit.SPACE if c in "\n\f" else Edit.COPY, at, at + 1) for at, c in enumerate(source)]
    text, segments = lay_out(pieces, source)
    starts = [0, *(at + 1 for at, c in enumerate(source) if c == "\f")]
    placed = [layout(page, n, start) for n, (page, start) in enumerate(zip(pages, starts, strict=True), 1)]
    return placed, segments, text


def test_a_rectangle_for_each_line() -> None:
    placed, segments, text = read("Schools and\ncompanies train.")
    (found,) = regions(placed, segments, 0, len(text))
    assert (found.page, found.width, found.height) == (1, 595.0, 842.0)
    assert found.rectangles == (Rectangle(100, 0, 155, 10), Rectangle(100, 12, 180, 22))


def test_a_quote_begins_and_ends_within_lines() -> None:
    placed, segments, text = read("Schools and\ncompanies train.")
    (found,) = regions(placed, segments, text.index("and"), text.index(" train"))
    assert found.rectangles == (Rectangle(140, 0, 155, 10), Rectangle(100, 12, 145, 22))


def test_each_page_has_its_own() -> None:
    placed, segments, text = read("Schools and", "companies train.")
    assert [region.page for region in regions(placed, segments, 0, len(text))] == [1, 2]
    assert [region.page for region in regions(placed, segments, text.index("companies"), len(text))] == [2]


def test_what_was_left_out_does_not_part_a_line() -> None:
    source = "a reform² was adopted"
    pieces = [Piece(Edit.COPY, 0, 8), Piece(Edit.COPY, 9, len(source))]
    text, segments = lay_out(pieces, source)
    (found,) = regions([layout(source, 1, 0)], segments, 0, len(text))
    assert found.rectangles == (Rectangle(100, 0, 205, 10),)


def test_text_from_right_to_left() -> None:
    line = LinePlace(0, 3, 0, 10, array("f", [300, 295, 290, 285]))
    (found,) = regions([PageLayout(1, 595, 842, (line,))], [Segment(Edit.COPY, 0, 3, 0, 3)], 1, 3)
    assert found.rectangles == (Rectangle(285, 0, 295, 10),)


@given(st.lists(st.text("ab \n", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=3), st.data())
def test_rectangles_hold_the_characters_of_the_text(pages: list[str], data: st.DataObject) -> None:
    placed, segments, text = read(*pages)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    boxes = [box for found in regions(placed, segments, start, end) for box in found.rectangles]
    wide = sum((box.right - box.left) / ADVANCE for box in boxes)
    source = "\f".join(pages)
    assert wide == sum(character not in "\n\f" for character in source[start:end])
