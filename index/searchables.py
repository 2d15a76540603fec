"""The passages of a library as search sees them."""

from collections.abc import Iterator

from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord, PassageRecord
from index.searchable import Searchable, report_of, searchable


def searchables(catalogue: Catalogue, document: DocumentRecord) -> Iterator[tuple[PassageRecord, Searchable]]:
    """Every passage of a document, in order."""
    report = report_of(document.id, document.metadata)
    sections, notes = catalogue.sections(document.id), catalogue.footnotes(document.id)
    known = catalogue.entities()
    for p in catalogue.passages(document.id):
        entities = known.with_wholes(about.name for about in p.about)
        yield p, searchable(report, sections, notes, p.section.ordinal, p.start, p.end, p.text, entities, p.caption)
