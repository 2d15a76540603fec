"""What is said of metadata that a file hardly states: where they are from, and how to correct them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from index.catalogue.records import EDITED
from index.writer import Place
from ingest.document import ParsedDocument
from ingest.metadata import Metadata
from ingest.origins import Origin

# What a citation names; of the others nobody needs to be told at each file.
_TOLD = ("title", "authors", "year", "country")


def doubtful(place: Place, parsed: ParsedDocument, manifest: Mapping[str, object]) -> Iterator[str]:
    """At most one notice a file, on values with a weak origin that no person has stated otherwise."""
    edited = [key for key, layer in place.known.provenance.items() if layer == EDITED] if place.known else []
    weak = {
        field.name: parsed.origins[field.name]
        for field in fields(Metadata)
        if field.name in _TOLD
        and field.name not in (*manifest, *edited)
        and field.name in parsed.origins
        and parsed.origins[field.name].is_weak
    }
    if weak:
        yield (
            f"{_taken(weak)}; if that is wrong: pincite set {place.document} " + " ".join(f"{name}=…" for name in weak)
        )


def _taken(weak: Mapping[str, Origin]) -> str:
    """ "title taken from the file name, year from the file information"."""
    (first, origin), *others = weak.items()
    return ", ".join((f"{first} taken from the {origin}", *(f"{name} from the {place}" for name, place in others)))
