"""PDF: small files made here, and a folder of odd ones found elsewhere."""

import io
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.document import ParsedDocument
from ingest.errors import DamagedFile, EmptyFile, RefusedFile
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults, pages_of

# One of the files has 619 pages, which pypdf reads for half a minute.
LARGEST = 2_000_000


def pdf(*pages: str, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """A PDF with a line of text on each page, changed before it is written."""
    writer = PdfWriter()
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_text_comes_by_physical_page() -> None:
    source = read_source("report.pdf", pdf("First page.", "Second page."))
    assert source.text == "First page.\fSecond page."
    assert [(p.number, p.label, p.start, p.end) for p in source.pages] == [(1, None, 0, 11), (2, None, 12, 24)]
    assert not source.markup


def test_printed_labels() -> None:
    def number(writer: PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, start=5)

    source = read_source("report.pdf", pdf("a", "b", "c", "d", change=number))
    assert [page.label for page in source.pages] == ["i", "ii", "5", "6"]


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

    metadata = parse(read_source("report.pdf", pdf("Text.", change=describe))).metadata
    assert metadata == {"title": "VET in Latvia", "authors": ("Ozola, Ilze",), "year": 2024, "country": "LV"}


@pytest.mark.parametrize("title", ["Microsoft Word - draft3", "report_final.docx", "Untitled", ""])
def test_a_file_name_is_no_title(title: str) -> None:
    source = read_source("r.pdf", pdf("Text.", change=lambda writer: writer.add_metadata({"/Title": title})))
    assert "title" not in source.info


def test_an_empty_password_opens_an_aes_file() -> None:
    content = pdf("Locked text.", change=lambda writer: writer.encrypt("", "owner", algorithm="AES-256"))
    assert read_source("report.pdf", content).text == "Locked text."


REFUSED = {
    "password": (
        pdf("Text.", change=lambda writer: writer.encrypt("secret", algorithm="AES-256")),
        DamagedFile,
        "needs a password. Give it with --password, or save a copy without one.",
    ),
    "no-text": (pdf("", ""), EmptyFile, "no text layer: 2 of 2 pages hold no text. It may be a scan; run text"),
    "no-pages": (pdf(), EmptyFile, "has no pages. Try to export it again."),
    "no-pdf": (b"%PDF-1.7\nnothing of the kind", DamagedFile, "cannot be opened as PDF"),
    "text": (b"plain text", DamagedFile, "cannot be opened as PDF"),
    "cut": (pdf("Text.")[:200], DamagedFile, "cannot be opened as PDF"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(case: str) -> None:
    content, error, sentence = REFUSED[case]
    with pytest.raises(error) as refusal:
        read_source("report.pdf", content)
    assert str(refusal.value).startswith("report.pdf: ")
    assert sentence in str(refusal.value)


def attempt(name: str, content: bytes) -> ParsedDocument | RefusedFile:
    try:
        return parse(read_source(name, content))
    except RefusedFile as refusal:
        return refusal


def test_every_odd_file_gives_a_document_or_a_reason(data: Path) -> None:
    files = [file for file in sorted((data / "robustness").glob("*.pdf")) if file.stat().st_size < LARGEST]
    accepted = 0
    for file in files:
        start = time.process_time()
        outcome = attempt(file.name, file.read_bytes())
        assert time.process_time() - start < 10, file.name
        if isinstance(outcome, RefusedFile):
            assert str(outcome).startswith(file.name)
        else:
            accepted += 1
            assert faults(outcome.segments, outcome.source.text, outcome.text) == []
    assert accepted >= len(files) // 2


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
