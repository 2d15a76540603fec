"""The ingested files, kept by the hash of their content."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from index.storage import flush_folder, write_durably


def content_hash(content: bytes) -> str:
    return sha256(content).hexdigest()


class Originals:
    """Files in a folder; a file is there before the catalogue names it, and is swept when nothing does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str, source_name: str) -> Path:
        return self._folder / f"{digest}{Path(source_name).suffix.lower()}"

    def keep(self, content: bytes, source_name: str) -> str:
        """Store the content durably and return its hash."""
        digest = content_hash(content)
        if not self.is_intact(digest, source_name):
            write_durably(self.path(digest, source_name), content)
        return digest

    def sweep(self, named: Iterable[tuple[str, str]]) -> None:
        """Remove what no document names by hash and source name, leftovers of interrupted writes too."""
        if not self._folder.is_dir():
            return
        kept = {self.path(digest, source_name).name for digest, source_name in named}
        orphans = [path for path in self._folder.iterdir() if path.name not in kept]
        for path in orphans:
            path.unlink(missing_ok=True)
        if orphans:
            flush_folder(self._folder)

    def is_intact(self, digest: str, source_name: str) -> bool:
        path = self.path(digest, source_name)
        return path.is_file() and content_hash(path.read_bytes()) == digest
