"""Connections to the catalogue's database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from index.storage import storage_errors
from ingest.errors import DamagedLibrary, NewerLibrary, NoLibrary

SCHEMA_VERSION = 1
# "PCIT", so that another program's database is not taken for a catalogue.
_APPLICATION_ID = 0x50434954
_BUSY_S = 10.0


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Raises NoLibrary, NewerLibrary or DamagedLibrary."""
    if not path.is_file():
        raise NoLibrary(f"{path.parent}: no library here. Create one with: pincite ingest PATH")
    connection = _connect(path)
    _check(connection, path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """As `open_for_reading`, but makes a new catalogue where there is none. The writer lock must be held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path)
    if _version(connection, path) == 0:
        _create(connection)
    _check(connection, path)
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    with storage_errors(path.parent):
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    with storage_errors(path.parent):
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and application != _APPLICATION_ID:
        raise DamagedLibrary(f"{path}: is not a Pincite catalogue. Choose another folder for the library.")
    return version


def _check(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    if version > SCHEMA_VERSION:
        connection.close()
        raise NewerLibrary(
            f"{path.parent}: written by a newer version of Pincite (schema {version}, this one knows "
            f"{SCHEMA_VERSION}). Upgrade Pincite."
        )
    if version == 0:
        connection.close()
        raise NoLibrary(f"{path.parent}: no library here. Create one with: pincite ingest PATH")


def _create(connection: sqlite3.Connection) -> None:
    schema = files("index.catalogue").joinpath("schema.sql").read_text(encoding="utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE; {schema} PRAGMA application_id = {_APPLICATION_ID}; "
        f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
    )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; the generation goes up by one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("UPDATE library SET generation = generation + 1")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside belongs to one state of the library."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
