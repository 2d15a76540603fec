"""Connections to the catalogue's database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

from index.storage import storage_errors
from ingest.errors import DamagedLibrary, NewerLibrary, NoLibrary, OlderLibrary

SCHEMA_VERSION = 3
# "PCIT", so that another program's database is not taken for a catalogue.
_APPLICATION_ID = 0x50434954
_BUSY_S = 10.0
_FOR_WRITING = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Raises NoLibrary, NewerLibrary, OlderLibrary or DamagedLibrary."""
    with storage_errors(path.parent):
        if not path.is_file():
            raise no_library(path.parent)
    with _opening(path, "rw") as connection:
        _check(connection, path)
        connection.execute("PRAGMA query_only = ON")
    return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """As `open_for_reading`, but makes a new catalogue where there is none. The writer lock must be held."""
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with _opening(path, "rwc") as connection:
        if _version(connection, path) == 0:
            _create(connection)
        # Nothing is set before it is known whose database this is: setting WAL changes the file.
        _check(connection, path)
        for pragma in _FOR_WRITING:
            connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _opening(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection that stays open unless the block fails."""
    with storage_errors(path.parent):
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            yield connection
        except BaseException:
            connection.close()
            raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema's version, 0 for an empty database. Raises DamagedLibrary for another program's."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if (tables or version) and application != _APPLICATION_ID:
        raise DamagedLibrary(f"{path}: is not a Pincite catalogue. Choose another folder for the library.")
    return version


def _check(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    if version > SCHEMA_VERSION:
        raise NewerLibrary(
            f"{path.parent}: written by a newer version of Pincite (schema {version}, this one knows "
            f"{SCHEMA_VERSION}). Upgrade Pincite."
        )
    if version == 0:
        raise no_library(path.parent)
    if version < SCHEMA_VERSION:
        raise OlderLibrary(
            f"{path.parent}: written by an earlier version of Pincite (schema {version}, this one needs "
            f"{SCHEMA_VERSION}). Ingest the reports into a new library: pincite ingest PATH --library FOLDER"
        )


def no_library(root: Path) -> NoLibrary:
    return NoLibrary(f"{root}: no library here. Create one with: pincite ingest PATH")


def _create(connection: sqlite3.Connection) -> None:
    schema = files("index.catalogue").joinpath("schema.sql").read_text(encoding="utf-8")
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema} PRAGMA application_id = {_APPLICATION_ID}; "
            f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    except BaseException:
        _roll_back(connection)
        raise


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; the generation goes up by one."""
    with committed(connection):
        yield
        connection.execute("UPDATE library SET generation = generation + 1")


@contextmanager
def committed(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, within the present generation."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    """SQLite has often done so itself after an error of the disk; a second error must not hide the first."""
    with suppress(sqlite3.Error):
        connection.execute("ROLLBACK")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside belongs to one state of the library."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        _roll_back(connection)
