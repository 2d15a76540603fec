"""The reader table: one file a format. A new format is a new module here and a line in READERS."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.errors import EmptyFile, UnreadableFile, UnsupportedFile
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


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: no such file. Check the path.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path}: is a folder, not a file.") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from None


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
