"""The reader table: one file a format. A new format is a new module here and a line in READERS."""

import os
import stat
from collections.abc import Callable
from importlib import import_module
from os import stat_result
from pathlib import Path

from ingest.errors import EmptyFile, HugeFile, UnreadableFile, UnsupportedFile
from ingest.source import READING, Reading, Source

Reader = Callable[[str, bytes, Reading], Source]

READERS = {
    ".txt": "ingest.readers.text",
    ".text": "ingest.readers.text",
    ".md": "ingest.readers.markdown",
    ".markdown": "ingest.readers.markdown",
    ".pdf": "ingest.readers.pdf",
}


def is_readable(path: Path) -> bool:
    """Whether a reader is registered for this type of file."""
    return path.suffix.lower() in READERS


def is_folder(path: Path) -> bool:
    """Not one where that may not be known; `Path.is_dir` raises there."""
    return os.path.isdir(path)  # noqa: PTH112


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file, which must not change meanwhile. Raises UnreadableFile; HugeFile for more than `most`."""
    try:
        before = path.stat()
        _check(path, before, most)
        content, after = path.read_bytes(), path.stat()
    except FileNotFoundError:
        absent = "leads to a file that is not there" if path.is_symlink() else "no such file"
        raise UnreadableFile(f"{path}: {absent}. Check the path.") from None
    except PermissionError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror}). Check the path.") from None
    if (before.st_mtime_ns, len(content)) != (after.st_mtime_ns, after.st_size):
        raise UnreadableFile(f"{path}: was written to while it was read. Ingest it again when it is complete.")
    return content


def _check(path: Path, found: stat_result, most: int | None) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableFile(f"{path}: is a folder, not a file.")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFile(f"{path}: is a pipe or a device, not a file. Save what comes from it to a file.")
    if most is not None and found.st_size > most:
        raise HugeFile(f"{path}: has {found.st_size:,} bytes; {most:,} are the most that are read. Split it.")


def read_source(name: str, content: bytes, reading: Reading = READING) -> Source:
    """The source of a file of this name. Raises RefusedFile, with the reason."""
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(sorted(READERS))
        raise UnsupportedFile(
            f"{name}: no reader for {suffix or 'a file without an extension'}; Pincite reads {known}."
        )
    if not content.strip():
        raise EmptyFile(f"{name}: the file is empty. Check that it was saved or downloaded completely.")
    reader: Reader = import_module(READERS[suffix]).read
    source = reader(name, content, reading)
    if not source.text.strip():
        raise EmptyFile(f"{name}: holds no text.")
    return source
