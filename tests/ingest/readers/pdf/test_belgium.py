"""The Belgian report as a PDF gives what its text gives."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from evaluation.typesetting.report import read_report
from evaluation.typesetting.typeset import typeset
from ingest.document import ParsedDocument, SectionKind
from ingest.parse import parse
from ingest.readers import read_source
from ingest.regions import Region, regions
from ingest.segments import faults, pages_of
from ingest.sentences import sentence_spans

HEADER = "Implementing European priorities in VET"
# Sentences, and the labels of the pages that they stand on.
SAID = {
    "For 2023, the key indicators are: 3 425 bonuses awarded to training companies": ["5", "6"],
    "Logisticity (transport and logistics)": ["6", "7"],
    "In 2023, 1 000 schools completed Digisnap": ["9"],
    "by the Recovery and Resilience Plan, addresses the need to train": ["9", "10"],
    "a new initiative to address food insecurity": ["10", "11"],
    "National Reference Point (NRP) for VET to bring together": ["11", "12"],
    "both neutral secretariat and implementor of various policy measures": ["17", "18"],
}
FRONT = {"ReferNet is a network of institutions": "ii", "Author: Anna Karno": "iii"}


@pytest.fixture(scope="module")
def text(corpus: Path) -> str:
    return (corpus / "belgium-vet-2023.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def expected(text: str) -> ParsedDocument:
    return parse(read_source("belgium.txt", text.encode()))


@pytest.fixture(scope="module")
def content(text: str) -> bytes:
    return typeset(read_report(text))


@pytest.fixture(scope="module")
def report(content: bytes) -> ParsedDocument:
    return parse(read_source("belgium.pdf", content))


def labels(report: ParsedDocument, start: int, end: int) -> list[str | None]:
    return [page.label for page in pages_of(report.segments, report.source.pages, start, end)]


def sentences(report: ParsedDocument) -> Iterator[str]:
    """Those of the body."""
    for passage in report.passages:
        if report.sections[passage.section].kind is SectionKind.BODY:
            text = report.passage_text(passage)
            yield from (text[start:end] for start, end in sentence_spans(text))


def test_sections(report: ParsedDocument, expected: ParsedDocument) -> None:
    assert [(s.kind, s.level, s.number, s.title, s.path, s.printed) for s in report.sections] == [
        (s.kind, s.level, s.number, s.title, s.path, s.printed) for s in expected.sections
    ]


def test_sections_begin_on_the_pages_that_the_contents_page_names(report: ParsedDocument) -> None:
    begun = {s.title: (s.printed.first, labels(report, s.start, s.start + 1)) for s in report.sections if s.printed}
    assert len(begun) > 10
    assert {title: found for title, (first, found) in begun.items() if found != [first]} == {}


def test_every_sentence_is_whole(report: ParsedDocument, expected: ParsedDocument) -> None:
    """Over line ends, hyphens and page breaks."""
    assert list(sentences(report)) == list(sentences(expected))


@pytest.mark.parametrize("said", SAID)
def test_labels_of_the_pages_that_words_stand_on(report: ParsedDocument, said: str) -> None:
    at = report.text.index(said)
    assert labels(report, at, at + len(said)) == SAID[said]


@pytest.mark.parametrize("said", FRONT)
def test_front_matter_has_roman_labels(report: ParsedDocument, said: str) -> None:
    at = report.text.index(said)
    assert labels(report, at, at + len(said)) == [FRONT[said]]


def test_every_passage_is_on_a_page_or_two(report: ParsedDocument) -> None:
    counts = {len(labels(report, passage.start, passage.end)) for passage in report.passages}
    assert counts == {1, 2}


def test_footnotes(report: ParsedDocument, expected: ParsedDocument) -> None:
    def bound(document: ParsedDocument) -> list[tuple[str, str, str]]:
        notes = document.footnotes
        return [(n.marker, n.text, document.text[: n.anchor][-40:]) for n in notes if n.anchor is not None]

    assert len(bound(report)) == 2
    assert bound(report) == bound(expected)


def test_references(report: ParsedDocument, expected: ParsedDocument) -> None:
    assert len(report.references) == 32
    assert [(r.authors, r.label, r.title) for r in report.references] == [
        (r.authors, r.label, r.title) for r in expected.references
    ]


def test_addresses_of_references(report: ParsedDocument, expected: ParsedDocument) -> None:
    assert [reference.url for reference in report.references] == [reference.url for reference in expected.references]


def test_mentions(report: ParsedDocument, expected: ParsedDocument) -> None:
    assert [(m.text, m.status, m.reference) for m in report.mentions] == [
        (m.text, m.status, m.reference) for m in expected.mentions
    ]


def test_no_header_and_no_page_number_in_a_passage(report: ParsedDocument) -> None:
    body = [p for p in report.passages if report.sections[p.section].kind is SectionKind.BODY]
    texts = [report.passage_text(passage) for passage in body]
    assert [text for text in texts if HEADER in text] == []
    assert [text for text in texts if re.search(r"^\W*(?:\d{1,2}|[ivx]+)\W*$", text, flags=re.M)] == []


def test_each_header_and_footer_is_told(report: ParsedDocument) -> None:
    found = [report.source.text[start:end] for start, end in report.source.furniture]
    assert found.count(HEADER) == 18
    assert sorted(set(found) - {HEADER}) == sorted(["i", "ii", "iii", "iv", *map(str, range(5, 23))])


def test_text_follows_from_the_source(report: ParsedDocument) -> None:
    assert faults(report.segments, report.source.text, report.text) == []
    assert report.source.warnings == report.warnings == ()


def test_rectangles_show_the_words_of_their_passages(report: ParsedDocument, content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as document:
        for passage in report.passages:
            covered = regions(report.source.layouts, report.segments, passage.start, passage.end)
            pages = pages_of(report.segments, report.source.pages, passage.start, passage.end)
            assert [region.page for region in covered] == [page.number for page in pages]
            shown = "".join(_within(document, region) for region in covered)
            # a box takes in what is left out within its lines, such as the marker of a note or a hyphen
            blocks = SequenceMatcher(None, _letters(report.passage_text(passage)), shown, autojunk=False)
            assert sum(block.size for block in blocks.get_matching_blocks()) > 0.97 * len(shown)


def _within(document: pypdfium2.PdfDocument, region: Region) -> str:
    """The letters that stand in the rectangles of a page."""
    text = document[region.page - 1].get_textpage()
    boxes = [
        (box.left - 0.5, region.height - box.bottom, box.right + 0.5, region.height - box.top)
        for box in region.rectangles
    ]
    return _letters(" ".join(text.get_text_bounded(*box) for box in boxes))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
