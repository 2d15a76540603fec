"""Errors of the disk in words; an ingest that finds no room changes nothing."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.catalogue.database import open_for_writing
from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from index.storage import remove_tree, storage_errors, write_durably
from index.writer import Place, Writer
from ingest.errors import DamagedLibrary, LibraryError, StorageFull
from service.library import Library

Report = Callable[..., Path]
Put = Callable[..., Place]
State = Callable[[], tuple[object, ...]]
ROOT = Path("shelf")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_room_is_told_as_such(number: int) -> None:
    with (
        pytest.raises(StorageFull, match=r"shelf: no room left to write.*Make room and try again"),
        storage_errors(ROOT),
    ):
        raise OSError(number, "…")


def test_other_errors_of_the_system_keep_their_words() -> None:
    with pytest.raises(LibraryError, match=r"shelf: Input/output error. Check the folder"), storage_errors(ROOT):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        (sqlite3.SQLITE_FULL, StorageFull, "no room left"),
        (sqlite3.SQLITE_IOERR_WRITE, StorageFull, "no room left"),
        (sqlite3.SQLITE_CORRUPT, DamagedLibrary, "damaged .* Restore a backup"),
        (sqlite3.SQLITE_NOTADB, DamagedLibrary, "damaged .* Restore a backup"),
        (sqlite3.SQLITE_CANTOPEN, LibraryError, "cannot be written .* even to be read"),
        (sqlite3.SQLITE_READONLY, LibraryError, "cannot be written .* even to be read"),
        (sqlite3.SQLITE_BUSY, LibraryError, "keeps the catalogue busy. Try again"),
        (sqlite3.SQLITE_IOERR_READ, LibraryError, "cannot be read or written .* Check the disk"),
    ],
)
def test_errors_of_sqlite_say_what_to_do(code: int, kind: type[LibraryError], message: str) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    with pytest.raises(kind, match=message) as raised, storage_errors(ROOT):
        raise error
    assert type(raised.value) is kind


@pytest.mark.parametrize("error", [sqlite3.ProgrammingError("closed"), KeyError(), LibraryError("said")])
def test_mistakes_of_the_program_and_what_is_said_already_pass_through(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, storage_errors(ROOT):
        raise error
    assert raised.value is error


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file"
    write_durably(path, b"one")
    write_durably(path, memoryview(b"two"))
    assert path.read_bytes() == b"two"
    path.unlink()
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        write_durably(path, b"three")
    assert list(path.parent.iterdir()) == [path]


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    remove_tree(tmp_path / "nowhere")


def test_a_catalogue_that_may_not_grow_stays_as_it_was(
    paths: LibraryPaths, ingest: Callable[..., object], report: Report, put: Put, state: State
) -> None:
    ingest(report())
    before = state()
    with closing(open_for_writing(paths.catalogue)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with closing(Writer(paths, connection)) as writer, pytest.raises(StorageFull):
            put(writer, report("other.md", {"2 Policies": "Words. " * 5000}))
    assert state() == before


SMALL = (0, 4_096, 20_000, 60_000)


def long_report(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "long.md"
    paragraphs = (f"Paragraph {number} speaks of beans and of nothing else." for number in range(150))
    path.write_text("# Long\n\n" + "\n\n".join(f"## Beans\n\n{paragraph}" for paragraph in paragraphs))
    return folder


def test_without_room_an_ingest_says_so_and_leaves_a_library_that_answers(
    paths: LibraryPaths,
    ingest: Callable[..., object],
    report: Report,
    state: State,
    tmp_path: Path,
    embedder: Embedder,
    ingesting: Callable[..., list[dict[str, object]]],
) -> None:
    ingest(report())
    rows, originals, _ = state()
    reports = long_report(tmp_path / "reports")
    for outcome in ingesting(paths.root, reports, tmp_path, "want_room", *SMALL, 150_000, 200_000, 250_000, 10**8):
        size = int(str(outcome["point"]))
        left = LibraryPaths(tmp_path / f"want_room-{size}")
        with closing(sqlite3.connect(left.catalogue)) as connection:
            kept = tuple(connection.iterdump()) == rows
        if size in SMALL:
            assert outcome["error"] == "StorageFull"
            assert "no room left to write" in str(outcome["message"])
            assert kept
            assert sorted(path.name for path in left.originals.iterdir()) == originals
        assert kept or outcome["error"] in ("StorageFull", None)
        assert list(left.derived.glob("*.partial")) == []
        with Library.open(left.root, embedder=embedder) as library:
            assert library.ask("What did Flanders approve?").answered
            assert [found for found in library.verify() if found.fault] == []
            assert library.ingest([reports]).refused == ()
            assert "beans" in library.ask("Which paragraph speaks of beans?").passages[0].text


def in_own_mounts(script: str, *arguments: object) -> str:
    """Run a shell script where it may mount; skipped where that is not allowed."""
    allowed = ["unshare", "--map-root-user", "--mount"]
    try:
        subprocess.run([*allowed, "mount", "-t", "tmpfs", "none", "/mnt"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a system that lets mount in a namespace of one's own")
    command = [*allowed, "sh", "-euc", script, "sh", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_on_a_full_disk_too(paths: LibraryPaths, ingest: Callable[..., object], report: Report, tmp_path: Path) -> None:
    ingest(report())
    script, outcomes = Path(__file__).with_name("ingesting.py"), tmp_path / "outcomes"
    outcomes.mkdir()
    output = in_own_mounts(
        'mount -t tmpfs -o size=400k none "$1"; "$2" "$3" "$4" "$5" "$1" want_room 100000000 && ls "$1"/*/derived',
        outcomes,
        sys.executable,
        script,
        paths.root,
        long_report(tmp_path / "reports"),
    )
    assert '"error": "StorageFull"' in output
    assert ".partial" not in output


READ = """
import sys
from index.catalogue.reading import Catalogue
from index.writer import open_writer
from index.paths import LibraryPaths
from ingest.errors import LibraryError
from pathlib import Path

paths = LibraryPaths(Path(sys.argv[1]))
try:
    print(len(Catalogue(paths.catalogue).documents()))
except LibraryError as error:
    print(error)
try:
    with open_writer(paths):
        print("written")
except LibraryError as error:
    print(error)
"""


def test_a_file_system_that_cannot_be_written_is_told(
    paths: LibraryPaths, ingest: Callable[..., object], report: Report
) -> None:
    ingest(report())
    output = in_own_mounts(
        'mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"; "$2" -c "$3" "$1"', paths.root, sys.executable, READ
    )
    reading, writing = output.splitlines()
    assert "the folder cannot be written" in reading
    assert "copy it to where you may write" in reading
    assert "Read-only file system. Check the folder and its permissions" in writing
