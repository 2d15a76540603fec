"""Verification: everything that a citation rests on, checked once more from the ground up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.catalogue.reading import Catalogue
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.originals import Originals
from index.paths import LibraryPaths
from index.writer import mismatch
from ingest.document import Passage
from ingest.errors import DamagedLibrary, ModelError
from ingest.passages import passage_ids
from ingest.segments import faults


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, or with `fault` false a remark, about a document or about the library."""

    fault: bool
    subject: str
    message: str


def verify_library(paths: LibraryPaths, catalogue: Catalogue, embedder: Callable[[], Embedder]) -> list[Finding]:
    """Faults and remarks; a library without faults gives citations that hold."""
    with catalogue.snapshot():
        try:
            found = list(_catalogue(paths, catalogue))
        except DamagedLibrary as error:
            return [Finding(True, "catalogue", str(error))]
        found.extend(Finding(True, "indexes", message) for message in _indexes(paths, catalogue))
    return [*found, *_model(paths, catalogue, embedder)]


def _catalogue(paths: LibraryPaths, catalogue: Catalogue) -> Iterator[Finding]:
    yield from (Finding(True, "catalogue", message) for message in catalogue.integrity())
    for document in sorted(catalogue.document_ids()):
        try:
            yield from (Finding(True, document, message) for message in _document(paths, catalogue, document))
        except (ValueError, TypeError, LookupError) as error:
            message = f"cannot be read ({error}); remove the document and ingest its file again"
            yield Finding(True, document, message)


def _document(paths: LibraryPaths, catalogue: Catalogue, name: str) -> Iterator[str]:
    document, (text, source, segments) = catalogue.document(name), catalogue.text(name)
    yield from faults(segments, source, text)
    if not Originals(paths.originals).is_intact(document.content_hash, document.source_name):
        yield "the original file is missing or was changed; ingest it again"
    yield from _passages(catalogue, name, text)
    for note in catalogue.footnotes(name):
        yield from (f"footnote {note.marker}: {fault}" for fault in faults(note.segments, source, note.text))
    for entry in catalogue.references(name):
        if not entry.text or not text[entry.start : entry.end].endswith(entry.text):
            yield f"reference {entry.ordinal} differs from the text at its offsets"
    for mention in catalogue.mentions(name):
        if text[mention.start : mention.end] != mention.text:
            yield f"the mention at offset {mention.start} differs from the text"


def _passages(catalogue: Catalogue, document: str, text: str) -> Iterator[str]:
    passages = catalogue.passages(document)
    for passage in passages:
        if text[passage.start : passage.end] != passage.text:
            yield f"passage {passage.id} differs from the text at its offsets"
        if not passage.section.start <= passage.start < passage.end <= passage.section.end:
            yield f"passage {passage.id} lies outside its section"
    named = passage_ids(document, text, [Passage(p.ordinal, p.section.ordinal, p.start, p.end) for p in passages])
    for passage, name in zip(passages, named, strict=True):
        if passage.id != name:
            yield f"passage {passage.id} does not have the id of its words, {name}"


def _indexes(paths: LibraryPaths, catalogue: Catalogue) -> Iterator[str]:
    library = catalogue.library()
    lacking = catalogue.without_vector(library.fingerprint or "", library.dimension or 0)
    if lacking:
        yield (
            f"{len(lacking)} passages have no vector, the first is {lacking[0]}; "
            "remove their documents and ingest them again"
        )
    yield from Derived(paths.derived).faults(library.generation)


def _model(paths: LibraryPaths, catalogue: Catalogue, embedder: Callable[[], Embedder]) -> Iterator[Finding]:
    """Whether the model is at hand and which one it is; how exactly it was compiled."""
    library = catalogue.library()
    if library.fingerprint is None:
        return
    try:
        opened = embedder()
    except ModelError as error:
        yield Finding(True, "model", str(error))
        return
    if opened.fingerprint != library.fingerprint:
        yield Finding(True, "model", mismatch(paths.root, library.model, opened.name))
    yield Finding(False, "model", opened.describe())
