"""Citations: locator, in-text form and reference of a passage. Pure; nothing is invented."""

import re
from collections.abc import Mapping

from index.catalogue.records import EDITED, DocumentRecord, PassageRecord
from ingest.document import PrintedPages, Section, SectionKind
from ingest.metadata import Metadata
from ingest.numbering import split_number
from ingest.people import family_name, is_body
from service.answer import Citation, CitedDocument, CitedPages, CitedSection

_CHAPTER = re.compile(r"chapter\b", re.I)
_MOST_AUTHORS_IN_TEXT = 2
# What the wording of a report's own citation repeats of its metadata.
_CITED_FIELDS = ("authors", "title", "subtitle", "year", "series")
_MOST_GIVEN_NAMES = 3
_GIVEN_NAME, _INITIAL = re.compile(r"(\w)[^\s.-]*\.?"), r"\1."


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
        reference=reference(document),
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
    if first.isdecimal() and last.isdecimal():
        return tuple(map(str, range(int(first), int(last) + 1)))
    return (first, last)


def locate(section: Section, pages: CitedPages) -> str:
    """ "section 2.6, pp. 11–12": what the document itself shows to whoever looks the place up."""
    open_ended = pages.basis == "contents" and section.printed is not None and section.printed.last is None
    parts = [section_locator(section), _page_locator(pages, open_ended)]
    return ", ".join(part for part in parts if part)


def section_locator(section: Section) -> str:
    """ "section 2.6"; a section without a number is named below the numbered one that it belongs to."""
    if section.kind is SectionKind.FRONT:
        return "front matter"
    *above, own = section.path or ("",)
    if section.number:
        return _numbered(section.number, own)
    numbered = [(number, heading) for heading in above if (number := split_number(heading)[0])]
    title = f"“{section.title}”" if section.title else ""
    if not numbered:
        return title
    return f"{_numbered(*numbered[-1])} ({title})" if title else _numbered(*numbered[-1])


def _numbered(number: str, heading: str) -> str:
    """The number with the heading's own word, as in "annex A" or "chapter IV"; "section" where it has none."""
    word, space, rest = number.partition(" ")
    if space:
        return f"{word.lower()} {rest}"
    return f"chapter {number}" if _CHAPTER.match(heading) else f"section {number}"


def _page_locator(pages: CitedPages, open_ended: bool) -> str:
    """By what is printed on the pages; by their place in the file where it is not known of each of them."""
    if pages.labels and (pages.first is None or len(pages.labels) == _span(pages)):
        first, last, mark = pages.labels[0], pages.labels[-1], ""
    elif pages.first is not None and pages.last is not None:
        first, last, mark = str(pages.first), str(pages.last), "PDF "
    else:
        return ""
    if first != last:
        return f"{mark}pp. {first}–{last}"
    return f"{mark}p. {first} ff." if open_ended else f"{mark}p. {first}"


def _span(pages: CitedPages) -> int:
    """How many pages there are from the first to the last."""
    return 0 if pages.first is None or pages.last is None else pages.last - pages.first + 1


def _in_text(metadata: Metadata, locator: str) -> str:
    parts = (_authors_in_text(metadata), _year(metadata), locator)
    return f"({', '.join(part for part in parts if part)})"


def _year(metadata: Metadata) -> str:
    return str(metadata.year) if metadata.year else "n.d."


def _authors_in_text(metadata: Metadata) -> str:
    names = [family_name(author) for author in metadata.authors]
    if not names:
        return f"“{metadata.title}”" if metadata.title else ""
    if len(names) > _MOST_AUTHORS_IN_TEXT:
        return f"{names[0]} et al."
    return " & ".join(names)


def reference(document: DocumentRecord) -> str:
    """How the document asks to be cited, else an entry made of its metadata."""
    metadata = document.metadata
    if metadata.cite_as and not _is_corrected(document.provenance):
        return metadata.cite_as
    title = ": ".join(part for part in (metadata.title, metadata.subtitle) if part)
    authors = _authors_in_reference(metadata.authors)
    lead = (
        (f"{_closed(authors)} ({_year(metadata)})", title) if authors else (f"{title.rstrip('.')} ({_year(metadata)})",)
    )
    return " ".join(_closed(part.strip()) for part in (*lead, metadata.series, metadata.publisher) if part)


def _is_corrected(provenance: Mapping[str, str]) -> bool:
    """Whether a person has corrected what the wording of `cite_as` repeats, but not that wording."""
    return provenance.get("cite_as") != EDITED and any(provenance.get(field) == EDITED for field in _CITED_FIELDS)


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _authors_in_reference(authors: tuple[str, ...]) -> str:
    names = [_with_initials(author) for author in authors]
    return ", & ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _with_initials(author: str) -> str:
    """ "Karno, Anna-Marie" -> "Karno, A.-M."; a body's name stays as it is."""
    family, _, given = author.partition(", ")
    names = given.split()
    is_person = 0 < len(names) <= _MOST_GIVEN_NAMES and all(name[0].isupper() for name in names)
    return f"{family}, {_GIVEN_NAME.sub(_INITIAL, given)}" if is_person and not is_body(author) else author


def _url(document: DocumentRecord, passage: PassageRecord, pages: CitedPages) -> str:
    if document.media_type == "application/pdf" and pages.first is not None:
        return f"/v1/documents/{document.id}/file#page={pages.first}"
    return f"/v1/passages/{passage.id}"
