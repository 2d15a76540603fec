"""Indexes derived from the catalogue, a folder a generation. Deleting them loses nothing."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.catalogue.reading import Catalogue
from index.catalogue.records import LibraryRecord
from index.engines.faiss_flat import FaissFlat
from index.engines.protocols import LexicalEngine, VectorEngine, VectorEntry
from index.engines.tantivy_bm25 import TantivyBM25
from index.manifest import MANIFEST, Manifest, Origin, changed_files, read_manifest, write_manifest
from index.searchable import FIELD_WEIGHTS
from index.searchables import searchables
from index.storage import flush_folder, remove_tree
from ingest.errors import LibraryError

_VECTORS, _LEXICAL = "vectors", "lexical"
_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class OpenIndexes:
    """The engines of one generation, and the model that its vectors were made by."""

    generation: int
    vectors: VectorEngine
    lexical: LexicalEngine
    fingerprint: str | None


class Derived:
    """The folder of derived indexes. Only the holder of the writer lock calls what changes it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def generations(self) -> list[int]:
        """Published generations, oldest first."""
        names = [path.name for path in self._root.iterdir()] if self._root.is_dir() else []
        return sorted(int(name) for name in names if name.isdecimal())

    def newest(self) -> int | None:
        """The newest generation that is whole and was made by the present code."""
        usable = (generation for generation in reversed(self.generations()) if self._usable(generation))
        return next(usable, None)

    def _usable(self, generation: int) -> Manifest | None:
        manifest = read_manifest(self._folder(generation))
        return manifest if manifest is not None and manifest.origin.is_current else None

    def _folder(self, generation: int) -> Path:
        return self._root / str(generation)

    def open_newest(self, held: OpenIndexes | None = None) -> OpenIndexes | None:
        """The newest generation that can be read, which may be the one that is held; None when there is none."""
        while True:
            seen = self.generations()
            for generation in reversed(seen):
                known = held is not None and held.generation == generation
                indexes = held if known else self.open(generation)
                if indexes is not None:
                    return indexes
            # A writer may have published another and removed these in the meantime.
            if self.generations() == seen:
                return None

    def open(self, generation: int) -> OpenIndexes | None:
        """The indexes of a generation; None where they are missing, not whole, or damaged."""
        manifest = self._usable(generation)
        if manifest is None:
            return None
        vectors, lexical = _engines(self._folder(generation))
        with suppress(Exception):  # whatever an engine trips over in a damaged file
            vectors.refresh()
            lexical.refresh()
            # Still whole: nothing was missing while it was opened, which tantivy would not notice.
            if self._usable(generation):
                return OpenIndexes(generation, vectors, lexical, manifest.origin.fingerprint)
        return None

    def faults(self, generation: int) -> list[str]:
        """What is wrong with the indexes of a generation; empty when nothing."""
        manifest = self._usable(generation)
        if manifest is None:
            return ["the indexes are not those of the present generation; ask any question to build them"]
        changed = changed_files(self._folder(generation), manifest)
        return [f"{name} was changed; remove the folder {self._root} and ask any question" for name in changed]

    def publish(self, catalogue: Catalogue) -> int:
        """Build the indexes of the catalogue's present generation where they lack or are damaged; return it."""
        with catalogue.snapshot():
            library = catalogue.library()
            wanted = Origin(library.passages_state, library.fingerprint)
            if not self._holds(library.generation, wanted):
                self._publish(library, wanted, catalogue)
        self._prune(library.generation)
        return library.generation

    def _publish(self, library: LibraryRecord, origin: Origin, catalogue: Catalogue) -> None:
        staging = self._root / f"{library.generation}{_PARTIAL}"
        target = self._folder(library.generation)
        remove_tree(staging)
        staging.mkdir(parents=True)
        try:
            self._fill(staging, library, origin, catalogue)
            write_manifest(staging, origin)
            remove_tree(target)
            staging.rename(target)
        except BaseException:
            remove_tree(staging)
            raise
        flush_folder(self._root)

    def _fill(self, staging: Path, library: LibraryRecord, origin: Origin, catalogue: Catalogue) -> None:
        usable = (generation for generation in reversed(self.generations()) if self._holds(generation, origin))
        same = next(usable, None)
        if same is not None:
            _link_tree(self._folder(same), staging)
            return
        vectors, lexical = _engines(staging)
        documents = catalogue.documents()
        seen = {p.entry: passage for d in documents for p, passage in searchables(catalogue, d)}
        lexical.publish(passage.lexical_entry(entry) for entry, passage in seen.items())
        held = catalogue.vectors(library.fingerprint or "")
        entries = (VectorEntry(name, vector, seen[entry].attributes) for name, entry, vector in held)
        vectors.publish(entries, library.dimension or 1)

    def _holds(self, generation: int, origin: Origin) -> bool:
        """Whether a generation was made from this, and its files are as they were written."""
        folder = self._folder(generation)
        manifest = read_manifest(folder)
        return manifest is not None and manifest.origin == origin and not changed_files(folder, manifest)

    def _prune(self, current: int) -> None:
        """Keep the current generation and the one before, for a reader that has just looked up its name.

        Later ones are of a history that a restored backup has ended.
        """
        before = [generation for generation in self.generations() if generation < current]
        for generation in self.generations():
            if generation != current and generation not in before[-1:]:
                remove_tree(self._folder(generation))
        for leftover in self._root.glob(f"*{_PARTIAL}"):
            remove_tree(leftover)

    def remove_older(self) -> None:
        """Keep the newest generation only, so that nothing of a removed document stays."""
        for generation in self.generations()[:-1]:
            remove_tree(self._folder(generation))


def _engines(folder: Path) -> tuple[FaissFlat, TantivyBM25]:
    return FaissFlat(folder / _VECTORS), TantivyBM25(folder / _LEXICAL, FIELD_WEIGHTS)


def _link_tree(source: Path, target: Path) -> None:
    """Share the files, which are never changed in place; copy them where links are not possible."""

    def link(one: str, other: str) -> None:
        try:
            os.link(one, other)
        except OSError:
            shutil.copy2(one, other)

    ignored = shutil.ignore_patterns(MANIFEST)
    shutil.copytree(source, target, copy_function=link, ignore=ignored, dirs_exist_ok=True)


def require_indexes(indexes: OpenIndexes | None, root: Path) -> OpenIndexes:
    """Raises LibraryError when there is nothing to search in yet."""
    if indexes is None:
        raise LibraryError(
            f"{root}: the indexes are not built yet; another process may be building them. Try again in a moment."
        )
    return indexes
