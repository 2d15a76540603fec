"""Removal: what is taken out is gone, found no more, and leaves no trace below the library's folder."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.paths import LibraryPaths
from index.scope import Scope
from index.writer import Place, open_writer
from ingest.errors import Gone, NotFound

Report = Callable[..., Path]
Ingest = Callable[..., list[Place]]
Search = Callable[..., list[Candidate]]
Read = Callable[[str], list[tuple[object, ...]]]


def test_a_passage_that_is_removed_is_gone(ingest: Ingest, report: Report, paths: LibraryPaths, read: Read) -> None:
    ingest(report())
    ((name,),) = read("SELECT id FROM passage WHERE text LIKE 'Flanders%'")
    ingest(report(changes={"2.1 Flanders": None}))
    with closing(Catalogue(paths.catalogue)) as catalogue, pytest.raises(Gone):
        catalogue.passage(str(name))
    ingest(report())
    assert len(read(f"SELECT 1 FROM passage WHERE id = '{name}'")) == 1


def test_tombstones_last_until_no_published_index_names_them(
    ingest: Ingest, report: Report, paths: LibraryPaths, put: Callable[..., Place], read: Read
) -> None:
    ingest(report())
    buried = {row[0] for row in read("SELECT id FROM vector")}
    with open_writer(paths) as writer:
        writer.remove("report")
    assert {row[0] for row in read("SELECT vector_id FROM tombstone")} == buried
    with open_writer(paths) as writer:
        put(writer, report())
        assert len(read("SELECT 1 FROM tombstone")) == len(buried)
        writer.publish()
    assert read("SELECT 1 FROM tombstone") == []
    assert buried.isdisjoint(row[0] for row in read("SELECT id FROM vector"))


def test_an_id_leads_to_no_other_report(
    ingest: Ingest, report: Report, paths: LibraryPaths, tmp_path: Path, read: Read
) -> None:
    for folder in ("r1", "r2", "r3"):
        (tmp_path / folder).mkdir()
    ingest(report("r1/report.md"))
    with open_writer(paths) as writer:
        writer.remove("report")
    assert str(tmp_path).encode() not in everything(paths.root)
    (other,) = ingest(report("r2/report.md", {"2 Policies": "Another report."}))
    assert other.document == "report-2"
    (changed,) = ingest(report("r1/report.md", {"2 Policies": "New policies."}))
    assert changed.document == "report"
    assert read("SELECT id, version FROM document ORDER BY id") == [("report", 2), ("report-2", 1)]


def test_the_same_content_has_its_id_again(
    ingest: Ingest, report: Report, paths: LibraryPaths, tmp_path: Path, read: Read
) -> None:
    ingest(report())
    ingest(report(changes={"2 Policies": "New policies."}))
    with open_writer(paths) as writer:
        writer.remove("report")
    (tmp_path / "r2").mkdir()
    assert ingest(report("r2/report.md"))[0].document == "report"
    assert read("SELECT version FROM document") == [(3,)]


def everything(root: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()).lower()


WORDS = "Zyzzyva apprentices weave quixotic tapestries nightly."


@pytest.mark.parametrize("how", ["remove", "replace"])
def test_what_is_removed_leaves_no_trace(ingest: Ingest, report: Report, paths: LibraryPaths, how: str) -> None:
    with_note = {"2 Policies": WORDS, "3 Notes": "A note[^2].\n\n[^2]: Xylophonists rehearse."}
    ingest(report("other.md", {"2 Policies": "Other policies."}), report(changes=with_note))
    # as a service that goes on running keeps it open
    with closing(Catalogue(paths.catalogue)) as reader:
        assert len(reader.documents()) == 2
        assert all(word in everything(paths.root) for word in (b"zyzzyva", b"apprentices weave", b"xylophon"))
        if how == "replace":
            ingest(report())
        else:
            with open_writer(paths) as writer:
                writer.remove("report")
                writer.publish()
        assert traces(paths) == []
    assert traces(paths) == []
    assert len(list(paths.originals.iterdir())) == (1 if how == "remove" else 2)


def traces(paths: LibraryPaths) -> list[bytes]:
    left = everything(paths.root)
    return [word for word in (b"zyzzyva", b"apprentices weave", b"quixot", b"tapestr", b"xylophon") if word in left]


def test_what_is_removed_is_found_no_more(ingest: Ingest, report: Report, paths: LibraryPaths, search: Search) -> None:
    ingest(report(), report("other.md", {"2 Policies": "Other policies."}))
    with open_writer(paths) as writer:
        writer.remove("report")
        writer.publish()
    assert {candidate.passage.document_id for candidate in search("policies in Flanders")} == {"other"}
    assert search("policies in Flanders", scope=Scope(frozenset({"report"}))) == []
    with open_writer(paths) as writer, pytest.raises(NotFound, match="no document 'report'"):
        writer.remove("report")


def test_the_original_of_two_documents_stays_for_the_other(ingest: Ingest, report: Report, paths: LibraryPaths) -> None:
    first, second = report("a.md"), report("b.md", {"2 Policies": "Other."})
    ingest(first, second)
    shutil.copy(first, second)
    ingest(second)
    with open_writer(paths) as writer:
        writer.remove("a")
        writer.publish()
    (original,) = paths.originals.iterdir()
    assert original.read_bytes() == first.read_bytes()
