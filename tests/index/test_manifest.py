"""The manifest of a folder: written last, and only believed while the files are those that it names."""

from pathlib import Path

import pytest

from index.manifest import MANIFEST, Origin, StoredFile, changed_files, read_manifest, write_manifest

ORIGIN = Origin("state", "fingerprint")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"content")
    (tmp_path / "empty").write_bytes(b"")
    write_manifest(tmp_path, ORIGIN)
    return tmp_path


def test_it_names_its_origin_and_every_file(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.origin == ORIGIN
    assert manifest.origin.is_current
    assert {name: stored.size for name, stored in manifest.files.items()} == {"empty": 0, "inner/file": 7}
    assert changed_files(folder, manifest) == []


@pytest.mark.parametrize("content", [None, b"conten", b"content "])
def test_a_folder_that_lacks_something_is_not_believed(folder: Path, content: bytes | None) -> None:
    if content is None:
        (folder / "inner" / "file").unlink()
    else:
        (folder / "inner" / "file").write_bytes(content)
    assert read_manifest(folder) is None


def test_content_of_the_same_size_is_told_apart_by_its_digest(folder: Path) -> None:
    (folder / "inner" / "file").write_bytes(b"c0ntent")
    manifest = read_manifest(folder)
    assert manifest is not None
    assert changed_files(folder, manifest) == ["inner/file"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"origin": {}, "files": {}}', '{"origin": 1, "files": {}}', '{"origin": {}, "files": []}'],
)
def test_what_is_no_manifest_is_not_believed(folder: Path, content: str) -> None:
    (folder / MANIFEST).write_text(content)
    assert read_manifest(folder) is None


@pytest.mark.parametrize("other", [Origin("state", "fingerprint", 99), Origin("state", "fingerprint", 1, 99)])
def test_what_other_code_has_made_is_not_current(other: Origin) -> None:
    assert not other.is_current
    assert other != ORIGIN


def test_a_file_is_known_by_size_and_digest(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert manifest.files["empty"] == StoredFile(0, empty)
