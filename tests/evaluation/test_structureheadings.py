"""Heading trees: what is found, where, and below what."""

from evaluation.goldpdf import digest
from evaluation.structuregold import GoldFile, GoldHeading
from evaluation.structureheadings import FoundHeading, found_headings, heading_shares, matched, parents_of
from evaluation.structureshares import Share
from ingest.parse import parse
from ingest.source import HeadingHint, Source, SourcePage

PAGES = ("Findings\n\nPay rose by a tenth in that year.", "Women\n\nIt rose faster among women.", "Method\n\nWe asked.")


def heading(words: str, level: int = 1, page: int = 1) -> GoldHeading:
    return GoldHeading(digest(words), level, page)


def found(words: str, *above: str, page: int = 1) -> FoundHeading:
    return FoundHeading(digest(words), page, tuple(digest(each) for each in above))


def test_the_headings_of_a_document_with_their_pages() -> None:
    starts = [0, len(PAGES[0]) + 1, len(PAGES[0]) + len(PAGES[1]) + 2]
    pages = tuple(
        SourcePage(number, None, start, start + len(page))
        for number, (start, page) in enumerate(zip(starts, PAGES, strict=True), 1)
    )
    hints = tuple(
        HeadingHint(start, start + page.index("\n"), level)
        for start, page, level in zip(starts, PAGES, (1, 2, 1), strict=True)
    )
    source = Source("r.pdf", "application/pdf", "\f".join(PAGES), pages, markup=False, heading_hints=hints)
    assert found_headings(parse(source)) == [
        found("Findings"),
        found("Women", "Findings", page=2),
        found("Method", page=3),
    ]


def test_front_matter_bears_no_heading() -> None:
    text = "A. Author, Brussels\n\nFindings\n\nPay rose.\n\nMethod\n\nWe asked."
    hints = tuple(HeadingHint(at, at + len(word), 1) for word in ("Findings", "Method") for at in [text.index(word)])
    pages = (SourcePage(1, None, 0, len(text)),)
    source = Source("r.pdf", "application/pdf", text, pages, markup=False, heading_hints=hints)
    assert found_headings(parse(source)) == [found("Findings"), found("Method")]


def test_parents_follow_from_levels() -> None:
    levels = [heading("A", 1), heading("B", 3), heading("C", 2), heading("D", 2), heading("E", 1)]
    assert parents_of(levels) == [None, digest("A"), digest("A"), digest("A"), None]


def test_a_repeated_heading_is_matched_by_page_first() -> None:
    gold = [heading("Summary", page=1), heading("Summary", page=5)]
    at_five, at_nine = found("Summary", page=5), found("Summary", page=9)
    assert matched(gold, [at_five]) == [(1, at_five)]
    assert matched(gold, [at_five, at_nine]) == [(0, at_nine), (1, at_five)]


def test_precision_recall_and_the_tree() -> None:
    gold = GoldFile(
        "reports", "a.pdf", headings=(heading("A"), heading("B", 2), heading("C", 2, page=2), heading("D", page=3))
    )
    shares = heading_shares(gold, [found("A"), found("B"), found("C", "A", page=2), found("Figure 1", "A"), found("D")])
    assert shares == {
        "precision": Share(4, 5),
        "recall": Share(4, 4),
        "F1": Share(8, 9),
        "tree F1": Share(4, 9),  # A and C: B is not below A, D on another page
        "heading page": Share(3, 4),
    }


def test_optional_headings_and_pages_that_nobody_read_do_not_count() -> None:
    gold = GoldFile(
        "reports", "a.pdf", (heading("A"), heading("B", 2)), (heading("Box"), heading("Part", 1)), pages_read=9
    )
    shares = heading_shares(
        gold, [found("Part"), found("A", "Part"), found("Box", "A"), found("B", "Box", "A"), found("Index", page=10)]
    )
    assert shares["precision"] == Share(2, 2)
    assert shares["tree F1"] == Share(4, 4)


def test_an_optional_heading_may_be_a_parent() -> None:
    gold = GoldFile("reports", "a.pdf", (heading("A"), heading("B", 2), heading("D", 3)), (heading("C", 2),))
    below_c = [found("A"), found("B", "A"), found("C", "A"), found("D", "C", "A")]
    assert heading_shares(gold, below_c)["tree F1"] == Share(6, 6)
    below_a = [found("A"), found("B", "A"), found("D", "A")]
    assert heading_shares(gold, below_a)["tree F1"] == Share(4, 6)
