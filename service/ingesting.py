"""Ingest: files and folders into a library, with a report of what was found in each."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers import is_folder, is_readable

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: file `file` of `files`, and within it `done` of `total` pages or passages, by its stage."""

    file: int
    files: int
    name: str
    stage: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file. `status` is that of `Change`, or "refused" with `message` saying why.

    The counts are None for a file that was not taken apart; `counts` are those that its reader made besides.
    `seconds` are those of reading it, wherever that was done, and of taking it in. `error` names the kind of refusal.
    """

    path: str
    status: str
    document: str | None = None
    pages: int | None = None
    sections: int | None = None
    passages: int | None = None
    references: int | None = None
    footnotes: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    message: str | None = None
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file, and the seconds that all took."""

    files: tuple[FileReport, ...]
    seconds: float

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.status == REFUSED)


OnProgress = Callable[[Progress], None]


def find_files(paths: Iterable[Path], library: Path) -> list[Path]:
    """The files named, and every readable file below the folders named, in order and once.

    A folder without any stands for itself, and so does one below that cannot be opened. What the library keeps is
    never among them.
    """
    kept = _real(library)
    found: dict[Path, None] = {}
    for path in paths:
        below = [file for file in _below(path) if kept not in _real(file).parents] if is_folder(path) else []
        found.update(dict.fromkeys(below or [path]))
    return list(found)


def _real(path: Path) -> Path:
    """Without symbolic links; one that leads to itself stays."""
    return Path(os.path.realpath(path))


def _below(folder: Path) -> list[Path]:
    """Whatever is named like a file that can be read is told of, also where it is none."""
    found: list[Path] = []
    for at, folders, files in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(at, name) for name in files if not name.startswith("."))
        found.extend(filter(is_readable, paths))
        if Path(at) != folder and is_readable(Path(at)) and not (folders or files):
            found.append(Path(at))
    return sorted(found)
