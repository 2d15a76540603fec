"""Citations: locator, in-text form and reference of a passage. Pure; nothing is invented."""

import re

from index.catalogue.records import DocumentRecord, PassageRecord
from ingest.document import PrintedPages, Section, SectionKind
from ingest.metadata import Metadata
from ingest.numbering import split_number
from ingest.people import family_name
from service.answer import Citation, CitedDocument, CitedPages, CitedSection

_CHAPTER = re.compile(r"chapter\b", re.I)
_MOST_AUTHORS_IN_TEXT = 2


def cite(document: DocumentRecord, passage: PassageRecord) -> Citation:
    """The citation of a passage of this document."""
    metadata = document.metadata
    pages = cited_pages(document, passage)
    locator = locate(passage.section, pages)
    return Citation(
        document=CitedDocument(
            id=document.id,
            version=document.version,
            title=metadata.title,
            authors=metadata.authors,
            year=metadata.year,
            country=metadata.country,
            source=document.source_name,
        ),
        section=CitedSection(passage.section.number, passage.section.title, passage.section.path),
        pages=pages,
        locator=locator,
        in_text=_in_text(metadata, locator),
        reference=reference(metadata),
        url=_url(document, passage, pages),
    )


def cited_pages(document: DocumentRecord, passage: PassageRecord) -> CitedPages:
    """Physical pages with their labels where the file has pages, else the range that the contents give."""
    if passage.first_page is not None and passage.last_page is not None:
        within = [p for p in document.pages if passage.first_page <= p.number <= passage.last_page]
        labels = tuple(page.label for page in within if page.label)
        return CitedPages(passage.first_page, passage.last_page, labels, "pdf")
    printed = passage.section.printed
    if printed is None:
        return CitedPages(None, None, (), None)
    return CitedPages(None, None, _printed_labels(printed), "contents")


def _printed_labels(printed: PrintedPages) -> tuple[str, ...]:
    """The labels from first to last; arabic numbers between them are printed as well."""
    first, last = printed.first, printed.last
    if last is None or last == first:
        return (first,)
    if first.isdigit() and last.isdigit():
        return tuple(map(str, range(int(first), int(last) + 1)))
    return (first, last)


def locate(section: Section, pages: CitedPages) -> str:
    """ "section 2.6, pp. 11–12": what the document itself shows to whoever looks the place up."""
    open_ended = pages.basis == "contents" and section.printed is not None and section.printed.last is None
    parts = [_section_locator(section), _page_locator(pages, open_ended)]
    return ", ".join(part for part in parts if part)


def _section_locator(section: Section) -> str:
    if section.kind is SectionKind.FRONT:
        return "front matter"
    numbered = [(heading, number) for heading in section.path if (number := split_number(heading)[0])]
    if not numbered:
        return f"“{section.title}”" if section.title else ""
    heading, number = numbered[-1]
    if not number[0].isdigit():
        name = number[0].lower() + number[1:]
    else:
        name = f"chapter {number}" if _CHAPTER.match(heading) else f"section {number}"
    return name if section.number else f"{name} (“{section.title}”)"


def _page_locator(pages: CitedPages, open_ended: bool) -> str:
    if pages.labels:
        first, last, mark = pages.labels[0], pages.labels[-1], ""
    elif pages.first is not None and pages.last is not None:
        first, last, mark = str(pages.first), str(pages.last), "PDF "
    else:
        return ""
    if first != last:
        return f"{mark}pp. {first}–{last}"
    return f"{mark}p. {first} ff." if open_ended else f"{mark}p. {first}"


def _in_text(metadata: Metadata, locator: str) -> str:
    year = str(metadata.year) if metadata.year else "n.d."
    return f"({', '.join(part for part in (_authors_in_text(metadata), year, locator) if part)})"


def _authors_in_text(metadata: Metadata) -> str:
    names = [family_name(author) for author in metadata.authors]
    if not names:
        return f"“{metadata.title}”" if metadata.title else ""
    if len(names) > _MOST_AUTHORS_IN_TEXT:
        return f"{names[0]} et al."
    return " & ".join(names)


def reference(metadata: Metadata) -> str:
    """How the document asks to be cited, else an entry made of its metadata."""
    if metadata.cite_as:
        return metadata.cite_as
    year = f"({metadata.year or 'n.d.'})"
    title = ": ".join(part for part in (metadata.title, metadata.subtitle) if part)
    authors = _authors_in_reference(metadata.authors)
    lead = [authors, year, title] if authors else [title, year]
    parts = [part.rstrip(".") for part in (*lead, metadata.series, metadata.publisher) if part]
    text = ". ".join(parts).replace(f". {year}", f" {year}", 1) + "."
    return text if not authors or not authors.endswith(".") else text.replace(authors.rstrip("."), authors, 1)


def _authors_in_reference(authors: tuple[str, ...]) -> str:
    names = [_with_initials(author) for author in authors]
    return names[0] if len(names) == 1 else ", & ".join((", ".join(names[:-1]), names[-1])) if names else ""


def _with_initials(author: str) -> str:
    family, comma, given = author.partition(", ")
    if not comma:
        return author
    return f"{family}, {' '.join(f'{name[0]}.' for name in given.split())}"


def _url(document: DocumentRecord, passage: PassageRecord, pages: CitedPages) -> str:
    if document.media_type == "application/pdf" and pages.first is not None:
        return f"/v1/documents/{document.id}/file#page={pages.first}"
    return f"/v1/passages/{passage.id}"
