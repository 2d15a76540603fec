"""Verification: everything that a citation rests on, checked once more from the ground up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.originals import Originals
from index.paths import LibraryPaths
from ingest.errors import ModelError
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
        found = [Finding(True, "catalogue", message) for message in catalogue.integrity()]
        for document in catalogue.documents():
            found.extend(Finding(True, document.id, message) for message in _document(paths, catalogue, document))
        found.extend(Finding(True, "indexes", message) for message in _indexes(paths, catalogue))
    return [*found, *_model(catalogue, embedder)]


def _document(paths: LibraryPaths, catalogue: Catalogue, document: DocumentRecord) -> Iterator[str]:
    text, source, segments = catalogue.text(document.id)
    yield from faults(segments, source, text)
    if not Originals(paths.originals).is_intact(document.content_hash, document.source_name):
        yield "the original file is missing or was changed; ingest it again"
    for passage in catalogue.passages(document.id):
        if text[passage.start : passage.end] != passage.text:
            yield f"passage {passage.id} differs from the text at its offsets"
        if not passage.section.start <= passage.start < passage.end <= passage.section.end:
            yield f"passage {passage.id} lies outside its section"
    for note in catalogue.footnotes(document.id):
        yield from (f"footnote {note.marker}: {fault}" for fault in faults(note.segments, source, note.text))
    for entry in catalogue.references(document.id):
        if not text[entry.start : entry.end].endswith(entry.text):
            yield f"reference {entry.ordinal} differs from the text at its offsets"
    for mention in catalogue.mentions(document.id):
        if text[mention.start : mention.end] != mention.text:
            yield f"the mention at offset {mention.start} differs from the text"


def _indexes(paths: LibraryPaths, catalogue: Catalogue) -> Iterator[str]:
    library = catalogue.library()
    held = {entry for _, entry, _ in catalogue.vectors(library.fingerprint or "")}
    lacking = [p.id for d in catalogue.documents() for p in catalogue.passages(d.id) if p.entry not in held]
    if lacking:
        yield f"{len(lacking)} passages have no vector, the first is {lacking[0]}; ingest their documents again"
    opened = Derived(paths.derived).open_newest()
    if opened is None or opened.generation != library.generation:
        yield "the indexes are not those of the present generation; ask any question to build them"


def _model(catalogue: Catalogue, embedder: Callable[[], Embedder]) -> Iterator[Finding]:
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
        yield Finding(True, "model", f"the library was made by {library.model!r}, the model at hand is {opened.name!r}")
    yield Finding(False, "model", opened.describe())
