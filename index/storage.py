"""Disk errors in the words of the library, and writes that survive a power cut."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import DamagedLibrary, LibraryError, StorageFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# A reader needs some room too, for the file by which it tells writers what it reads.
_NO_ROOM_SQLITE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_NOT_ALLOWED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def storage_errors(root: Path) -> Iterator[None]:
    """Turn errors of the disk and of SQLite into LibraryError."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _full(root) from error
        raise LibraryError(f"{root}: {error.strerror or error}. Check the folder and its permissions.") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF == sqlite3.SQLITE_CONSTRAINT:
            raise  # a mistake of the program, not of the disk
        raise _sqlite_error(root, code, error) from error


def _sqlite_error(root: Path, code: int, error: sqlite3.Error) -> LibraryError:
    primary = code & 0xFF
    if code in _NO_ROOM_SQLITE:
        return _full(root)
    if primary in _DAMAGED:
        return DamagedLibrary(
            f"{root}: the catalogue is damaged ({error}). Restore a backup, or remove the folder and ingest again."
        )
    if primary in _NOT_ALLOWED:
        return LibraryError(
            f"{root}: the folder cannot be written ({error}), and a library needs that even to be read. "
            "Change its permissions, or copy it to where you may write."
        )
    if primary in _BUSY:
        return LibraryError(f"{root}: another process keeps the catalogue busy. Try again in a moment.")
    return LibraryError(f"{root}: the catalogue cannot be read or written ({error}). Check the disk.")


def _full(root: Path) -> StorageFull:
    return StorageFull(
        f"{root}: no room left to write: the disk is full, or a quota or a limit on file sizes is reached. "
        "Make room and try again; all that the library held before is still there."
    )


def write_durably(path: Path, content: bytes | memoryview) -> None:
    """The whole file or none of it, flushed to the disk before it has its name."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
        flush_folder(path.parent.parent)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make renames and removals in a folder durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
