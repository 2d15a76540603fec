"""Which words of a source a link lies over."""

import pytest

from ingest.readers.pdf.assembling import PlacedLine
from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.linking import linked
from ingest.readers.pdf.opening import Link
from tests.ingest.readers.pdf.making import HEIGHT, WIDTH, line

URL = "https://example.org/report"
UPRIGHT = Frame(0, 0, WIDTH, HEIGHT, 0)
TEXT = "See the report for more."
# Its characters are 5 points wide.
WORDS = (72 + 8 * 5, 72 + 14 * 5)


def words(box: tuple[float, float, float, float], *texts: str, frame: Frame = UPRIGHT, page: int = 1) -> list[str]:
    """What a link over a box of page 1 covers of lines set below each other from a baseline at 300 points on."""
    source, lines = "", []
    for number, text in enumerate(texts or [TEXT]):
        start = len(source) + 7
        source += f"{number:7}{text}"
        lines.append(PlacedLine(start, start + len(text), page, line(text, 300.0 + 12 * number)))
    found = list(linked([Link(URL, 1, box)], {page: lines}, {1: frame}))
    assert {link.url for link in found} <= {URL}
    return [source[link.start : link.end] for link in found]


def box(
    top: float, bottom: float, left: float = WORDS[0], right: float = WORDS[1]
) -> tuple[float, float, float, float]:
    """From points below the top of the page to the page's own space."""
    return left, HEIGHT - bottom, right, HEIGHT - top


def test_a_link_covers_the_words_below_it() -> None:
    assert words(box(292, 302)) == ["report"]


def test_a_character_belongs_to_it_by_its_middle() -> None:
    left, right = WORDS
    assert words(box(292, 302, left - 2, right + 2)) == ["report"]
    assert words(box(292, 302, left + 3, right - 3)) == ["epor"]


def test_a_link_over_two_lines_covers_both() -> None:
    assert words(box(292, 314), "See the report", "and the report") == ["report", "report"]


def test_a_line_that_it_only_touches_is_not_covered() -> None:
    assert words(box(301, 311), "See the report", "and all others") == ["others"]


@pytest.mark.parametrize("beside", [box(292, 302, 300, 350), box(400, 410)], ids=["right of it", "below it"])
def test_nothing_is_covered(beside: tuple[float, float, float, float]) -> None:
    assert words(beside) == []


def test_a_link_on_another_page() -> None:
    assert words(box(292, 302), page=2) == []


def test_a_link_on_a_page_without_places() -> None:
    assert list(linked([Link(URL, 1, box(292, 302))], {1: [PlacedLine(0, len(TEXT), 1, line(TEXT))]}, {})) == []


def test_a_page_that_is_shown_in_part() -> None:
    cropped = Frame(20, 10, WIDTH, HEIGHT - 30, 0)
    left, bottom, right, top = box(292, 302)
    assert words((left + 20, bottom - 30, right + 20, top - 30), frame=cropped) == ["report"]


def test_a_page_that_is_shown_turned() -> None:
    turned = Frame(0, 0, HEIGHT, WIDTH, 90)
    assert words((292, WORDS[0], 302, WORDS[1]), frame=turned) == ["report"]
