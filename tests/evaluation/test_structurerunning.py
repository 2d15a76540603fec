"""Headers and footers in passages."""

import pytest

from evaluation.structuregold import GoldFile
from evaluation.structurerunning import pages_with_running_lines, running_digest, running_shares
from evaluation.structureshares import Share
from ingest.parse import parse
from ingest.source import Source, SourcePage

HEADER = running_digest("VET in Latvia 1")
# too few pages for a line to be taken for a header
PAGES = ("VET in Latvia 1\nPay rose by a tenth.", "VET in Latvia 2\nIt rose again.", "Then it fell in Latvia.")


def source(*pages: str) -> Source:
    starts = [sum(len(page) + 1 for page in pages[:at]) for at in range(len(pages))]
    spans = tuple(
        SourcePage(number, None, start, start + len(page))
        for number, (start, page) in enumerate(zip(starts, pages, strict=True), 1)
    )
    return Source("r.pdf", "application/pdf", "\f".join(pages), spans, markup=False)


def test_a_number_in_a_running_line_may_be_any() -> None:
    assert running_digest("VET in Latvia 1") == running_digest("VET in Latvia | 23") == running_digest("#VET in Latvia")


def test_lines_in_passages_are_found() -> None:
    document = parse(source(*PAGES))
    assert pages_with_running_lines(document, {HEADER}) == {1, 2}
    assert pages_with_running_lines(document, {running_digest("VET")}) == set()


@pytest.mark.parametrize(
    ("entry", "pages"),
    [
        ("VET in Latvia 1", {2}),
        ("VET in Latvia . . . . . . . 1", set()),
        ("• VET in Latvia", set()),
        ("2. VET in Latvia", set()),
    ],
)
def test_entries_of_lists_and_contents_are_no_headers(entry: str, pages: set[int]) -> None:
    rows = [f"Region {n} has schools and companies." for n in "ABC"]
    document = parse(source("Pay rose.", "\n".join([*rows, entry, *rows]), "Pay rose by a tenth."))
    assert any("VET in Latvia" in document.passage_text(passage) for passage in document.passages)
    assert pages_with_running_lines(document, {running_digest("VET in Latvia")}) == pages


def test_a_numbered_line_at_the_edge_may_be_a_header() -> None:
    document = parse(source("Pay rose.", "2. VET in Latvia\nPay rose by a tenth.", "It fell."))
    assert pages_with_running_lines(document, {running_digest("VET in Latvia")}) == {2}


def test_lines_that_were_taken_out_are_not() -> None:
    pages = [f"VET in Latvia {number}\nPay rose by {number} per cent in that year." for number in range(1, 6)]
    document = parse(source(*pages))
    assert "VET" not in document.text
    assert pages_with_running_lines(document, {HEADER}) == set()


def test_the_first_page_does_not_count() -> None:
    document = parse(source(*PAGES))
    gold = GoldFile("reports", "a.pdf", running=frozenset({HEADER}))
    assert running_shares(gold, document) == {"running": Share(1, 2)}
    assert running_shares(GoldFile("reports", "a.pdf"), document) == {"running": Share(0, 0)}
