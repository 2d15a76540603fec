"""The connections of a catalogue's readers."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from index.catalogue.database import open_for_reading, snapshot
from index.storage import storage_errors
from ingest.errors import UsageError


class OwnConnection:
    """A writer's connection, read by the writer alone: what it has not committed yet is there too."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def snapshot(self) -> AbstractContextManager[None]:
        """Nobody else changes what its transaction sees."""
        return nullcontext()

    def rows(self, sql: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """It stays open, for the writer."""


class Connections:
    """As many connections as threads read at the same time; threads that end leave none behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._idle = [open_for_reading(path)]
        self._closed = False
        self._own = threading.local()

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread alone: inside `snapshot` the one that it reads by, else any."""
        pinned: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if pinned is not None:
            yield pinned
            return
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that this thread reads inside belongs to one state of the library."""
        if getattr(self._own, "connection", None) is not None:
            yield
            return
        with self.borrow() as connection, snapshot(connection):
            self._own.connection = connection
            try:
                yield
            finally:
                self._own.connection = None

    def rows(self, sql: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        """Raises UsageError for a value that no text can hold."""
        with self.borrow() as connection, storage_errors(self._path.parent):
            try:
                return connection.execute(sql, values).fetchall()
            except UnicodeEncodeError:
                raise UsageError("a name holds bytes that are not UTF-8; write it in UTF-8.") from None

    def close(self) -> None:
        """Close what nobody uses now; the rest is closed when it is given back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        return open_for_reading(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
