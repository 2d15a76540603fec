"""Kept originals: by content, whole, and only as long as a document names them."""

from hashlib import sha256
from pathlib import Path

from index.originals import Originals, content_hash


def test_a_file_is_kept_under_the_hash_of_its_content(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    digest = originals.keep(b"content", "Report.PDF")
    assert digest == content_hash(b"content") == sha256(b"content").hexdigest()
    assert originals.path(digest, "Report.PDF") == tmp_path / "originals" / f"{digest}.pdf"
    assert originals.path(digest, "Report.PDF").read_bytes() == b"content"
    assert originals.is_intact(digest, "Report.PDF")
    assert not originals.is_intact(digest, "Report.txt")


def test_keeping_again_restores_and_does_not_rewrite(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    path = originals.path(originals.keep(b"content", "a.txt"), "a.txt")
    inode = path.stat().st_ino
    originals.keep(b"content", "b.txt")
    assert path.stat().st_ino == inode
    path.write_bytes(b"c0ntent")
    originals.keep(b"content", "a.txt")
    assert path.read_bytes() == b"content"


def test_what_nobody_names_is_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    originals.sweep([])
    kept, renamed, dropped = (originals.keep(content, "a.txt") for content in (b"kept", b"renamed", b"dropped"))
    originals.keep(b"renamed", "a.md")
    originals.sweep([(kept, "other.txt"), (renamed, "a.md")])
    assert {path.name for path in (tmp_path / "originals").iterdir()} == {f"{kept}.txt", f"{renamed}.md"}
    assert not originals.is_intact(dropped, "a.txt")
