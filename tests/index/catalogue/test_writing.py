"""Changes of the catalogue: what a transaction leaves, and what it never does."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import writing
from index.catalogue.database import open_for_writing, transaction
from index.catalogue.reading import Catalogue
from index.paths import LibraryPaths
from ingest.document import ParsedDocument
from ingest.errors import NotFound
from ingest.parse import parse
from ingest.passages import passage_ids
from ingest.readers import read_source

Report = Callable[..., Path]
MODEL = "model"


@pytest.fixture
def connection(paths: LibraryPaths) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(paths.catalogue)) as opened:
        yield opened


def version(path: Path, content: str = "one", fingerprint: str = MODEL) -> writing.NewVersion:
    parsed = parse(read_source(path.name, path.read_bytes()))
    embedded = {
        name: writing.EmbeddedPassage(parsed.passage_text(p), np.ones((2, 4), np.float32), ((0, 1), None))
        for name, p in zip(passage_ids("report", parsed.text, parsed.passages), parsed.passages, strict=True)
    }
    return writing.NewVersion("report", str(path), content, 1, parsed, {}, fingerprint, embedded)


def put(connection: sqlite3.Connection, new: writing.NewVersion) -> None:
    with transaction(connection):
        writing.put_document(connection, new)


def column(connection: sqlite3.Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


def ids(parsed: ParsedDocument) -> list[str]:
    return passage_ids("report", parsed.text, parsed.passages)


def test_versions_count_contents(connection: sqlite3.Connection, report: Report) -> None:
    for content, expected in (("one", 1), ("one", 1), ("two", 2), ("one", 3)):
        put(connection, version(report(), content))
        assert column(connection, "SELECT version FROM document") == [expected]
    assert column(connection, "SELECT content_hash FROM document_version ORDER BY version") == ["one", "two", "one"]


def test_ids_of_vectors_and_entries_are_never_used_again(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    vectors, entries = column(connection, "SELECT id FROM vector"), column(connection, "SELECT entry FROM passage")
    with transaction(connection):
        writing.remove_document(connection, "report")
    assert set(column(connection, "SELECT vector_id FROM tombstone")) == set(vectors)
    with transaction(connection):
        writing.sweep_tombstones(connection, 10)
    put(connection, version(report()))
    assert set(vectors).isdisjoint(column(connection, "SELECT id FROM vector"))
    assert set(entries).isdisjoint(column(connection, "SELECT entry FROM passage"))


def test_a_tombstone_stays_until_every_older_index_is_gone(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    put(connection, version(report(changes={"2.2 Wallonia": None}), "two"))
    (generation,) = column(connection, "SELECT generation FROM library")
    assert isinstance(generation, int)
    assert set(column(connection, "SELECT generation FROM tombstone")) == {generation}
    writing.sweep_tombstones(connection, generation - 1)
    assert len(column(connection, "SELECT 1 FROM tombstone")) == 8
    writing.sweep_tombstones(connection, generation)
    assert column(connection, "SELECT 1 FROM tombstone") == []


def test_passages_that_stay_keep_entry_and_vectors(connection: sqlite3.Connection, report: Report) -> None:
    first = version(report())
    put(connection, first)
    kept = "SELECT passage.id || passage.entry || vector.id FROM passage JOIN vector ON passage_entry = entry"
    before = set(column(connection, kept))
    second = version(report(changes={"2 Policies": "Policies changed again."}), "two")
    new = set(ids(second.parsed)) - set(ids(first.parsed))
    put(connection, writing.NewVersion("report", None, "two", 1, second.parsed, {}, MODEL,
                                       {name: second.embedded[name] for name in new}))  # fmt: skip
    after = set(column(connection, kept))
    assert len(new) == 1
    assert len(before & after) == len(before) - 2
    assert set(column(connection, "SELECT id FROM removed_passage")) == set(ids(first.parsed)) - set(ids(second.parsed))


def test_a_passage_that_comes_back_is_no_longer_gone(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    put(connection, version(report(changes={"2.1 Flanders": None}), "two"))
    assert len(column(connection, "SELECT 1 FROM removed_passage")) == 1
    put(connection, version(report(), "one"))
    assert column(connection, "SELECT 1 FROM removed_passage") == []


def test_new_vectors_of_a_model_replace_only_its_own(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    put(connection, version(report(), fingerprint="other"))
    assert column(connection, "SELECT count(*) FROM vector GROUP BY fingerprint") == [8, 8]
    put(connection, version(report()))
    assert column(connection, "SELECT count(*) FROM vector GROUP BY fingerprint") == [8, 8]
    assert set(writing.held_vectors(connection, "report", "other")) == set(ids(version(report()).parsed))


def test_removal_leaves_ids_only(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    with transaction(connection):
        writing.remove_document(connection, "report")
    left = {
        table: column(connection, f'SELECT count(*) FROM "{table}"')[0]
        for table in column(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    held = {table for table, count in left.items() if count}
    assert held == {
        "library", "removed_document", "document_version", "removed_passage", "tombstone", "sqlite_sequence"
    }  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), [("two", 2), ("three", 3)])
def test_versions_count_on_after_a_removal(
    connection: sqlite3.Connection, report: Report, content: str, expected: int
) -> None:
    for earlier in ("one", "two"):
        put(connection, version(report(), earlier))
    with transaction(connection):
        writing.remove_document(connection, "report")
    assert column(connection, "SELECT id FROM removed_document") == ["report"]
    put(connection, version(report(), content))
    assert column(connection, "SELECT version FROM document") == [expected]
    assert column(connection, "SELECT 1 FROM removed_document") == []


def test_passages_need_their_section(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), transaction(connection):
        connection.execute("DELETE FROM section WHERE number = '2.1'")
    assert len(column(connection, "SELECT 1 FROM section WHERE number = '2.1'")) == 1


def test_only_changes_of_passages_make_indexes_out_of_date(connection: sqlite3.Connection, report: Report) -> None:
    states = [""]

    def changed(change: Callable[[], None]) -> bool:
        with transaction(connection):
            change()
        states.extend(map(str, column(connection, "SELECT passages_state FROM library")))
        return states[-1] != states[-2]

    assert changed(lambda: writing.put_document(connection, version(report())))
    assert not changed(lambda: writing.edit_metadata(connection, "report", {"title": "Another"}))
    assert not changed(lambda: writing.move_document(connection, "report", "/elsewhere/report.md", "report.md"))
    assert not changed(lambda: writing.set_manifest(connection, "report", {"year": 2024}))
    assert changed(lambda: writing.edit_metadata(connection, "report", {"language": "fr"}))
    assert not changed(lambda: writing.set_manifest(connection, "report", {"language": "de"}))
    assert changed(lambda: writing.edit_metadata(connection, "report", {"language": None}))
    assert changed(lambda: writing.remove_document(connection, "report"))


def test_what_a_person_states_can_be_taken_back(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    writing.edit_metadata(connection, "report", {"title": "Another", "year": 2024})
    writing.edit_metadata(connection, "report", {"title": None})
    assert column(connection, "SELECT edited_metadata FROM document") == ['{"year":2024}']


def edit(connection: sqlite3.Connection, passage: str, names: list[str] | None) -> None:
    with transaction(connection):
        writing.edit_metadata(connection, "report", {f"{writing.ENTITIES_OF}{passage}": names})


def about(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """What each passage is about, by its first words."""
    passages = Catalogue(connection).passages("report")
    return {p.text.split()[0]: [(one.name, one.basis.value) for one in p.about] for p in passages}


def test_entities_stand_with_their_passages(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    assert about(connection)["Flanders"] == [("Flanders", "named")]
    assert about(connection)["Policies"] == []


def test_what_a_person_says_of_a_passage_outlives_new_versions(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    passage = next(p.id for p in Catalogue(connection).passages("report") if p.text.startswith("Flanders"))
    edit(connection, passage, ["Brussels", "Wallonia"])
    edited = [("Brussels", "edited"), ("Wallonia", "edited")]
    assert about(connection)["Flanders"] == edited
    put(connection, version(report(changes={"2 Policies": "Other policies."}), "two"))
    assert about(connection)["Flanders"] == edited
    put(connection, version(report(changes={"2.1 Flanders": None}), "three"))
    put(connection, version(report(), "four"))
    assert about(connection)["Flanders"] == edited
    edit(connection, passage, None)
    assert about(connection)["Flanders"] == [("Flanders", "named")]


def test_a_passage_may_be_about_nothing(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    passage = next(p.id for p in Catalogue(connection).passages("report") if p.text.startswith("Flanders"))
    edit(connection, passage, [])
    assert about(connection)["Flanders"] == []
    assert [one.name for p in Catalogue(connection).attributed("report") for one in p] == [
        "Belgium",
        "Flanders",
        "Wallonia",
    ]


def test_an_edit_makes_indexes_out_of_date(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    before = column(connection, "SELECT passages_state FROM library")
    edit(connection, str(column(connection, "SELECT id FROM passage")[0]), ["Brussels"])
    assert column(connection, "SELECT passages_state FROM library") != before


def test_refuses_what_a_person_says_of_a_passage_elsewhere(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    with pytest.raises(NotFound, match="no passage 'abc' in 'report'"):
        edit(connection, "abc", ["Flanders"])


def test_what_a_person_said_goes_with_its_document(connection: sqlite3.Connection, report: Report) -> None:
    put(connection, version(report()))
    edit(connection, str(column(connection, "SELECT id FROM passage")[0]), ["Brussels"])
    with transaction(connection):
        writing.remove_document(connection, "report")
    assert column(connection, "SELECT name FROM passage_entity UNION SELECT names FROM edited_entities") == []
