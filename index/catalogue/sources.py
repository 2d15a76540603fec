"""The files that a document comes from besides its own: the same content under other paths.

Each function that changes something runs inside a transaction of the holder of the writer lock.
"""

import sqlite3
from collections.abc import Iterable

from index.catalogue.records import FurtherSource


def put_further(connection: sqlite3.Connection, document: str, source: FurtherSource) -> None:
    """Note a file of the same content; it belongs to no other document any more."""
    connection.execute("INSERT OR REPLACE INTO further_source VALUES (?, ?, ?)", (source.path, source.name, document))


def forget_further(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """These files have another content, are a document's own, or are gone."""
    connection.executemany("DELETE FROM further_source WHERE source_path = ?", [(path,) for path in paths])
