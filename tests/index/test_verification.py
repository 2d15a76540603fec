"""Verification finds each kind of damage, and nothing in a library that is whole."""

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.catalogue.reading import Catalogue
from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from index.verification import Finding, verify_library
from index.writer import open_writer
from ingest.errors import ModelNotFound

Change = Callable[..., None]
Ingest = Callable[..., object]
Verify = Callable[[], list[Finding]]
PASSAGE = "(SELECT id FROM passage ORDER BY entry LIMIT 1)"


@pytest.fixture
def verify(
    paths: LibraryPaths, embedder: Embedder, ingest: Callable[..., object], report: Callable[..., Path]
) -> Verify:
    """Verify a library that holds one report; its faults."""
    ingest(report())

    def faults() -> list[Finding]:
        with closing(Catalogue(paths.catalogue)) as catalogue:
            return [found for found in verify_library(paths, catalogue, lambda: embedder) if found.fault]

    return faults


def test_a_whole_library_has_no_faults_and_tells_of_its_model(
    verify: Verify, paths: LibraryPaths, embedder: Embedder
) -> None:
    assert verify() == []
    with closing(Catalogue(paths.catalogue)) as catalogue:
        (remark,) = verify_library(paths, catalogue, lambda: embedder)
    assert remark == Finding(False, "model", embedder.describe())


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE document SET text = replace(text, 'decree', 'law')", "does not yield the text"),
        ("UPDATE document SET source = replace(source, 'decree', 'decrees')", "does not yield the text"),
        ("UPDATE document SET source = replace(source, char(10) || char(10), 'xx')", "other than white space folded"),
        ("UPDATE document SET segments = '[]'", "does not yield the text"),
        ("UPDATE document SET segments = 'none'", "cannot be read .* remove the document and ingest its file again"),
        ("UPDATE document SET pages = '7'", "cannot be read"),
        ("UPDATE document SET content_hash = 'abc'", "original file is missing or was changed; ingest it again"),
        (f"UPDATE passage SET text = 'Other.' WHERE id = {PASSAGE}", "differs from the text at its offsets"),
        (f"UPDATE passage SET start = start + 1 WHERE id = {PASSAGE}", "differs from the text at its offsets"),
        ("UPDATE passage_entity SET name = 'Bavaria'", "the entities of passages are not those that its text gives"),
        (f"UPDATE passage SET id = 'abc' WHERE id = {PASSAGE}", "abc does not have the id of its words"),
        (f"UPDATE passage SET section = 3 WHERE id = {PASSAGE}", "lies outside its section"),
        (f"UPDATE passage SET section = 99 WHERE id = {PASSAGE}", "broken foreign key in passage"),
        ("DELETE FROM section WHERE number = '2'", "broken foreign key in (section|passage)"),
        ("UPDATE section SET kind = 'cellar'", "cannot be read"),
        ("UPDATE footnote SET text = 'Another.'", "footnote 1: the segment map does not yield the text"),
        ("UPDATE reference SET text = 'Another.'", "reference 0 differs from the text"),
        ("UPDATE reference SET text = ''", "reference 0 differs from the text"),
        ("UPDATE passage SET first_page = 1, last_page = 2", "does not stand on its pages"),
        ("UPDATE section SET first_label = '11', last_label = '12' WHERE number = '2.1'", "sections are not those"),
        ("UPDATE section SET parent = 1 WHERE number = '2.1'", "sections are not those"),
        ("UPDATE section SET level = 1, path = '[]' WHERE number = '2.1'", "sections are not those"),
        ("UPDATE document SET pages = '[[1,\"iv\",0,9]]'", "page labels are not those of its file"),
        ("UPDATE footnote SET anchor = 3", "footnotes are not those"),
        ("UPDATE reference SET label = '2023b'", "references are not those"),
        ("UPDATE mention SET status = 'doubtful'", "mentions are not those"),
        ("DELETE FROM passage WHERE ordinal = 3", "passages are not those"),
        ("DELETE FROM reference", "broken foreign key in mention"),
        ("UPDATE mention SET text = '(Another, 2023)'", "the mention at offset .* differs from the text"),
        ("DELETE FROM vector WHERE passage_entry = (SELECT min(entry) FROM passage)", "1 passages have no vector"),
        ("UPDATE vector SET data = x'0000'", "4 passages have no vector"),
        ("UPDATE library SET generation = 9", "not those of the present generation; ask any question to build them"),
        ("UPDATE library SET fingerprint = 'other', model = 'other'", "made by the model 'other', not by 'hashing'"),
        ("UPDATE library SET fingerprint = 'other'", "made by the model 'hashing' with other weights or settings"),
    ],
)  # fmt: skip
def test_each_damage_of_the_catalogue_is_found(verify: Verify, change: Change, sql: str, message: str) -> None:
    change(sql)
    assert any(re.search(message, found.message) for found in verify()), verify()


PAGED = ["Skills of nurses matter.", "Training of welders continues here."]


def test_pages_of_a_pdf_are_compared(verify: Verify, ingest: Ingest, change: Change, tmp_path: Path) -> None:
    path = tmp_path / "paged.pdf"
    path.write_bytes(pdf(*PAGED))
    ingest(path)
    assert verify() == []
    change("UPDATE passage SET first_page = 2, last_page = 2 WHERE document_id = 'paged' AND first_page = 1")
    assert any("does not stand on its pages, 2 to 2" in found.message for found in verify())


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text a page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {len(pages)} >> endobj",
        "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj",
    ]
    for number, text in enumerate(pages):
        content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        parts += [
            f"{4 + 2 * number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >> endobj",
            f"{5 + 2 * number} 0 obj << /Length {len(content)} >> stream\n{content}\nendstream endobj",
        ]
    offsets, body = [], "%PDF-1.4\n"
    for part in parts:
        offsets.append(len(body))
        body += part + "\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(parts) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{rows}{trailer}".encode()


def test_what_another_parser_has_made_is_not_compared(verify: Verify, change: Change) -> None:
    change("UPDATE section SET first_label = '11' WHERE number = '2.1'")
    change("UPDATE document SET parser_version = 0")
    assert verify() == []


def test_a_text_that_was_changed_everywhere_is_found(verify: Verify, change: Change) -> None:
    """Text and source agree with each other, but not with the original."""
    change("UPDATE document SET text = replace(text, 'decree', 'edicts'), source = replace(source, 'decree', 'edicts')")
    assert any("characters are not those of its file" in found.message for found in verify())


def test_a_document_of_a_moved_file_is_whole(
    verify: Verify, ingest: Ingest, report: Callable[..., Path], tmp_path: Path
) -> None:
    ingest(report().rename(tmp_path / "moved.md"))
    assert verify() == []


def damaged_page(paths: LibraryPaths) -> None:
    content = bytearray(paths.catalogue.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    paths.catalogue.write_bytes(content)


def test_a_damaged_database_is_a_finding_and_not_an_error(verify: Verify, paths: LibraryPaths) -> None:
    damaged_page(paths)
    assert any(found.subject == "catalogue" for found in verify())


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda paths: shutil.rmtree(paths.originals), "original file is missing"),
        (lambda paths: next(paths.originals.iterdir()).write_text("x"), "original file is missing or was changed"),
        (lambda paths: shutil.rmtree(paths.derived), "not those of the present generation"),
        (lambda paths: (paths.derived / "1" / "lexical" / "meta.json").unlink(), "not those of the present generation"),
        (lambda paths: flip(paths.derived / "1" / "vectors" / "vectors.faiss"), "vectors.faiss was changed"),
        (lambda paths: flip(next((paths.derived / "1" / "lexical").glob("*.idx"))), "idx was changed"),
    ],
)
def test_each_damage_of_files_is_found(
    verify: Verify, paths: LibraryPaths, damage: Callable[[LibraryPaths], object], message: str
) -> None:
    damage(paths)
    (found,) = verify()
    assert message in found.message


def flip(path: Path) -> None:
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])


def test_a_model_that_is_not_at_hand_is_a_fault(verify: Verify, paths: LibraryPaths) -> None:
    assert verify() == []

    def lost() -> Embedder:
        raise ModelNotFound("no model 'hashing'. Install it.")

    with closing(Catalogue(paths.catalogue)) as catalogue:
        (found,) = verify_library(paths, catalogue, lost)
    assert found == Finding(True, "model", "no model 'hashing'. Install it.")


def test_what_a_person_says_of_a_passage_is_no_fault(verify: Verify, paths: LibraryPaths) -> None:
    with closing(Catalogue(paths.catalogue)) as catalogue:
        passage = catalogue.passages("report")[0].id
    with open_writer(paths) as writer:
        writer.edit("report", {f"entities.{passage}": ["Bavaria"]})
        writer.publish()
    assert verify() == []
