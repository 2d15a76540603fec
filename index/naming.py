"""Ids of documents, from the names of their files."""

from pathlib import Path

from slugify import slugify


def wished_id(path: Path) -> str:
    """A readable id from the file's name: "Belgium VET 2023.txt" -> "belgium-vet-2023"."""
    return str(slugify(path.stem)) or "document"


def free_id(path: Path, taken: set[str]) -> str:
    """The id that a file would have, with a number behind it where another document has it or had it."""
    base = wished_id(path)
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in taken)
