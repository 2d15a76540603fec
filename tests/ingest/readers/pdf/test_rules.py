"""Ruling lines, from what a page draws."""

from ingest.readers.pdf.glyphs import open_document, read_glyphs
from ingest.readers.pdf.rules import Rule, Rules
from tests.ingest.readers.pdf.making import drawn


def rules(content: str) -> Rules:
    with open_document(drawn(content), None) as document:
        return read_glyphs(document, 0).rules


def test_lines_are_measured_from_the_top_left() -> None:
    found = rules("20 200 m 120 200 l S 50 100 m 50 180 l S")
    assert found == Rules((Rule(20.0, 120.0, 100.0),), (Rule(120.0, 200.0, 50.0),))


def test_a_thin_box_is_a_line_and_another_one_has_edges() -> None:
    assert rules("20 200 100 1 re f").level == (Rule(20.0, 120.0, 99.5),)
    edges = rules("20 100 100 50 re f")
    assert edges.level == (Rule(20.0, 120.0, 150.0, edge=True), Rule(20.0, 120.0, 200.0, edge=True))
    assert edges.upright == (Rule(150.0, 200.0, 20.0, edge=True), Rule(150.0, 200.0, 120.0, edge=True))


def test_lines_are_moved_as_the_page_moves_them() -> None:
    assert rules("1 0 0 1 10 20 cm 20 200 m 120 200 l S").level == (Rule(30.0, 130.0, 80.0),)


def test_curves_and_slanted_lines_are_none() -> None:
    assert rules("20 200 m 60 240 90 240 120 200 c S 20 20 m 120 120 l S") == Rules()
