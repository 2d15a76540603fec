"""Ranges of a source that are tables, from its paragraphs."""

from dataclasses import replace

from ingest.readers.pdf.assembling import Paragraph, PlacedLine
from ingest.readers.pdf.lines import PageLine, TablePart
from ingest.readers.pdf.tabling import source_tables
from tests.ingest.readers.pdf.making import line


def paragraph(start: int, page: int, *lines: PageLine) -> Paragraph:
    placed = []
    for each in lines:
        placed.append(PlacedLine(start, start + len(each.text), page, each))
        start += len(each.text) + 1
    return Paragraph(tuple(placed))


def row(text: str, baseline: float, part: TablePart = TablePart.ROW) -> PageLine:
    return replace(line(text, baseline), part=part)


ROWS = (row("Programme\t2022", 130, TablePart.HEAD), row("Initial\t20100", 150), row("All\t25990", 170))


def test_a_short_line_that_stands_out_right_above_is_the_caption() -> None:
    caption, table = paragraph(0, 1, line("Learners by programme", 110, bold=1.0)), paragraph(23, 1, *ROWS)
    (found,) = source_tables([caption, table], frozenset(), frozenset())
    assert (found.start, found.caption, found.head) == (0, (0, 21), 1)


def test_a_heading_is_no_caption_nor_is_text_above() -> None:
    heading, table = paragraph(0, 1, line("Learners by programme", 110, bold=1.0)), paragraph(23, 1, *ROWS)
    assert source_tables([heading, table], frozenset([0]), frozenset())[0].caption is None
    text = paragraph(0, 1, line("Learners by programme", 110))
    assert source_tables([text, table], frozenset(), frozenset())[0].caption is None


def test_rows_go_on_where_only_furniture_is_between() -> None:
    above, footer = paragraph(0, 1, *ROWS), paragraph(50, 1, line("Page 1", 800))
    below = paragraph(60, 2, *ROWS)
    found = source_tables([above, footer, below], frozenset(), frozenset([50]))
    assert [(table.continues, table.head) for table in found] == [(False, 1), (True, 1)]
    text = source_tables([above, footer, below], frozenset(), frozenset())
    assert [table.continues for table in text] == [False, False]


def test_rows_without_a_head_go_on_where_they_are_as_wide() -> None:
    above, below = paragraph(0, 1, *ROWS), paragraph(60, 2, row("Secondary\t410", 130), row("Tertiary\t99200", 150))
    assert [table.continues for table in source_tables([above, below], frozenset(), frozenset())] == [False, True]
