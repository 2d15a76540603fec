"""Indexes derived from the catalogue, a folder a generation. Deleting them loses nothing."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from index.analysis import ANALYSIS_VERSION
from index.catalogue.reading import Catalogue
from index.engines.faiss_flat import FaissFlat
from index.engines.protocols import LexicalEngine, VectorEngine, VectorEntry
from index.engines.tantivy_bm25 import TantivyBM25
from index.searchable import FIELD_WEIGHTS, Searchable, searchable
from index.storage import flush_folder, remove_tree
from ingest.errors import LibraryError

# Changes whenever the files in a generation's folder are laid out or filled differently.
FORMAT_VERSION = 1
_MANIFEST = "manifest.json"
_VECTORS, _LEXICAL = "vectors", "lexical"
_PARTIAL = ".partial"
# A reader that looked up the newest generation just before a newer one appeared still finds it.
_KEPT_GENERATIONS = 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation's folder was made from; two equal ones hold the same."""

    passages_generation: int
    fingerprint: str | None
    format_version: int = FORMAT_VERSION
    analysis_version: int = ANALYSIS_VERSION


@dataclass(frozen=True, slots=True)
class OpenIndexes:
    """The engines of one generation."""

    generation: int
    manifest: Manifest
    vectors: VectorEngine
    lexical: LexicalEngine


class Derived:
    """The folder of derived indexes. Only the holder of the writer lock calls `publish`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def generations(self) -> list[int]:
        """Published generations, oldest first."""
        names = [path.name for path in self._root.iterdir()] if self._root.is_dir() else []
        return sorted(int(name) for name in names if name.isdigit())

    def newest(self) -> int | None:
        """The newest published generation."""
        return max(self.generations(), default=None)

    def open_newest(self) -> OpenIndexes | None:
        """The newest generation that can be read; None when there is none."""
        for generation in reversed(self.generations()):
            with suppress(OSError, ValueError, RuntimeError, TypeError):
                return self._open(generation)
        return None

    def _open(self, generation: int) -> OpenIndexes:
        folder = self._root / str(generation)
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
        vectors, lexical = _engines(folder)
        vectors.refresh()
        lexical.refresh()
        return OpenIndexes(generation, manifest, vectors, lexical)

    def publish(self, catalogue: Catalogue) -> int:
        """Build what the catalogue's present generation lacks; return that generation."""
        with catalogue.snapshot():
            library = catalogue.library()
            wanted = Manifest(library.passages_generation, library.fingerprint)
            if not self._is_published(library.generation, wanted):
                self._build(library.generation, wanted, catalogue, library.dimension or 1)
        self._prune()
        return library.generation

    def _is_published(self, generation: int, wanted: Manifest) -> bool:
        opened = self.open_newest()
        return opened is not None and (opened.generation, opened.manifest) == (generation, wanted)

    def _build(self, generation: int, manifest: Manifest, catalogue: Catalogue, dimension: int) -> None:
        staging = self._root / f"{generation}{_PARTIAL}"
        remove_tree(staging)
        staging.mkdir(parents=True)
        before = self.open_newest()
        if before is not None and before.manifest == manifest:
            _link_tree(self._root / str(before.generation), staging)
        else:
            vectors, lexical = _engines(staging)
            seen = dict(_seen(catalogue))
            lexical.publish(passage.lexical_entry(entry) for entry, passage in seen.items())
            held = catalogue.vectors(manifest.fingerprint or "")
            vectors.publish((VectorEntry(i, vector, seen[entry].attributes) for i, entry, vector in held), dimension)
        (staging / _MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
        target = self._root / str(generation)
        if target.exists():
            target.rename(self._root / f"{generation}.old{_PARTIAL}")
        staging.rename(target)
        flush_folder(self._root)

    def _prune(self) -> None:
        for generation in self.generations()[:-_KEPT_GENERATIONS]:
            remove_tree(self._root / str(generation))
        for leftover in self._root.glob(f"*{_PARTIAL}"):
            remove_tree(leftover)

    def remove_older(self) -> None:
        """Keep the newest generation only, so that nothing of a removed document stays."""
        for generation in self.generations()[:-1]:
            remove_tree(self._root / str(generation))


def _engines(folder: Path) -> tuple[FaissFlat, TantivyBM25]:
    return FaissFlat(folder / _VECTORS), TantivyBM25(folder / _LEXICAL, FIELD_WEIGHTS)


def _link_tree(source: Path, target: Path) -> None:
    """Share the files, which are never changed in place; copy them where links are not possible."""

    def link(one: str, other: str) -> None:
        try:
            os.link(one, other)
        except OSError:
            shutil.copy2(one, other)

    ignored = shutil.ignore_patterns(_MANIFEST)
    shutil.copytree(source, target, copy_function=link, ignore=ignored, dirs_exist_ok=True)


def _seen(catalogue: Catalogue) -> Iterator[tuple[int, Searchable]]:
    """Every passage of the library by its entry."""
    for document in catalogue.documents():
        sections, notes = catalogue.sections(document.id), catalogue.footnotes(document.id)
        for p in catalogue.passages(document.id):
            yield p.entry, searchable(document.id, sections, notes, p.section.ordinal, p.start, p.end, p.text)


def require_indexes(indexes: OpenIndexes | None, root: Path) -> OpenIndexes:
    """Raises LibraryError when there is nothing to search in yet."""
    if indexes is None:
        raise LibraryError(f"{root}: the indexes are being built by another process. Try again in a moment.")
    return indexes
