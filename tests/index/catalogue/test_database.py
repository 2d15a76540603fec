"""The database: made once, never half; other people's are left alone."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from index.catalogue.database import (
    SCHEMA_VERSION,
    committed,
    open_for_reading,
    open_for_writing,
    snapshot,
    transaction,
)
from index.paths import LibraryPaths
from index.storage import storage_errors
from ingest.errors import DamagedLibrary, LibraryError, NewerLibrary, NoLibrary, OlderLibrary, StorageFull

OPENERS = [open_for_reading, open_for_writing]
Open = Callable[[Path], sqlite3.Connection]


@pytest.fixture
def path(paths: LibraryPaths) -> Path:
    open_for_writing(paths.catalogue).close()
    return paths.catalogue


def value(connection: sqlite3.Connection, sql: str) -> object:
    return connection.execute(sql).fetchone()[0]


def test_a_new_catalogue_is_strict_durable_and_forgets(path: Path) -> None:
    with closing(open_for_writing(path)) as connection:
        assert value(connection, "PRAGMA journal_mode") == "wal"
        assert value(connection, "PRAGMA synchronous") == 2
        assert value(connection, "PRAGMA foreign_keys") == 1
        assert value(connection, "PRAGMA secure_delete") == 1
        assert value(connection, "PRAGMA user_version") == SCHEMA_VERSION
        loose = "SELECT count(*) FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'"
        assert value(connection, loose) == 0
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE library SET generation = 'many'")


@pytest.mark.parametrize("content", [None, b""])
def test_reading_needs_a_library(paths: LibraryPaths, content: bytes | None) -> None:
    if content is not None:
        paths.root.mkdir()
        paths.catalogue.write_bytes(content)
    with pytest.raises(NoLibrary, match=r"no library here. Create one with: pincite ingest PATH"):
        open_for_reading(paths.catalogue)
    assert paths.catalogue.exists() == (content is not None)


def test_a_reader_cannot_write(path: Path) -> None:
    with closing(open_for_reading(path)) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("UPDATE library SET generation = 7")


@pytest.mark.parametrize("opener", OPENERS)
def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path, opener: Open) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(
        NewerLibrary, match=rf"newer version of Pincite \(schema 99, this one knows {SCHEMA_VERSION}\). Upgrade Pincite"
    ):
        opener(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opener", OPENERS)
def test_so_is_an_earlier_one(path: Path, opener: Open) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = path.read_bytes()
    with pytest.raises(OlderLibrary, match=rf"schema 1, this one needs {SCHEMA_VERSION}\). Ingest the reports into "):
        opener(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("sql", ["CREATE TABLE theirs (x)", "PRAGMA user_version = 3"])
def test_the_database_of_another_program_is_refused_and_left_as_it_is(
    paths: LibraryPaths, opener: Open, sql: str
) -> None:
    paths.root.mkdir()
    with closing(sqlite3.connect(paths.catalogue)) as connection:
        connection.execute(sql)
    before = paths.catalogue.read_bytes()
    with pytest.raises(DamagedLibrary, match=r"not a Pincite catalogue. Choose another folder"):
        opener(paths.catalogue)
    assert paths.catalogue.read_bytes() == before
    assert [path.name for path in paths.root.iterdir()] == ["catalogue.sqlite"]


@pytest.mark.parametrize("opener", OPENERS)
def test_what_is_no_database_is_refused_in_words(paths: LibraryPaths, opener: Open) -> None:
    paths.root.mkdir()
    paths.catalogue.write_bytes(b"not a database " * 1000)
    with pytest.raises(DamagedLibrary, match=r"catalogue is damaged .* Restore a backup, or remove the folder"):
        opener(paths.catalogue)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_folder_in_the_place_of_the_database_is_refused_in_words(paths: LibraryPaths, opener: Open) -> None:
    paths.catalogue.mkdir(parents=True)
    with pytest.raises(LibraryError, match=r"no library here|cannot be written"):
        opener(paths.catalogue)


def test_a_catalogue_whose_making_was_interrupted_is_made(path: Path, paths: LibraryPaths) -> None:
    paths.catalogue.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with closing(open_for_writing(path)) as connection:
        assert value(connection, "SELECT generation FROM library") == 0


def fail(connection: sqlite3.Connection, sql: str) -> None:
    connection.execute(sql)
    raise KeyError


def test_a_transaction_raises_the_generation_or_changes_nothing(path: Path) -> None:
    with closing(open_for_writing(path)) as connection:
        with transaction(connection):
            connection.execute("UPDATE library SET model = 'one'")
        with pytest.raises(KeyError), transaction(connection):
            fail(connection, "UPDATE library SET model = 'two'")
        assert tuple(connection.execute("SELECT generation, model FROM library").fetchone()) == (1, "one")


def test_within_a_generation_too_it_is_all_or_nothing(path: Path) -> None:
    with closing(open_for_writing(path)) as connection:
        with committed(connection):
            connection.execute("UPDATE library SET model = 'one'")
        with pytest.raises(KeyError), committed(connection):
            fail(connection, "UPDATE library SET model = 'two'")
        assert tuple(connection.execute("SELECT generation, model FROM library").fetchone()) == (0, "one")


@pytest.mark.parametrize("inside", [transaction, committed, snapshot])
def test_an_error_after_which_nothing_is_left_to_roll_back_is_the_one_that_is_told(
    path: Path, inside: Callable[[sqlite3.Connection], AbstractContextManager[None]]
) -> None:
    with closing(open_for_writing(path)) as connection:
        with pytest.raises(KeyError), inside(connection):
            fail(connection, "ROLLBACK")  # as SQLite does itself after an error of the disk
        assert not connection.in_transaction


def test_a_database_without_room_to_grow_stays_as_it_is(path: Path) -> None:
    with closing(open_for_writing(path)) as connection:
        connection.execute(f"PRAGMA max_page_count = {value(connection, 'PRAGMA page_count')}")
        with pytest.raises(StorageFull, match="no room left"), storage_errors(path.parent), transaction(connection):
            connection.execute("UPDATE library SET model = ?", ("x" * 100_000,))
        assert tuple(connection.execute("SELECT generation, model FROM library").fetchone()) == (0, None)


def test_a_name_in_a_folder_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "50% of a?b#c ü" / "catalogue.sqlite"
    open_for_writing(path).close()
    open_for_reading(path).close()
    assert path.is_file()
