"""Where things lie in a library's folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The on-disk layout of a library.

    catalogue.sqlite    the truth: documents, passages, vectors
    originals/          ingested files by the hash of their content
    derived/<generation>/  indexes built from the catalogue; deleting them loses nothing
    writer.lock         held by the one process that writes
    """

    root: Path

    @property
    def catalogue(self) -> Path:
        return self.root / "catalogue.sqlite"

    @property
    def originals(self) -> Path:
        return self.root / "originals"

    @property
    def derived(self) -> Path:
        return self.root / "derived"

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"
