"""The library: one state an answer, many threads, other processes, and everything that can be missing."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index.embedding.embedder import Embedder
from index.locking import writer_lock
from ingest.errors import (
    DamagedLibrary,
    Gone,
    LibraryError,
    ManifestError,
    ModelMismatch,
    ModelNotFound,
    NewerLibrary,
    NoLibrary,
    NotFound,
    UnknownFilter,
    UsageError,
    WriterBusy,
)
from service.answer import Answer
from service.library import Library

Write = Callable[[str, str], Path]

_REPORT = "# 1. Topic {n}\n\nThe council number {n} met about subject {n}. It agreed on measure {n}.\n"


class _Removing:
    """An embedder whose first question removes a document, as another process may at that moment."""

    def __init__(self, inner: Embedder, remove: Callable[[], object]) -> None:
        self._inner, self._remove = inner, remove
        self.name, self.fingerprint, self.dimension = inner.name, inner.fingerprint, inner.dimension

    def describe(self) -> str:
        return self._inner.describe()

    def embed_passages(self, passages: Any) -> Any:
        return self._inner.embed_passages(passages)

    def embed_question(self, question: str) -> Any:
        self._remove()
        return self._inner.embed_question(question)


def _found(answer: Answer) -> list[str]:
    return [passage.citation.document.id for passage in answer.passages]


def test_answers_with_cited_passages(small: Library) -> None:
    answer = small.ask("How many bonuses for dual learning?", k=1)
    assert answer.answered
    assert answer.passages[0].text == "Companies received 3 425 bonuses for dual learning."
    assert answer.passages[0].citation.locator == "section 2.2"


def test_an_answer_belongs_to_one_state_of_the_library(small: Library, embedder: Embedder) -> None:
    folder = small.paths.root
    with Library.open(folder, embedder=embedder) as other:
        removing = _Removing(embedder, lambda: other.remove("transport"))
        with Library.open(folder, embedder=removing) as library:
            answer = library.ask("Which railway lines did the ministry electrify?")
            assert "transport" in _found(answer)
            assert [d.id for d in library.documents()] == ["quality"]


def test_answers_from_eight_threads_while_another_ingests(tmp_path: Path, write: Write, embedder: Embedder) -> None:
    reports = [write(f"report-{n}.md", _REPORT.format(n=n)) for n in range(12)]
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.ingest(reports[:1])
        done = threading.Event()

        def ask_until_done(number: int) -> int:
            asked = 0
            while not done.is_set() or asked == 0:
                answer = library.ask(f"subject {number}", k=3)
                assert answer.passages
                assert all(p.text[q.start : q.end] == q.text for p in answer.passages for q in p.quotes)
                asked += 1
            return asked

        with ThreadPoolExecutor(8) as pool:
            asking = [pool.submit(ask_until_done, number) for number in range(8)]
            for path in reports[1:]:
                library.ingest([path])
            library.remove("report-3")
            done.set()
            assert all(future.result() > 0 for future in asking)
        assert len(library.documents()) == 11


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


def test_ranks_go_on_after_the_offset(small: Library) -> None:
    whole = small.search("programmes bonuses railway", k=3).hits
    rest = small.search("programmes bonuses railway", k=2, offset=1).hits
    assert [hit.id for hit in rest] == [hit.id for hit in whole[1:]]
    assert [hit.rank for hit in rest] == [2, 3]


def test_explains_only_when_asked(small: Library) -> None:
    assert small.search("bonuses").hits[0].why is None
    why = small.search("bonuses", explain=True).hits[0].why
    assert why is not None
    assert (why.lexical_rank, why.matched) == (1, ("bonuses",))


def test_neighbours_lead_through_the_document(small: Library) -> None:
    first = small.search("inspectors visit", k=1, mode="lexical").hits[0]
    view = small.passage(first.id)
    assert view.previous is None
    assert view.next is not None
    assert small.passage(view.next).previous == first.id


def test_names_numbers_of_the_question(small: Library) -> None:
    assert small.ask("Were 3 425 bonuses paid in 2023?").interpretation.numbers == ("3 425", "2023")


def test_shows_filters_as_given(small: Library) -> None:
    filters = {"document": "quality", "year": {"from": 2020}}
    assert small.ask("bonuses", filters=filters).interpretation.filters == {
        "document": ["quality"],
        "year": {"from": 2020},
    }


@pytest.mark.parametrize("question", ["", "  \n ", "?!"])
def test_refuses_a_question_without_words(small: Library, question: str) -> None:
    with pytest.raises(UsageError, match="the question is empty; ask in a few words"):
        small.ask(question)


def test_refuses_a_question_that_is_too_long(small: Library) -> None:
    with pytest.raises(UsageError, match=r"100,000 characters; the limit is 4,000\. Ask in fewer words"):
        small.ask("word " * 20_000)


def test_refuses_broken_unicode(small: Library) -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        small.ask("bonuses \ud800")


@pytest.mark.parametrize("k", [0, -1, 201, 10_000])
def test_refuses_a_number_of_passages_out_of_range(small: Library, k: int) -> None:
    with pytest.raises(UsageError, match=f"k is {k:,}; it must be from 1 to 200"):
        small.ask("bonuses", k)


def test_refuses_an_offset_out_of_range(small: Library) -> None:
    with pytest.raises(UsageError, match="offset is -1; it must be from 0 to 10,000"):
        small.search("bonuses", offset=-1)


def test_refuses_an_unknown_mode(small: Library) -> None:
    with pytest.raises(UsageError, match="must be one of hybrid, dense, lexical"):
        small.search("bonuses", mode="fuzzy")


def test_refuses_an_unknown_filter(small: Library) -> None:
    with pytest.raises(UnknownFilter, match="unknown filter 'entity'; the filters are country"):
        small.ask("bonuses", filters={"entity": ["Flanders"]})


def test_answers_any_letter(small: Library) -> None:
    """U+FF9E folds to nothing."""
    assert small.ask("\uff9e").interpretation.numbers == ()


def test_says_that_there_is_no_library(tmp_path: Path, embedder: Embedder) -> None:
    with Library.open(tmp_path / "none", embedder=embedder) as library:
        for call in (lambda: library.ask("bonuses"), library.documents, lambda: library.remove("x")):
            with pytest.raises(NoLibrary, match="no library here. Create one with: pincite ingest PATH"):
                call()
    assert not (tmp_path / "none").exists()


def test_a_model_that_cannot_be_used_leaves_no_library_behind(tmp_path: Path, write: Write) -> None:
    with Library.open(tmp_path / "none", model="/no/such/model") as library, pytest.raises(ModelNotFound):
        library.ingest([write("a.txt", "Some words.")])
    assert not (tmp_path / "none").exists()


def test_an_empty_library_says_how_to_fill_it(small: Library) -> None:
    small.remove("quality", "transport")
    answer = small.ask("bonuses")
    assert not answer.answered
    assert answer.passages == ()
    assert answer.abstention == "Not found: this library is empty. Add reports with: pincite ingest PATH"


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


def test_a_second_writer_is_told_to_wait(small: Library, write: Write) -> None:
    with writer_lock(small.paths):
        with pytest.raises(WriterBusy, match="another process is writing to this library. Wait"):
            small.ingest([write("new.txt", "Some new words.")])
        assert small.ask("bonuses", k=1).answered
    assert len(small.documents()) == 2


def test_a_file_is_no_library(tmp_path: Path, write: Write, embedder: Embedder) -> None:
    path = write("a.txt", "Some words.")
    with Library.open(path, embedder=embedder) as library, pytest.raises(LibraryError, match="Check the folder"):
        library.ingest([path])


def test_sets_metadata_and_takes_it_back(small: Library) -> None:
    before = small.document("quality").metadata
    changed = small.set_metadata("quality", {"country": "Belgium", "authors": "Karno, Anna; OECD"})
    assert (changed.metadata.country, changed.metadata.authors) == ("BE", ("Karno, Anna", "OECD"))
    assert changed.provenance["country"] == "edited"
    assert _found(small.ask("railway lines or bonuses", filters={"country": "BE"}))[0] == "quality"
    assert small.set_metadata("quality", {"country": None, "authors": None}).metadata == before


@pytest.mark.parametrize("changes", [{"colour": "red"}, {"colour": None}, {"year": "soon"}, {"country": "Atlantis"}])
def test_refuses_metadata_that_cannot_be_used(small: Library, changes: dict[str, object]) -> None:
    with pytest.raises(ManifestError, match="quality: field"):
        small.set_metadata("quality", changes)
    assert "edited" not in small.document("quality").provenance.values()


def test_removes_all_or_nothing(small: Library) -> None:
    with pytest.raises(NotFound, match="no document 'nope' in this library. List them with: pincite documents"):
        small.remove("quality", "nope")
    assert len(small.documents()) == 2


def test_what_was_removed_is_gone(small: Library) -> None:
    passage = small.search("railway", k=1, mode="lexical").hits[0].id
    original = small.original("transport")
    small.remove("transport", "transport")
    assert not original.exists()
    with pytest.raises(Gone, match="was removed"):
        small.passage(passage)
    with pytest.raises(NotFound, match="no passage 'never'"):
        small.passage("never")


def test_says_that_an_original_is_missing(small: Library) -> None:
    small.original("quality").unlink()
    with pytest.raises(DamagedLibrary, match=r"the original of 'quality' is missing. Ingest quality.md again"):
        small.original("quality")


def test_verifies(small: Library) -> None:
    assert [finding for finding in small.verify() if finding.fault] == []
    small.original("quality").write_text("changed", encoding="utf-8")
    assert [finding.subject for finding in small.verify() if finding.fault] == ["quality"]


def test_opens_where_the_environment_says(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_LIBRARY", str(small.paths.root))
    with Library.open() as library:
        assert len(library.documents()) == 2
