"""Connections of readers: shared by turns, one state in a snapshot, none left behind."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Thread

import pytest

from index.catalogue.connections import Connections, OwnConnection
from index.catalogue.database import open_for_writing, transaction
from index.paths import LibraryPaths
from ingest.errors import DamagedLibrary

GENERATION = "SELECT generation FROM library"


@pytest.fixture
def writing(paths: LibraryPaths) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(paths.catalogue)) as connection:
        yield connection


@pytest.fixture
def connections(writing: sqlite3.Connection, paths: LibraryPaths) -> Iterator[Connections]:
    del writing
    with closing(Connections(paths.catalogue)) as opened:
        yield opened


def generation(connections: Connections) -> int:
    return int(connections.rows(GENERATION, ())[0][0])


def change(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        pass


def test_threads_that_end_leave_no_connection_behind(connections: Connections) -> None:
    used = []

    def read() -> None:
        with connections.borrow() as connection:
            used.append(connection)

    for _ in range(20):
        thread = Thread(target=read)
        thread.start()
        thread.join()
    assert len(set(map(id, used))) == 1


def test_threads_that_read_at_once_have_connections_of_their_own(connections: Connections) -> None:
    together = Barrier(4)

    def read(_: int) -> int:
        with connections.borrow() as connection:
            together.wait(10)
            return id(connection)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(read, range(4)))) == 4
        assert len(set(pool.map(read, range(8)))) == 4


def test_a_snapshot_keeps_its_state_while_others_move_on(connections: Connections, writing: sqlite3.Connection) -> None:
    with ThreadPoolExecutor(1) as other, connections.snapshot():
        assert generation(connections) == 0
        change(writing)
        with connections.snapshot():
            assert generation(connections) == 0
        assert generation(connections) == 0
        assert other.submit(generation, connections).result() == 1
    assert generation(connections) == 1


def test_a_snapshot_ends_with_an_error_too(connections: Connections, writing: sqlite3.Connection) -> None:
    with pytest.raises(DamagedLibrary, match="no such table"), connections.snapshot():
        connections.rows("SELECT 1 FROM nowhere", ())
    change(writing)
    assert generation(connections) == 1


def test_what_is_in_use_at_the_end_is_closed_when_it_is_given_back(connections: Connections) -> None:
    with connections.borrow() as connection:
        connections.close()
        assert connection.execute(GENERATION).fetchone()[0] == 0
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute(GENERATION)
    assert generation(connections) == 0


def test_a_writer_reads_what_it_has_not_committed_yet(connections: Connections, writing: sqlite3.Connection) -> None:
    own = OwnConnection(writing)
    with transaction(writing):
        writing.execute("UPDATE library SET generation = 7")
        with own.snapshot():
            assert own.rows(GENERATION, ())[0][0] == 7
        assert generation(connections) == 0
    own.close()
    assert generation(connections) == 8
