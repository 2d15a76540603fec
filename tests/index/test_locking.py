"""One process at a time changes a library; the next one is told."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.locking import writer_lock
from index.paths import LibraryPaths
from index.writer import open_writer
from ingest.errors import LibraryError, WriterBusy

HOLD = """
import sys
from pathlib import Path
from index.paths import LibraryPaths
from index.writer import open_writer

with open_writer(LibraryPaths(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(paths: LibraryPaths) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    root = Path(__file__).parents[2]
    arguments = [sys.executable, "-c", HOLD, str(paths.root)]
    with subprocess.Popen(arguments, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def write(paths: LibraryPaths, patience_s: float = 0) -> None:
    with open_writer(paths, patience_s):
        pass


def test_a_second_writer_is_refused_in_words(paths: LibraryPaths, other: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    with pytest.raises(WriterBusy, match=r"another process is writing to this library. Wait until it has finished"):
        write(paths, 0.2)
    assert 0.2 <= time.monotonic() - started < 5
    other.kill()
    other.wait()
    write(paths, 0.2)


def end(process: subprocess.Popen[str], after: float) -> None:
    time.sleep(after)
    process.communicate("")


def test_patience_lasts_until_the_other_has_finished(paths: LibraryPaths, other: subprocess.Popen[str]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(end, other, 0.3)
        write(paths, 10)


def test_one_process_does_not_write_twice_at_once_either(paths: LibraryPaths) -> None:
    with ThreadPoolExecutor(1) as pool, open_writer(paths):
        with pytest.raises(WriterBusy):
            write(paths)
        with pytest.raises(WriterBusy):
            pool.submit(write, paths).result()
    write(paths)


def test_an_error_gives_the_lock_back(paths: LibraryPaths) -> None:
    with pytest.raises(KeyError), open_writer(paths):
        raise KeyError
    with writer_lock(paths, 0):
        pass


def test_a_place_where_no_folder_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match=r"file.*Check the folder and its permissions"):
        write(LibraryPaths(tmp_path / "file"))
