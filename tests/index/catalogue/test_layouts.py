"""Places of lines, kept and read again."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from index.catalogue.layouts import lines_column, lines_of
from ingest.source import LinePlace, PageLayout

POINTS = st.floats(-20_000, 20_000, width=32)
STEP = 0.05


@st.composite
def lines(draw: st.DrawFn) -> LinePlace:
    start, length = draw(st.integers(0, 10_000_000)), draw(st.integers(1, 20))
    edges = draw(st.lists(POINTS, min_size=length + 1, max_size=length + 1))
    return LinePlace(start, start + length, draw(POINTS), draw(POINTS), array("f", edges))


@given(st.lists(lines(), max_size=5))
def test_lines_come_back_to_a_twentieth_of_a_point(given: list[LinePlace]) -> None:
    found = lines_of(lines_column(PageLayout(1, 595.0, 842.0, tuple(given))))
    assert [(line.start, line.end, len(line.edges)) for line in found] == [
        (line.start, line.end, len(line.edges)) for line in given
    ]
    for one, other in zip(found, given, strict=True):
        pairs = zip((one.top, one.bottom, *one.edges), (other.top, other.bottom, *other.edges), strict=True)
        assert all(abs(a - b) <= STEP for a, b in pairs)
