"""The ingested files, kept by the hash of their content."""

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from index.storage import flush_folder, write_durably

HASH_LENGTH = 64


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
        path = self.path(digest, source_name)
        if not path.is_file() or path.stat().st_size != len(content):
            write_durably(path, content)
        return digest

    def sweep(self, named: Collection[str]) -> None:
        """Remove what no document names, leftovers of interrupted writes too."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name[:HASH_LENGTH] not in named:
                path.unlink(missing_ok=True)
        flush_folder(self._folder)

    def is_intact(self, digest: str, source_name: str) -> bool:
        path = self.path(digest, source_name)
        return path.is_file() and content_hash(path.read_bytes()) == digest
