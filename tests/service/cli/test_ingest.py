"""Ingest by the command line: folders as they are, and what is said of what cannot be read."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such files")


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Path]:
    """A folder with a report among what cannot be read."""
    folder = tmp_path / "odd"
    (folder / "full.pdf").mkdir(parents=True)
    (folder / "full.pdf" / "oats.md").write_text("# 1. Oats\n\nOats grow in the west.\n", encoding="utf-8")
    (folder / "void.pdf").mkdir()
    (folder / "empty.md").touch()
    (folder / "zero.pdf").touch()
    (folder / "broken.md").symlink_to("nowhere.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.md")
    with (folder / "huge.pdf").open("wb") as file:
        file.truncate(2**40)
    (folder / "locked.md").write_text("Locked.", encoding="utf-8")
    (folder / "shut").mkdir()
    for kept in ("locked.md", "shut"):
        (folder / kept).chmod(0)
    yield folder
    (folder / "shut").chmod(0o700)


SAID = {
    "broken.md": "leads to a file that is not there. Check the path.",
    "empty.md": "the file is empty. Check that it was saved or downloaded completely.",
    "huge.pdf": "has 1,099,511,627,776 bytes; 2,147,483,648 are the most that are read. Split it.",
    "loop.md": "cannot be read (Too many levels of symbolic links). Check the path.",
    "pipe.md": "is a pipe or a device, not a file. Save what comes from it to a file.",
    "void.pdf": "no file in this folder that Pincite reads; it reads .markdown, .md, .pdf, .text, .txt.",
    "zero.pdf": "the file is empty. Check that it was saved or downloaded completely.",
}
# Nothing is locked for the superuser.
LOCKED = {
    "locked.md": "cannot be read (Permission denied). Check its permissions.",
    "shut": "cannot be looked into (Permission denied). Check its permissions.",
}


def _messages(result: Result) -> dict[str, str]:
    files = json.loads(result.stdout)["files"]
    return {Path(file["path"]).name: file["message"] for file in files if file["status"] == "refused"}


def test_each_thing_in_a_folder_that_cannot_be_read_is_told_of(run: Run, odd: Path, tmp_path: Path) -> None:
    result = run("ingest", odd, "--json", library=tmp_path / "library")
    expected = SAID if os.geteuid() == 0 else SAID | LOCKED
    messages = _messages(result)
    assert messages.keys() == expected.keys()
    assert all(messages[name].endswith(f"{name}: {said}") for name, said in expected.items())
    assert result.exit_code == 1
    documents = run("documents", "--json", library=tmp_path / "library")
    assert "oats" in [each["id"] for each in json.loads(documents.stdout)["documents"]]


@pytest.mark.parametrize("name", [*SAID, *LOCKED])
def test_it_is_told_of_when_it_is_named_too(run: Run, odd: Path, tmp_path: Path, name: str) -> None:
    if name in LOCKED and os.geteuid() == 0:
        pytest.skip("nothing is locked for the superuser")
    result = run("ingest", odd / name, "--json", library=tmp_path / "library")
    assert result.exit_code == 1
    assert _messages(result)[name].endswith(f"{name}: {({**SAID, **LOCKED})[name]}")


def test_a_copy_is_shown(run: Run, own: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes((tmp_path / "reports/soil.md").read_bytes())
    result = run("ingest", copy, library=own)
    assert (result.exit_code, "duplicate" in result.stdout) == (0, True)
    assert "the same content: copy.md" in run("show", "soil", library=own).stdout
    assert json.loads(run("show", "soil", "--json", library=own).stdout)["sources"] == ["soil.md", "copy.md"]
