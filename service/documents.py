"""Documents as the API and the command line show them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from index.catalogue.records import DocumentRecord, Version
from index.catalogue.writing import ENTITIES_OF
from index.echo import echo
from ingest.document import Reference, Section
from ingest.errors import ManifestError
from ingest.gazetteer import Gazetteer
from ingest.manifest import StatedMetadata
from service.citing import reference
from service.reasons import reason

_NO_ENTITY = "none"


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its metadata; `provenance` tells where each value comes from: parsed, manifest, edited.

    `versions` are all contents that it has had; `sources` the names of all files of its content, `source` first.
    `origins`: where in the file what is parsed was found, as "cover" or "file name".
    `versions` are all contents that it has had.
    """

    id: str
    version: int
    source: str
    sources: tuple[str, ...]
    media_type: str
    ingested_at: str
    pages: int
    metadata: dict[str, object]
    provenance: dict[str, str]
    reference: str
    versions: tuple[Version, ...]
    warnings: tuple[str, ...]
    origins: dict[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """How many documents share a value."""

    value: str | int
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of a library, and what they can be filtered by."""

    documents: tuple[DocumentView, ...]
    facets: dict[str, tuple[Facet, ...]]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A node of the heading tree; `pages` are labels, or a range of them, by the report's contents."""

    number: str | None
    title: str
    kind: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """An entry of the report's own list of references."""

    label: str | None
    authors: str | None
    title: str | None
    url: str | None
    text: str


def view(document: DocumentRecord) -> DocumentView:
    return DocumentView(
        id=document.id,
        version=document.version,
        source=document.source_name,
        sources=(document.source_name, *(further.name for further in document.further)),
        media_type=document.media_type,
        ingested_at=document.ingested_at,
        pages=len(document.pages),
        metadata=asdict(document.metadata),
        provenance=document.provenance,
        reference=reference(document),
        versions=document.versions,
        warnings=document.warnings,
        origins=document.origins,
    )


def checked_changes(changes: Mapping[str, object], document: str) -> dict[str, object]:
    """Metadata values to set, checked; None takes one back. `entities.PASSAGE`: what that passage is about.

    Raises ManifestError.
    """
    entities = {key: value for key, value in changes.items() if key.startswith(ENTITIES_OF)}
    changes = {key: value for key, value in changes.items() if key not in entities}
    taken_back = [key for key, value in changes.items() if value is None]
    given = {key: value for key, value in changes.items() if value is not None}
    unknown = {key: "" for key in taken_back if key not in StatedMetadata.model_fields}
    try:
        checked = StatedMetadata.model_validate({**given, **unknown}).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise _refusal(error.errors()[0], document) from None
    about = {key: _entities(value, f"{document}: field {echo(key)}") for key, value in entities.items()}
    return {**checked, **dict.fromkeys(taken_back), **about}


def _entities(names: object, where: str) -> list[str] | None:
    """The entities that a person gives a passage, by their own names; an empty list for "none"."""
    if not names:
        return None
    parts = names.split(";") if isinstance(names, str) else names
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ManifestError(f"{where}: must be names of territories.")
    given = [part.strip() for part in parts if part.strip()]
    return [] if given == [_NO_ENTITY] else list(dict.fromkeys(_entity(name, where) for name in given))


def _entity(name: str, where: str) -> str:
    """A name that the gazetteer lacks is taken as it is, unless it looks like one that it has."""
    gazetteer = Gazetteer.default()
    found = gazetteer.resolve(name)
    if len(found) == 1:
        return found[0]
    meant = found or tuple(one.entity for one in gazetteer.find_in_question(name) if one.misspelt)
    if meant:
        raise ManifestError(f"{where}: {echo(name)} is not one territory; give {' or '.join(meant)}.")
    return name


def _refusal(error: ErrorDetails, document: str) -> ManifestError:
    field = ".".join(str(part) for part in error["loc"])
    known = f"unknown; the fields are {', '.join(StatedMetadata.model_fields)}"
    why = known if error["type"] == "extra_forbidden" else reason(error)
    return ManifestError(f"{document}: field {echo(field)}: {why}.")


def listed(documents: Sequence[DocumentRecord]) -> DocumentList:
    """The documents with their facets: country, year and language."""
    values: dict[str, list[str | int | None]] = {
        "country": [d.metadata.country for d in documents],
        "year": [d.metadata.data_year or d.metadata.year for d in documents],
        "language": [d.metadata.language for d in documents],
    }
    return DocumentList(tuple(map(view, documents)), {name: _facet(found) for name, found in values.items()})


def _facet(values: Sequence[str | int | None]) -> tuple[Facet, ...]:
    counts = Counter(value for value in values if value is not None)
    return tuple(Facet(value, counts[value]) for value in sorted(counts, key=str))


def section_view(section: Section) -> SectionView:
    printed = section.printed
    labels = () if printed is None else tuple(dict.fromkeys(x for x in (printed.first, printed.last) if x))
    return SectionView(
        number=section.number,
        title=section.title,
        kind=section.kind.value,
        level=section.level,
        path=section.path,
        start=section.start,
        end=section.end,
        labels=labels,
    )


def reference_view(entry: Reference) -> ReferenceView:
    return ReferenceView(entry.label, entry.authors, entry.title, entry.url, entry.text)
