"""Entries of a list of contents are no headings."""

import pytest

from tests.ingest.readers.pdf.making import RUNNING, Block, headings, sheet


@pytest.mark.parametrize("title", ["Contents", "Inhaltsverzeichnis", "Spis treści", "Περιεχόμενα"])
def test_names_of_parts_among_the_entries(title: str) -> None:
    parts = [Block(name, size=14, bold=1) for name in ("Reforms", "Funds")]
    contents = sheet(Block(title, size=18), parts[0], "Dual training\t4", parts[1], "Regions\t9", "Learners\t12")
    page = sheet(parts[0], RUNNING, parts[1], RUNNING)
    assert [text for _, text in headings(contents, page)] == [title, "Reforms", "Funds"]


def test_contents_over_two_pages() -> None:
    part = Block("Reforms", size=14, bold=1)
    pages = [
        sheet(Block("Contents", size=18), "Foreword\t4", "Summary\t5"),
        sheet(part, "Dual training ..... 6", "Regions ..... 9"),
        sheet(part, RUNNING, RUNNING),
    ]
    assert [text for _, text in headings(*pages)] == ["Contents", "Reforms"]


def test_text_below_the_list() -> None:
    page = sheet(Block("Contents", size=18), "Reforms\t1", "Funds\t1", Block("Reforms", size=18), RUNNING, RUNNING)
    assert [text for _, text in headings(page)] == ["Contents", "Reforms"]
