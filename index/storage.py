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


@contextmanager
def storage_errors(root: Path) -> Iterator[None]:
    """Turn errors of the disk and of SQLite into LibraryError."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _full(root) from error
        raise LibraryError(f"{root}: {error.strerror or error}. Check the folder and its permissions.") from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL or "disk is full" in str(error):
            raise _full(root) from error
        raise LibraryError(f"{root}: the catalogue cannot be used ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise DamagedLibrary(
            f"{root}: the catalogue is damaged ({error}). Restore a backup, or remove the folder and ingest again."
        ) from error


def _full(root: Path) -> StorageFull:
    return StorageFull(f"{root}: no room left on the disk. Free some and try again; the library is as it was before.")


def write_durably(path: Path, content: bytes) -> None:
    """The whole file or none of it, flushed to the disk before it has its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
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
