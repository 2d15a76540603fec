"""What a library keeps open: it follows other processes, and says what is wrong with the library it is given."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from ingest.errors import (
    ModelMismatch,
    ModelNotFound,
    NewerLibrary,
    NoLibrary,
)
from service.answer import Answer
from service.library import Library

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
    before = small.readiness()[0]
    path = write("harvest.md", "# 1. Harvest\n\nThe harvest of barley doubled.\n")
    root = pytestconfig.rootpath
    arguments = [str(root / "tests"), str(small.paths.root), str(path)]
    subprocess.run([sys.executable, "-c", _INGEST, *arguments], cwd=root, check=True)
    assert _found(small.ask("barley harvest", k=1)) == ["harvest"]
    assert small.readiness()[0] > before


def test_builds_the_indexes_again_when_they_are_gone(small: Library, embedder: Embedder) -> None:
    for path in sorted(small.paths.derived.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with Library.open(small.paths.root, embedder=embedder) as library:
        assert _found(library.ask("railway lines", k=1)) == ["transport"]


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
