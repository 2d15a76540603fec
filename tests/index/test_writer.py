"""Changes of a library: what a file is to it, and what stays."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from index.writer import Change, Incoming, Place, open_writer
from ingest.errors import ModelMismatch
from ingest.parse import parse
from ingest.readers import read_source

Report = Callable[..., Path]
Ingest = Callable[..., list[Place]]
Search = Callable[..., list[Candidate]]
State = Callable[[], tuple[object, ...]]
Read = Callable[[str], list[tuple[object, ...]]]


def only(places: list[Place]) -> tuple[str, Change]:
    (place,) = places
    return place.document, place.change


def test_a_new_file_is_added_under_a_readable_id(ingest: Ingest, report: Report) -> None:
    assert only(ingest(report("Belgium VET 2023.md"))) == ("belgium-vet-2023", Change.ADDED)


def test_names_that_collide_are_numbered(ingest: Ingest, report: Report) -> None:
    names = ["Réport.md", "report.md", "REPORT .md", "…….md"]
    files = [report(name, {"2 Policies": f"Policies changed {number} times."}) for number, name in enumerate(names)]
    assert [place.document for place in ingest(*files)] == ["report", "report-2", "report-3", "document"]


def test_an_unchanged_file_does_nothing(ingest: Ingest, report: Report, state: State) -> None:
    ingest(report())
    before = state()
    assert only(ingest(report())) == ("report", Change.UNCHANGED)
    assert state() == before


def test_another_content_at_the_same_path_is_a_new_version(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report())
    assert only(ingest(report(changes={"2 Policies": "New policies."}))) == ("report", Change.REPLACED)
    assert read("SELECT id, version FROM document") == [("report", 2)]
    ingest(report())
    assert read("SELECT id, version FROM document") == [("report", 3)]


def test_a_file_that_another_parser_had_read_is_read_again(
    ingest: Ingest, report: Report, change: Callable[..., None], read: Read
) -> None:
    ingest(report())
    change("UPDATE document SET parser_version = 0")
    assert only(ingest(report())) == ("report", Change.REPLACED)
    assert read("SELECT version FROM document") == [(1,)]
    assert only(ingest(report())) == ("report", Change.UNCHANGED)


@pytest.mark.parametrize("manifest", [{"year": 2024, "authors": ["Karno, Anna"]}, {"title": "Another"}])
def test_statements_of_a_manifest_update(ingest: Ingest, report: Report, manifest: dict[str, object]) -> None:
    ingest(report())
    assert only(ingest(report(), manifest=manifest)) == ("report", Change.UPDATED)
    assert only(ingest(report(), manifest=manifest)) == ("report", Change.UNCHANGED)
    assert only(ingest(report())) == ("report", Change.UPDATED)


def test_a_manifest_is_kept_behind_what_a_person_has_set(ingest: Ingest, report: Report, paths: LibraryPaths) -> None:
    ingest(report(), manifest={"title": "Old"})
    with open_writer(paths) as writer:
        writer.edit("report", {"title": "Set"})
    assert only(ingest(report(), manifest={"title": "New"})) == ("report", Change.UPDATED)
    with open_writer(paths) as writer, closing(Catalogue(paths.catalogue)) as catalogue:
        assert catalogue.document("report").metadata.title == "Set"
        writer.edit("report", {"title": None})
        assert catalogue.document("report").metadata.title == "New"


def test_two_files_of_one_content_are_one_document(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report())
    assert only(ingest(report("copy.md"))) == ("report", Change.DUPLICATE)
    assert read("SELECT id, source_name FROM document") == [("report", "report.md")]


FURTHER = "SELECT document_id, source_name FROM further_source ORDER BY source_path"


def test_a_copy_is_noted_once_and_stays_noted(ingest: Ingest, report: Report, read: Read, state: State) -> None:
    ingest(report(), report("copy.md"))
    before = state()
    assert read(FURTHER) == [("report", "copy.md")]
    assert [place.change for place in ingest(report(), report("copy.md"))] == [Change.UNCHANGED, Change.DUPLICATE]
    assert state() == before


def test_a_copy_stays_noted_when_its_document_is_read_again(
    ingest: Ingest, report: Report, read: Read, change: Callable[..., None]
) -> None:
    ingest(report(), report("copy.md"))
    change("UPDATE document SET parser_version = 0")
    assert only(ingest(report())) == ("report", Change.REPLACED)
    assert read(FURTHER) == [("report", "copy.md")]


def test_a_copy_that_gets_another_content_is_a_document_of_its_own(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report(), report("copy.md"))
    assert only(ingest(report("copy.md", {"2 Policies": "Other."}))) == ("copy", Change.ADDED)
    assert read(FURTHER) == []


def test_a_copy_that_gets_the_content_of_another_document_is_one_of_that(
    ingest: Ingest, report: Report, read: Read
) -> None:
    ingest(report(), report("copy.md"), report("other.md", {"2 Policies": "Other."}))
    assert only(ingest(report("copy.md", {"2 Policies": "Other."}))) == ("other", Change.DUPLICATE)
    assert read(FURTHER) == [("other", "copy.md")]


def test_a_document_that_gets_another_content_leaves_its_copies(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report(), report("copy.md"))
    ingest(report(changes={"2 Policies": "Other."}))
    assert read(FURTHER) == []
    assert only(ingest(report("copy.md"))) == ("copy", Change.ADDED)


def test_a_copy_takes_the_place_of_a_file_that_is_gone(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report(), report("copy.md"), report("third.md"))
    report().unlink()
    assert only(ingest(report("copy.md"))) == ("report", Change.UPDATED)
    assert read("SELECT source_name FROM document") == [("copy.md",)]
    assert read(FURTHER) == [("report", "third.md")]


def test_a_copy_that_was_renamed_is_noted_by_its_new_name(
    ingest: Ingest, report: Report, read: Read, tmp_path: Path
) -> None:
    ingest(report(), report("copy.md"))
    ingest(report("copy.md").rename(tmp_path / "renamed.md"))
    assert read(FURTHER) == [("report", "renamed.md")]


def test_copies_go_with_their_document(ingest: Ingest, report: Report, read: Read, paths: LibraryPaths) -> None:
    ingest(report(), report("copy.md"))
    with open_writer(paths) as writer:
        writer.remove("report")
    assert read(FURTHER) == []


def test_a_file_that_was_moved_stays_its_document(ingest: Ingest, report: Report, read: Read, tmp_path: Path) -> None:
    ingest(report())
    moved = report().rename(tmp_path / "moved.md")
    assert only(ingest(moved)) == ("report", Change.UPDATED)
    assert read("SELECT id, version, source_name FROM document") == [("report", 1, "moved.md")]
    assert only(ingest(moved)) == ("report", Change.UNCHANGED)


def test_a_moved_file_that_another_parser_had_read_is_read_again(
    ingest: Ingest, report: Report, change: Callable[..., None], read: Read, tmp_path: Path
) -> None:
    ingest(report())
    change("UPDATE document SET parser_version = 0")
    moved = report().rename(tmp_path / "moved.md")
    assert only(ingest(moved)) == ("report", Change.REPLACED)
    assert read("SELECT version, source_name, parser_version > 0 FROM document") == [(1, "moved.md", 1)]
    assert only(ingest(moved)) == ("report", Change.UNCHANGED)


def test_a_file_of_another_type_is_read_anew(
    ingest: Ingest, report: Report, read: Read, tmp_path: Path, paths: LibraryPaths
) -> None:
    ingest(report())
    moved = report().rename(tmp_path / "report.txt")
    assert only(ingest(moved)) == ("report", Change.REPLACED)
    assert read("SELECT source_name, media_type FROM document") == [("report.txt", "text/plain")]
    assert [path.suffix for path in paths.originals.iterdir()] == [".txt"]


def test_of_several_documents_with_one_content_the_one_that_has_left_is_meant(
    ingest: Ingest, report: Report, tmp_path: Path
) -> None:
    first, second = report("a.md"), report("b.md", {"2 Policies": "Other."})
    ingest(first, second)
    second.write_bytes(first.read_bytes())
    assert only(ingest(second)) == ("b", Change.REPLACED)
    assert only(ingest(second.rename(tmp_path / "c.md"))) == ("b", Change.UPDATED)


def test_a_lost_original_is_kept_again(ingest: Ingest, report: Report, paths: LibraryPaths) -> None:
    ingest(report())
    (original,) = paths.originals.iterdir()
    for damage in (original.unlink, lambda: original.write_text("x" * report().stat().st_size)):
        damage()
        assert only(ingest(report())) == ("report", Change.UPDATED)
        assert original.read_bytes() == report().read_bytes()


def test_passages_keep_ids_and_vectors_over_versions(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report())
    sql = "SELECT passage.id, entry, vector.id FROM passage JOIN vector ON passage_entry = entry"
    before = set(read(sql))
    ingest(report(changes={"2 Policies": "Policies changed again.", "1 Introduction": None}))
    after = set(read(sql))
    assert len({row[0] for row in before & after}) == 2
    assert len({row[0] for row in after - before}) == 1
    ingest(report())
    assert {row[0] for row in read(sql)} == {row[0] for row in before}


def test_only_what_is_new_is_embedded(ingest: Ingest, report: Report, paths: LibraryPaths, embedder: Embedder) -> None:
    ingest(report())
    path = report(changes={"2 Policies": "Policies changed again."})
    incoming, steps = Incoming(path, path.read_bytes(), {}), list[tuple[int, int]]()
    with open_writer(paths) as writer:
        parsed = parse(read_source(path.name, incoming.content))
        writer.put(writer.place(incoming), incoming, parsed, embedder, lambda *step: steps.append(step))
    assert steps == [(0, 1), (1, 1)]


def test_a_passage_under_another_heading_is_embedded_anew(ingest: Ingest, report: Report, read: Read) -> None:
    ingest(report())
    sql = "SELECT passage.id, vector.id FROM passage JOIN vector ON passage_entry = entry ORDER BY ordinal"
    before = read(sql)
    ingest(
        report(
            changes={"2.2 Wallonia": None, "2.2 Brussels": "Wallonia opened a centre for teachers (Cedefop, 2023a)."}
        )
    )
    after = read(sql)
    assert [name for name, _ in before] == [name for name, _ in after]
    assert len(set(after) - set(before)) == 1


def test_what_an_interrupted_ingest_has_left_is_swept(
    ingest: Ingest, report: Report, paths: LibraryPaths, state: State
) -> None:
    ingest(report())
    before = state()
    (paths.originals / ("0" * 64 + ".md")).write_text("never named")
    (paths.originals / f".{'1' * 64}.md.77.partial").write_text("half wr")
    with open_writer(paths):
        assert state() == before


class Renamed:
    """The same model under another name and fingerprint."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.fingerprint, self.dimension = "renamed", "another", embedder.dimension
        self.describe, self.embed_question = embedder.describe, embedder.embed_question
        self.embed_passages = embedder.embed_passages


def test_another_model_is_refused_until_the_library_is_empty(
    ingest: Ingest, report: Report, paths: LibraryPaths, embedder: Embedder, state: State, read: Read
) -> None:
    ingest(report())
    before, path = state(), report("other.md", {"2 Policies": "Other."})
    incoming, parsed = Incoming(path, path.read_bytes(), {}), parse(read_source(path.name, path.read_bytes()))

    def put() -> None:
        with open_writer(paths) as writer:
            writer.put(writer.place(incoming), incoming, parsed, Renamed(embedder), lambda *_: None)

    with pytest.raises(ModelMismatch, match=r"made by the model 'hashing', not by 'renamed'. Use --model hashing, or"):
        put()
    assert state() == before
    with open_writer(paths) as writer:
        writer.remove("report")
    put()
    assert read("SELECT model, fingerprint FROM library") == [("renamed", "another")]


def test_errors_of_the_caller_stay_what_they_are(paths: LibraryPaths) -> None:
    with pytest.raises(BrokenPipeError), open_writer(paths):
        raise BrokenPipeError


@pytest.mark.parametrize("manifest", [{"country": "BE"}, {"entities": {"Westhoek": {"names": ["Corner"]}}}])
def test_a_manifest_that_decides_what_passages_are_about_has_the_report_read_anew(
    ingest: Ingest, report: Report, manifest: dict[str, object]
) -> None:
    ingest(report())
    assert only(ingest(report(), manifest=manifest)) == ("report", Change.REPLACED)
    assert only(ingest(report(), manifest=manifest)) == ("report", Change.UNCHANGED)
