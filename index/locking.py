"""The writer lock: one process at a time changes a library."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.paths import LibraryPaths
from index.storage import storage_errors
from ingest.errors import WriterBusy

# Long enough for a short change of another process to end, short enough not to seem stuck.
PATIENCE_S = 2.0


@contextmanager
def writer_lock(paths: LibraryPaths, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Raises WriterBusy when another process, or another thread, keeps the lock for longer than `patience_s`."""
    lock = FileLock(str(paths.lock), timeout=patience_s)
    with storage_errors(paths.root):
        paths.root.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            raise WriterBusy(_busy(paths.root)) from None
    try:
        yield
    finally:
        lock.release()


def _busy(root: Path) -> str:
    return f"{root}: another process is writing to this library. Wait until it has finished, then try again."
