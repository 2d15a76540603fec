"""Front matter as it is printed."""

import pytest

from ingest.imprints import is_imprint, printed_front
from ingest.source import CoverLine, Source


def source(*lines: tuple[str, float]) -> Source:
    """Lines of 10 points, 12 apart, each with its right edge."""
    text, cover = "", []
    for row, (words, right) in enumerate(lines):
        at, top = len(text), 100.0 + 12 * row
        cover.append(CoverLine(at, at + len(words), 1, (words,), 10.0, False, 0, top, top + 10, 50.0, right))
        text += f"{words}\n"
    return Source("r.pdf", "application/pdf", text, cover=tuple(cover))


def test_a_line_that_is_full_runs_on_and_one_that_is_not_ends() -> None:
    told = source(("Reproduction is authorised, provided", 240), ("the source is named.", 150), ("Second edition", 120))
    assert printed_front(told, told.text).split("\n") == [
        "Reproduction is authorised, provided the source is named.",
        "Second edition",
    ]


def test_a_label_begins_a_line_however_full_the_one_before() -> None:
    told = source(("Herausgeber: Ministerium für Bildung", 240), ("Autor:innen: Anna Karno,", 180), ("Jan Maes", 100))
    assert printed_front(told, told.text).split("\n") == [
        "Herausgeber: Ministerium für Bildung",
        "Autor:innen: Anna Karno, Jan Maes",
    ]


def test_what_is_no_front_matter_is_left_out() -> None:
    told = source(("A title", 100), ("And the report goes on", 240))
    assert printed_front(told, "A title") == "A title"


@pytest.mark.parametrize(
    ("title", "is_one"), [("Impressum", True), ("Mentions légales", True), ("Introduction", False)]
)
def test_titles_of_imprints(title: str, is_one: bool) -> None:
    assert is_imprint(title) == is_one
