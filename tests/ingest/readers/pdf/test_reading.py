"""PDFs from their bytes to a source, and what a parser makes of it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, NameObject, NumberObject

from ingest.errors import DamagedFile, EmptyFile, HugeFile
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults, pages_of
from ingest.source import HeadingHint, Reading, Source, SourceLink
from tests.ingest.readers.pdf.making import drawn, pdf


def test_text_comes_by_physical_page() -> None:
    source = read_source("report.pdf", pdf("First page.", "Second page."))
    assert source.text == "First page.\fSecond page."
    assert [(p.number, p.label, p.start, p.end) for p in source.pages] == [(1, None, 0, 11), (2, None, 12, 24)]
    assert (source.media_type, source.markup) == ("application/pdf", False)


def test_pages_have_the_labels_printed_on_them() -> None:
    def number(writer: PdfWriter) -> None:
        writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(1, 1, style=PageLabelStyle.DECIMAL, start=5)

    assert [page.label for page in read_source("report.pdf", pdf("a", "b", change=number)).pages] == ["i", "5"]


def test_pages_have_the_numbers_at_their_foot_where_the_file_states_others() -> None:
    def number(writer: PdfWriter) -> None:
        writer.set_page_label(0, 3, style=PageLabelStyle.DECIMAL)

    feet = ["", *(f"BT /F1 8 Tf 140 10 Td ({n}) Tj ET" for n in (1, 2, 3))]
    source = read_source("report.pdf", drawn(*feet, change=number))
    assert [page.label for page in source.pages] == [None, "1", "2", "3"]


def test_blank_pages_keep_their_number() -> None:
    source = read_source("report.pdf", pdf("One.", "", "Three."))
    document = parse(source)
    at = document.text.index("Three")
    assert [page.number for page in pages_of(document.segments, source.pages, at, at + 5)] == [3]
    assert source.warnings == ("no text on 1 of 3 pages",)


def test_a_sentence_over_a_page_break_has_both_pages() -> None:
    source = read_source("report.pdf", pdf("The reform of the dual system was", "adopted in 2023."))
    document = parse(source)
    (passage,) = document.passages
    assert document.passage_text(passage) == "The reform of the dual system was adopted in 2023."
    pages = pages_of(document.segments, source.pages, passage.start, passage.end)
    assert [page.number for page in pages] == [1, 2]
    assert faults(document.segments, source.text, document.text) == []


def test_document_information() -> None:
    def describe(writer: PdfWriter) -> None:
        writer.add_metadata({"/Title": "VET in Latvia", "/Author": "Ilze Ozola", "/CreationDate": "D:20240917101500Z"})

    metadata = parse(read_source("report.pdf", pdf("Ilze Ozola", change=describe))).metadata
    assert metadata == {"title": "VET in Latvia", "authors": ("Ozola, Ilze",), "year": 2024, "country": "LV"}


def set_in(font: str, size: int, baseline: int, text: str) -> str:
    return f"BT /{font} {size} Tf 20 {300 - baseline} Td ({text}) Tj ET "


HEADER = set_in("F2", 14, 15, "VET in Belgium")
TEXT = "".join(set_in("F1", 8, 120 + 10 * row, "The reform was adopted in all regions of Belgium") for row in range(6))


def spans(source: Source, words: str) -> tuple[int, int]:
    start = source.text.index(words)
    return start, start + len(words)


def test_headings_by_type_but_no_headers() -> None:
    source = read_source("report.pdf", drawn(HEADER + set_in("F2", 14, 100, "Reforms") + TEXT, HEADER, HEADER))
    assert source.heading_hints == (HeadingHint(*spans(source, "Reforms"), 1),)
    assert [source.text[start:end] for start, end in source.furniture] == ["VET in Belgium"] * 3
    assert source.counts == {"headers_removed": 3, "links": 0}


def test_a_heading_right_below_a_header() -> None:
    header = set_in("F2", 14, 30, "VET in Belgium")
    pages = [header + set_in("F2", 14, 46, title) + TEXT for title in ("Reforms", "Companies", "Learners")]
    source = read_source("report.pdf", drawn(*pages))
    hints = [source.text[hint.start : hint.end] for hint in source.heading_hints]
    assert hints == ["Reforms", "Companies", "Learners"]


def test_headings_by_outline() -> None:
    content = drawn(
        set_in("F1", 8, 60, "Introduction") + TEXT,
        change=lambda writer: writer.add_outline_item(title="Introduction", page_number=0),
    )
    source = read_source("report.pdf", content)
    assert source.heading_hints == (HeadingHint(*spans(source, "Introduction"), 1),)


def test_links_in_reading_order() -> None:
    def link(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(18, 136, 100, 148), url="https://example.org/second"))
        writer.add_annotation(0, Link(rect=(18, 196, 100, 212), url="https://example.org/first"))

    content = drawn(set_in("F1", 12, 100, "One") + set_in("F1", 12, 160, "Two"), change=link)
    source = read_source("report.pdf", content)
    assert source.links == (
        SourceLink(*spans(source, "One"), "https://example.org/first"),
        SourceLink(*spans(source, "Two"), "https://example.org/second"),
    )
    assert source.counts["links"] == 2


def test_wrong_letters_are_told() -> None:
    words = " ".join(["Kn\\300\\301w"] * 3)
    assert read_source("report.pdf", pdf(words)).warnings == ()
    mixed = pdf(words, change=mistake)
    assert read_source("report.pdf", mixed).warnings == (
        "text of page 1 is unreliable: the file maps its letters wrongly",
    )


def mistake(writer: PdfWriter) -> None:
    """Two letters of Helvetica called those of other alphabets."""
    resources: Any = writer.pages[0]["/Resources"]
    font = resources["/Font"]["/F1"]
    font["/Encoding"][NameObject("/Differences")] = ArrayObject(
        [NumberObject(0o300), NameObject("/afii10065"), NameObject("/alpha")]
    )


def test_a_file_without_its_end_is_told() -> None:
    """As where changes were appended to a whole file, and these are cut off."""
    source = read_source("report.pdf", pdf("One.", "Two.") + b"99 0 obj\n<< >>\nendobj\n" * 200)
    assert [source.text[page.start : page.end] for page in source.pages] == ["One.", "Two."]
    assert source.warnings == ("its end is missing, as of a download that was broken off: download it again",)


def test_a_page_that_is_left_out_is_told_and_keeps_its_number() -> None:
    source = read_source("report.pdf", pdf("One.", "Two.", "Three."), Reading(without={2: "took too long"}))
    assert [source.text[page.start : page.end] for page in source.pages] == ["One.", "", "Three."]
    assert source.warnings == ("page 2 could not be read (took too long)",)


def test_nothing_but_pages_that_are_left_out() -> None:
    with pytest.raises(DamagedFile, match=r"page 2 could not be read \(took too long\); the others hold no text\. Try"):
        read_source("report.pdf", pdf("", "Two."), Reading(without={2: "took too long"}))


@pytest.mark.parametrize(("huge", "refused"), [(3, False), (4, True)])
def test_with_too_many_pages_that_are_huge_the_file_is(huge: int, refused: bool) -> None:
    reading = Reading(without=dict.fromkeys(range(1, huge + 1), "out of memory"))
    content = pdf(*["Text."] * 5)
    if refused:
        with pytest.raises(HugeFile, match=r"^report\.pdf: memory has run out on page .* PINCITE_FILE_MEMORY\.$"):
            read_source("report.pdf", content, reading)
    else:
        assert len(read_source("report.pdf", content, reading).warnings) == huge


def test_it_is_told_that_all_pages_are_read() -> None:
    heard: list[tuple[int, ...]] = []
    reading = Reading(on_page=lambda *page: heard.append(page), on_pages=lambda pages: heard.append((pages,)))
    read_source("report.pdf", pdf("One.", "Two."), reading)
    assert heard == [(1, 2), (2, 2), (2,)]


def test_each_page_is_told_before_it_is_read() -> None:
    told: list[tuple[int, int]] = []
    read_source("report.pdf", pdf("a", "b", "c"), Reading(on_page=lambda page, pages: told.append((page, pages))))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("user", "given"), [("", None), ("secret", "secret"), ("secret", "owner")])
def test_an_encrypted_file_is_read_with_its_password(user: str, given: str | None) -> None:
    content = pdf("Locked text.", change=lambda writer: writer.encrypt(user, "owner", algorithm="AES-256"))
    assert read_source("report.pdf", content, Reading(password=given)).text == "Locked text."


REFUSED = {
    "password": (
        pdf("Text.", change=lambda writer: writer.encrypt("secret", algorithm="AES-256")),
        DamagedFile,
        "needs a password. Give it with --password, or save a copy without one.",
    ),
    "no-text": (pdf("", ""), EmptyFile, "no text layer: 2 of 2 pages hold no text. It may be a scan; run text"),
    "no-pages": (pdf(), EmptyFile, "has no pages. Try to export it again."),
    "no-pdf": (b"%PDF-1.7\nnothing of the kind", DamagedFile, "cannot be opened as PDF"),
    "html": (b"<html>Page not found</html>", DamagedFile, "is a web page, not a PDF"),
    "cut": (pdf("Text.")[:200], DamagedFile, "cannot be opened as PDF"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(case: str) -> None:
    content, error, sentence = REFUSED[case]
    with pytest.raises(error) as refusal:
        read_source("report.pdf", content)
    assert str(refusal.value).startswith("report.pdf: ")
    assert sentence in str(refusal.value)


def test_remarks_of_pypdf_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n9", pdf("One page of text that can be read.")))
    script = "import sys; from pypdf import PdfReader; PdfReader(sys.argv[1])"
    quiet = "import ingest.readers.pdf; " + script
    # another process: pytest itself keeps logs from the terminal
    told = [
        subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True).stderr
        for code in (script, quiet)
    ]
    assert told[0]
    assert told[1] == b""
