"""What a library keeps open: it follows other processes, and says what is wrong with the library it is given."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from index.locking import writer_lock
from ingest.errors import (
    LibraryError,
    ModelMismatch,
    ModelNotFound,
    NewerLibrary,
    NoLibrary,
)
from service.answer import Answer
from service.library import Library
from service.settings import Settings

Write = Callable[[str, str], Path]


def _found(answer: Answer) -> list[str]:
    return [passage.citation.document.id for passage in answer.passages]


_INGEST = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import HashingEmbedder
from service.library import Library
with Library.open(sys.argv[2], embedder=HashingEmbedder()) as library:
    report = library.ingest([sys.argv[3]])
    assert not report.refused, report
"""


def test_follows_what_another_process_ingests(small: Library, write: Write, pytestconfig: pytest.Config) -> None:
    before = small.readiness().generation
    path = write("harvest.md", "# 1. Harvest\n\nThe harvest of barley doubled.\n")
    root = pytestconfig.rootpath
    arguments = [str(root / "tests"), str(small.paths.root), str(path)]
    subprocess.run([sys.executable, "-c", _INGEST, *arguments], cwd=root, check=True)
    assert _found(small.ask("barley harvest", k=1)) == ["harvest"]
    assert small.readiness().generation > before


def test_builds_the_indexes_again_when_they_are_gone(small: Library, embedder: Embedder) -> None:
    for path in sorted(small.paths.derived.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with Library.open(small.paths.root, embedder=embedder) as library:
        assert _found(library.ask("railway lines", k=1)) == ["transport"]


def _newest(library: Library) -> Path:
    return max(library.paths.derived.iterdir(), key=lambda path: int(path.name))


def _damage(library: Library) -> None:
    path = _newest(library) / "vectors" / "vectors.faiss"
    path.write_bytes(bytes(64) + path.read_bytes()[64:])


@pytest.fixture
def grown(small: Library, write: Write) -> Library:
    """A library whose newest indexes, which know of a third report, are damaged; those before are not."""
    small.ingest([write("harvest.md", "# 1. Harvest\n\nThe harvest of barley doubled.\n")])
    assert len(list(small.paths.derived.iterdir())) == 2
    _damage(small)
    return small


def test_builds_damaged_indexes_again(small: Library, embedder: Embedder) -> None:
    _damage(small)
    with Library.open(small.paths.root, embedder=embedder) as library:
        assert _found(library.ask("railway lines", k=1)) == ["transport"]


def test_builds_damaged_indexes_again_where_older_ones_could_answer(grown: Library, embedder: Embedder) -> None:
    with Library.open(grown.paths.root, embedder=embedder) as library:
        assert _found(library.ask("harvest of barley", k=1)) == ["harvest"]
        ready = library.readiness()
        assert ready.indexed == ready.generation
        assert not [finding for finding in library.verify() if finding.fault]


def test_is_ready_while_another_process_is_writing_and_tells_what_it_searches(
    grown: Library, embedder: Embedder
) -> None:
    with Library.open(grown.paths.root, embedder=embedder) as library, writer_lock(grown.paths):
        assert _found(library.ask("railway lines", k=1)) == ["transport"]
        ready = library.readiness()
        assert ready.indexed == ready.generation - 1


def test_is_not_ready_when_the_present_indexes_cannot_be_built(grown: Library, embedder: Embedder) -> None:
    """Where the new ones would be written lies a file that is no folder."""
    (grown.paths.derived / f"{_newest(grown).name}.partial").write_text("")
    with Library.open(grown.paths.root, embedder=embedder) as library:
        assert _found(library.ask("railway lines", k=1)) == ["transport"]
        with pytest.raises(LibraryError, match=r"Check the folder and its permissions"):
            library.readiness()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_needs_no_indexes_does_not_wait_for_them(small: Library, embedder: Embedder) -> None:
    """A pipe in the place of a file makes whoever opens the indexes wait."""
    pipe = _newest(small) / "manifest.json"
    pipe.unlink()
    os.mkfifo(pipe)
    with Library.open(small.paths.root, embedder=embedder) as library, ThreadPoolExecutor(2) as pool:
        asking = pool.submit(library.ask, "railway lines", 1)
        writing_end = _opened_by_a_reader(pipe)
        try:
            assert len(pool.submit(library.documents).result(10)) == 2
            assert not asking.done()
        finally:
            pipe.unlink()
            os.close(writing_end)
        assert _found(asking.result(30)) == ["transport"]


def _opened_by_a_reader(pipe: Path) -> int:
    while True:
        with suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)


def test_what_needs_no_model_does_not_wait_for_one(small: Library, tmp_path: Path) -> None:
    """A model that is not compiled yet says so before it begins, and here gets no further."""
    begun, go = threading.Event(), threading.Event()

    def notify(message: str) -> None:
        begun.set()
        assert go.wait(30)
        raise LookupError(message)

    settings = Settings(small.paths.root, tmp_path / "cache", "all-MiniLM-L6-v2")
    with Library(settings, notify=notify) as library, ThreadPoolExecutor(2) as pool:
        loading = pool.submit(library.model)
        assert begun.wait(30)
        try:
            searching = pool.submit(library.search, "railway", mode="lexical")
            assert searching.result(10).hits
        finally:
            go.set()
        with pytest.raises(LookupError, match="Compiling"):
            loading.result(30)


def test_lexical_search_needs_no_model(small: Library) -> None:
    with Library.open(small.paths.root, model="/no/such/model") as library:
        hits = library.search("3 425 bonuses", mode="lexical").hits
        assert hits[0].citation.section.number == "2.2"
        with pytest.raises(ModelNotFound, match="no folder"):
            library.search("3 425 bonuses")


def test_says_that_there_is_no_library(tmp_path: Path, embedder: Embedder) -> None:
    with Library.open(tmp_path / "none", embedder=embedder) as library:
        for call in (lambda: library.ask("bonuses"), library.documents, lambda: library.remove("x")):
            with pytest.raises(NoLibrary, match=r"no library here\. Create one with: pincite ingest PATH"):
                call()
    assert not (tmp_path / "none").exists()


def test_refuses_another_model(small: Library, other_embedder: Embedder, write: Write) -> None:
    with Library.open(small.paths.root, embedder=other_embedder) as library:
        with pytest.raises(ModelMismatch, match=r"made by the model 'hashing', not by 'other'. Use --model hashing"):
            library.ask("bonuses")
        with pytest.raises(ModelMismatch):
            library.ingest([write("new.txt", "Some new words.")])
        assert len(library.documents()) == 2


def test_refuses_a_newer_schema(small: Library) -> None:
    catalogue = small.paths.catalogue
    small.close()
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version = 99')"
    subprocess.run([sys.executable, "-c", code, str(catalogue)], check=True)
    with pytest.raises(NewerLibrary, match=r"newer version of Pincite .*Upgrade Pincite"):
        small.ask("bonuses")
