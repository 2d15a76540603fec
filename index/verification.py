"""Verification: everything that a citation rests on, checked once more from the ground up."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.originals import Originals
from index.paths import LibraryPaths
from index.writer import mismatch
from ingest.document import ParsedDocument, Passage
from ingest.errors import DamagedLibrary, ModelError, RefusedFile
from ingest.parse import PARSER_VERSION, parse
from ingest.passages import passage_ids
from ingest.readers import read_source
from ingest.segments import Segment, faults, pages_of
from ingest.source import SourcePage

ReadAgain = Callable[[str, bytes, Mapping[str, object]], ParsedDocument]
_AGAIN = "remove the document and ingest its file again"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, or with `fault` false a remark, about a document or about the library."""

    fault: bool
    subject: str
    message: str


def _read_here(name: str, content: bytes, stated: Mapping[str, object]) -> ParsedDocument:
    return parse(read_source(name, content), stated)


def verify_library(
    paths: LibraryPaths, catalogue: Catalogue, embedder: Callable[[], Embedder], read: ReadAgain = _read_here
) -> list[Finding]:
    """Faults and remarks; a library without faults gives citations that hold.

    `read` takes a file apart as it was when it came in: by its name and bytes, and what a manifest states of it.
    """
    with catalogue.snapshot():
        try:
            found = list(_catalogue(paths, catalogue, read))
        except DamagedLibrary as error:
            return [Finding(True, "catalogue", str(error))]
        found.extend(Finding(True, "indexes", message) for message in _indexes(paths, catalogue))
        found.extend(Finding(False, "vectors", message) for message in _unused_vectors(catalogue))
    return [*found, *_model(paths, catalogue, embedder)]


def _catalogue(paths: LibraryPaths, catalogue: Catalogue, read: ReadAgain) -> Iterator[Finding]:
    yield from (Finding(True, "catalogue", message) for message in catalogue.integrity())
    for document in sorted(catalogue.document_ids()):
        try:
            yield from (Finding(True, document, message) for message in _document(paths, catalogue, document, read))
        except RefusedFile as error:
            yield Finding(False, document, f"its file was not read again: {error}")
        except (ValueError, TypeError, LookupError) as error:
            message = f"cannot be read ({error}); {_AGAIN}"
            yield Finding(True, document, message)


def _document(paths: LibraryPaths, catalogue: Catalogue, name: str, read: ReadAgain) -> Iterator[str]:
    """What is wrong with a document. Raises RefusedFile at the end, for a file that cannot be read again."""
    document, (text, source, segments) = catalogue.document(name), catalogue.text(name)
    yield from faults(segments, source, text)
    intact = Originals(paths.originals).is_intact(document.content_hash, document.source_name)
    if not intact:
        yield "the original file is missing or was changed; ingest it again"
    yield from _passages(catalogue, document, text, segments)
    for note in catalogue.footnotes(name):
        yield from (f"footnote {note.marker}: {fault}" for fault in faults(note.segments, source, note.text))
    for entry in catalogue.references(name):
        if not entry.text or not text[entry.start : entry.end].endswith(entry.text):
            yield f"reference {entry.ordinal} differs from the text at its offsets"
    for mention in catalogue.mentions(name):
        if text[mention.start : mention.end] != mention.text:
            yield f"the mention at offset {mention.start} differs from the text"
    if intact and document.parser_version == PARSER_VERSION:
        yield from _parsed_again(paths, catalogue, document, source, read)


def _parsed_again(
    paths: LibraryPaths, catalogue: Catalogue, document: DocumentRecord, text: str, read: ReadAgain
) -> Iterator[str]:
    """What the present parser finds otherwise in the characters as they were read, or in the file itself."""
    original = Originals(paths.originals).path(document.content_hash, document.source_name)
    stated = catalogue.manifest(document.id)
    parsed = read(document.source_name, original.read_bytes(), stated)
    found = parsed.source
    if _labels(found.pages) != _labels(document.pages):
        yield f"the page labels are not those of its file; {_AGAIN}"
    # Another version of the library that reads PDF may read other characters; what was read then is kept.
    if not found.pages and found.text != text:
        yield f"the characters are not those of its file; {_AGAIN}"
    if (found.text, found.pages) != (text, document.pages):
        parsed = parse(replace(found, text=text, pages=document.pages), stated)
    passages = [Passage(p.ordinal, p.section.ordinal, p.start, p.end) for p in catalogue.passages(document.id)]
    parts: dict[str, tuple[Sequence[object], Sequence[object]]] = {
        "sections": (parsed.sections, catalogue.sections(document.id)),
        "passages": ([replace(p, about=()) for p in parsed.passages], passages),
        "entities of passages": ([p.about for p in parsed.passages], catalogue.attributed(document.id)),
        "footnotes": (parsed.footnotes, catalogue.footnotes(document.id)),
        "references": (parsed.references, catalogue.references(document.id)),
        "mentions": (parsed.mentions, catalogue.mentions(document.id)),
    }
    for name, (now, held) in parts.items():
        if list(now) != list(held):
            yield f"the {name} are not those that its text gives; {_AGAIN}"


def _labels(pages: Sequence[SourcePage]) -> list[tuple[int, str | None]]:
    return [(page.number, page.label) for page in pages]


def _passages(catalogue: Catalogue, record: DocumentRecord, text: str, segments: Sequence[Segment]) -> Iterator[str]:
    document, passages = record.id, catalogue.passages(record.id)
    for passage in passages:
        pages = [page.number for page in pages_of(segments, record.pages, passage.start, passage.end)]
        if (passage.first_page, passage.last_page) != ((pages[0], pages[-1]) if pages else (None, None)):
            yield f"passage {passage.id} does not stand on its pages, {passage.first_page} to {passage.last_page}"
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
            f"embed them: pincite reindex --model {shlex.quote(library.model or '')}"
        )
    yield from Derived(paths.derived).faults(library.generation)


def _unused_vectors(catalogue: Catalogue) -> Iterator[str]:
    library = catalogue.library()
    count = catalogue.passages_of_other_models(library.fingerprint or "")
    if count:
        yield (
            f"{count} passages also have vectors of another model, as an interrupted reindex leaves them; run it again "
            f"to go on, or forget them: pincite reindex --model {shlex.quote(library.model or '')}"
        )


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
