"""Where on its pages a passage stands, or a part of it."""

from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from ingest.errors import UsageError
from ingest.regions import Region, regions


def covered(catalogue: Catalogue, passage: PassageRecord, start: int, end: int | None) -> tuple[Region, ...]:
    """The regions of the part between two offsets of the passage's text. Raises UsageError."""
    length = len(passage.text)
    end = length if end is None else end
    if not 0 <= start < end <= length:
        raise UsageError(f"start {start} and end {end}: must be offsets in the {length} characters of the passage.")
    if passage.first_page is None or passage.last_page is None:
        return ()
    layouts = catalogue.layouts(passage.document_id, passage.first_page, passage.last_page)
    return regions(layouts, catalogue.segments(passage.document_id), passage.start + start, passage.start + end)
