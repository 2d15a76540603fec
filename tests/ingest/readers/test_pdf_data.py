"""PDFs found elsewhere, in all their variety: each gives a document that holds together, or a reason why not."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.document import ParsedDocument
from ingest.errors import RefusedFile
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults, pages_of

# Of a longer file, pages at its beginning and well inside are read, so that all files take seconds.
LONGEST = 8


@pytest.mark.parametrize("folder", ["robustness", "handbook", "pages/pdfs"])
def test_every_file_gives_a_document_or_a_reason(data: Path, folder: str) -> None:
    files = sorted((data / folder).glob("*.pdf"))
    if not files:
        pytest.skip(f"no PDFs in {data / folder}")
    wrong = {file.name: found for file in files if (found := list(complaints(file.name, sample(file))))}
    assert wrong == {}


def test_most_files_are_read(data: Path) -> None:
    """A reader that refused everything would pass the other test."""
    files = sorted((data / "robustness").glob("pypdf-*.pdf"))
    if not files:
        pytest.skip("no PDFs to read")
    refused = [file for file in files if isinstance(attempt(file.name, sample(file)), RefusedFile)]
    assert len(refused) < len(files) / 2


def sample(file: Path) -> bytes:
    """The file as it is, or a PDF of some of its pages where it has many."""
    content = file.read_bytes()
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = len(reader.pages)
    except Exception:  # a damaged or locked file is tried as it is
        return content
    if pages <= LONGEST:
        return content
    writer = PdfWriter()
    half = LONGEST // 2
    for first in (0, min(pages * 2 // 3, pages - half)):
        for number in range(first, first + half):
            writer.add_page(reader.pages[number])
    cut = io.BytesIO()
    writer.write(cut)
    return cut.getvalue()


def attempt(name: str, content: bytes) -> ParsedDocument | RefusedFile:
    try:
        return parse(read_source(name, content))
    except RefusedFile as refusal:
        return refusal


def complaints(name: str, content: bytes) -> Iterator[str]:
    """What is wrong with the outcome for one file."""
    try:
        outcome = attempt(name, content)
    except Exception as error:  # to name all files at once
        yield repr(error)
        return
    if isinstance(outcome, RefusedFile):
        if not str(outcome).startswith(f"{name}: "):
            yield f"a refusal that does not name the file: {outcome}"
        return
    if not outcome.passages:
        yield "a document without passages"
    yield from faults(outcome.segments, outcome.source.text, outcome.text)
    for passage in outcome.passages:
        if not outcome.passage_text(passage).strip():
            yield f"passage {passage.ordinal} is empty"
        if not pages_of(outcome.segments, outcome.source.pages, passage.start, passage.end):
            yield f"passage {passage.ordinal} is on no page"
