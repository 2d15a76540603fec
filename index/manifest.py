"""The manifest of a folder of derived indexes: what they were made from, and which files they are."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

from index.analysis import ANALYSIS_VERSION
from index.storage import write_durably

MANIFEST = "manifest.json"
# Changes whenever the files in a generation's folder are laid out or filled differently.
FORMAT_VERSION = 3


@dataclass(frozen=True, slots=True)
class Origin:
    """What indexes were made from, and by which code; equal origins give equal indexes."""

    passages_state: str
    fingerprint: str | None
    format_version: int = FORMAT_VERSION
    analysis_version: int = ANALYSIS_VERSION

    @property
    def is_current(self) -> bool:
        """Whether this code would make them the same way."""
        return (self.format_version, self.analysis_version) == (FORMAT_VERSION, ANALYSIS_VERSION)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was written."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Written last: a folder without one is not whole."""

    origin: Origin
    files: dict[str, StoredFile] = field(default_factory=dict)


def write_manifest(folder: Path, origin: Origin) -> None:
    manifest = Manifest(origin, {name: StoredFile(path.stat().st_size, _digest(path)) for name, path in _files(folder)})
    write_durably(folder / MANIFEST, json.dumps(asdict(manifest)).encode())


def read_manifest(folder: Path) -> Manifest | None:
    """None where a file is missing, or has another size than it was written with."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        files = {name: StoredFile(**stored) for name, stored in content["files"].items()}
        manifest = Manifest(Origin(**content["origin"]), files)
        sizes = {name: (folder / name).stat().st_size for name in files}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if all(sizes[name] == stored.size for name, stored in files.items()) else None


def changed_files(folder: Path, manifest: Manifest) -> list[str]:
    """The files whose content is not what was written, or cannot be read."""
    return [name for name, stored in manifest.files.items() if not _is_intact(folder / name, stored)]


def _is_intact(path: Path, stored: StoredFile) -> bool:
    try:
        return _digest(path) == stored.digest
    except OSError:
        return False


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
