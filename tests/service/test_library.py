"""The library: many threads, looking, changing, and everything that can be missing."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from index.locking import writer_lock
from ingest.errors import (
    DamagedLibrary,
    Gone,
    LibraryError,
    ManifestError,
    ModelNotFound,
    NotFound,
    WriterBusy,
)
from service.answer import Answer
from service.library import Library

Write = Callable[[str, str], Path]

_REPORT = "# 1. Topic {n}\n\nThe council number {n} met about subject {n}. It agreed on measure {n}.\n"


def _found(answer: Answer) -> list[str]:
    return [passage.citation.document.id for passage in answer.passages]


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


def test_neighbours_lead_through_the_document(small: Library) -> None:
    first = small.search("inspectors visit", k=1, mode="lexical").hits[0]
    view = small.passage(first.id)
    assert view.previous is None
    assert view.next is not None
    assert small.passage(view.next).previous == first.id


def test_a_model_that_cannot_be_used_leaves_no_library_behind(tmp_path: Path, write: Write) -> None:
    with Library.open(tmp_path / "none", model="/no/such/model") as library, pytest.raises(ModelNotFound):
        library.ingest([write("a.txt", "Some words.")])
    assert not (tmp_path / "none").exists()


def test_a_second_writer_is_told_to_wait(small: Library, write: Write) -> None:
    with writer_lock(small.paths):
        with pytest.raises(WriterBusy, match=r"another process is writing to this library\. Wait"):
            small.ingest([write("new.txt", "Some new words.")])
        assert small.ask("bonuses", k=1).answered
    assert len(small.documents()) == 2


def test_a_file_is_no_library(write: Write, embedder: Embedder) -> None:
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
    with pytest.raises(NotFound, match=r"no document 'nope' in this library\. List them with: pincite documents"):
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


def test_looks_into_a_document(belgium: Library) -> None:
    document = "belgium-vet-2023"
    text, sections = belgium.text(document), belgium.sections(document)
    assert all(text[p.start : p.end] == p.text for p in belgium.passages(document))
    assert {p.section for p in belgium.passages(document)} <= {*sections}
    assert [note.marker for note in belgium.footnotes(document)] == ["1", "2"]
    assert belgium.page_texts(document) == {}
    assert belgium.model() == "hashing needs no weights"


def test_says_that_a_document_is_not_there(belgium: Library) -> None:
    looks = (belgium.document, belgium.text, belgium.page_texts, belgium.sections, belgium.references,
             belgium.passages, belgium.footnotes, belgium.original)  # fmt: skip
    for look in looks:
        with pytest.raises(NotFound, match="no document 'no'"):
            look("no")


def test_older_indexes_answer_while_newer_ones_cannot_be_built(small: Library) -> None:
    before = small.ask("dual learning")
    with closing(sqlite3.connect(small.paths.catalogue)) as connection, connection:
        connection.execute("UPDATE library SET generation = generation + 1")
        (generation,) = connection.execute("SELECT generation FROM library").fetchone()
    in_the_way = small.paths.derived / f"{generation}.partial"
    in_the_way.write_text("a file where the writer wants a folder", encoding="utf-8")
    after = small.ask("dual learning")
    assert [p.id for p in after.passages] == [p.id for p in before.passages]
    assert not (small.paths.derived / str(generation)).exists()
