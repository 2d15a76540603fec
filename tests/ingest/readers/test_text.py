"""Plain text: what is accepted, and each refusal with its sentence."""

import os
from pathlib import Path

import pytest

from ingest.errors import EmptyFile, HugeFile, RefusedFile, UndecodableFile, UnreadableFile, UnsupportedFile
from ingest.readers import READERS, is_readable, read_bytes, read_source
from ingest.readers.text import LONGEST_LINE


def test_utf_8_is_read_as_it_is() -> None:
    source = read_source("report.txt", "Première année\n\nEnd".encode())
    assert (source.name, source.media_type, source.text) == ("report.txt", "text/plain", "Première année\n\nEnd")
    assert source.markup
    assert not source.pages


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_character(encoding: str) -> None:
    assert read_source("report.txt", "Première année".encode(encoding)).text == "Première année"


@pytest.mark.parametrize("written", ["one\r\ntwo\r\n\r\nthree", "one\rtwo\r\rthree"])
def test_line_ends_of_other_systems_become_newlines(written: str) -> None:
    assert read_source("report.txt", written.encode()).text == "one\ntwo\n\nthree"


def test_hash_marks_are_headings_in_text_too() -> None:
    (hint,) = read_source("report.txt", b"# Introduction\n\nText.").heading_hints
    assert (hint.start, hint.end, hint.level) == (2, 14, 1)


REFUSED = [
    ("empty.txt", b"", EmptyFile, "empty.txt: the file is empty. Check that it was saved or downloaded completely."),
    ("blank.txt", b" \n\t\n", EmptyFile, "the file is empty"),
    ("blank.txt", "\ufeff\u00a0\n".encode(), EmptyFile, "blank.txt: holds no text."),
    ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", UndecodableFile, "photo.txt: is a binary file, not text."),
    ("nul.txt", b"text with a\0nul", UndecodableFile, "is a binary file"),
    ("odd.txt", b"\x01\x02\x03\x04 text", UndecodableFile, "is a binary file"),
    (
        "latin.txt",
        "Première année".encode("latin-1"),
        UndecodableFile,
        "latin.txt: not in UTF-8 (byte 0xe8 at offset 5). "
        "Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 latin.txt",
    ),
    ("cut.txt", b"\xff\xfea", UndecodableFile, "not in UTF-16"),
    (
        "line.txt",
        b"x" * 10_000_000,
        UndecodableFile,
        "line.txt: a line of 10,000,000 characters; the limit is 200,000. Put each paragraph on a line of its own.",
    ),
    ("report.docx", b"PK", UnsupportedFile, "report.docx: no reader for .docx; Pincite reads .markdown, .md, .pdf"),
    ("report", b"text", UnsupportedFile, "report: no reader for a file without an extension"),
]


@pytest.mark.parametrize(
    ("name", "content", "error", "sentence"), REFUSED, ids=[f"{r[0]}-{n}" for n, r in enumerate(REFUSED)]
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    name: str, content: bytes, error: type[RefusedFile], sentence: str
) -> None:
    with pytest.raises(error) as refusal:
        read_source(name, content)
    assert sentence in str(refusal.value)


def test_the_longest_line_is_still_read() -> None:
    assert len(read_source("line.txt", b"x" * LONGEST_LINE).text) == LONGEST_LINE


def test_reader_table() -> None:
    assert set(READERS) == {".txt", ".text", ".md", ".markdown", ".pdf"}
    assert is_readable(Path("A.TXT"))
    assert is_readable(Path("folder/report.pdf"))
    assert not is_readable(Path("report.docx"))


def test_bytes_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"text")
    assert read_bytes(tmp_path / "report.txt") == b"text"
    with pytest.raises(UnreadableFile, match="no such file"):
        read_bytes(tmp_path / "absent.txt")
    with pytest.raises(UnreadableFile, match="is a folder, not a file"):
        read_bytes(tmp_path)
    with pytest.raises(UnreadableFile, match=r"cannot be read \("):
        read_bytes(tmp_path / ("n" * 300))
    with pytest.raises(UnreadableFile):
        read_bytes(tmp_path / "report.txt" / "below")
    with pytest.raises(HugeFile, match="has 4 bytes; 3 are the most that are read"):
        read_bytes(tmp_path / "report.txt", 3)


@pytest.mark.skipif(os.name == "nt", reason="no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFile, match="is a pipe or a device, not a file"):
        read_bytes(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    with pytest.raises(UnreadableFile, match="leads to a file that is not there"):
        read_bytes(tmp_path / "broken.txt")


@pytest.mark.skipif(os.name == "nt", reason="no such files")
def test_a_file_that_grows_while_it_is_read_is_not_complete(tmp_path: Path) -> None:
    class Growing(type(tmp_path)):  # type: ignore[misc]
        """A file that another program writes to."""

        def read_bytes(self) -> bytes:
            content: bytes = super().read_bytes()
            with self.open("ab") as file:
                file.write(b"more")
            return content

    (tmp_path / "report.txt").write_bytes(b"text")
    with pytest.raises(UnreadableFile, match=r"was written to while it was read\. Ingest it again when it is complete"):
        read_bytes(Growing(tmp_path / "report.txt"))
