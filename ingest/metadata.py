"""What a report says of itself: title, authors, year, country, licence, and how it asks to be cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from ingest.bylines import by_line, names_of, titled_by
from ingest.citing import LONGEST, cite_as, from_citation
from ingest.countries import country_of_lines, country_of_text, country_of_title
from ingest.covers import Cover, agreed, is_series, is_title, may_be_title, read_cover
from ingest.dates import only_year, year_of_date, year_within
from ingest.document import Section, SectionKind
from ingest.imprints import is_imprint, printed_front
from ingest.labels import labelled, titled
from ingest.language import document_language
from ingest.notices import data_year, from_copyright, from_imprint, licence
from ingest.origins import Found, Origin, told
from ingest.people import IsPerson, family_name, inverted, is_body, split_authors, split_names
from ingest.persons import person_test, stand_on
from ingest.source import Source
from ingest.titles import letters

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's metadata.

    `country` is ISO 3166-1 alpha-2, `authors` are "Family, Given" or a body's name.
    """

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    year: int | None = None
    data_year: int | None = None
    country: str | None = None
    series: str | None = None
    publisher: str | None = None
    language: str | None = None
    licence: str | None = None
    cite_as: str | None = None

    @classmethod
    def from_layers(cls, *layers: Values) -> "Metadata":
        """Later layers win; each holds only the fields that it speaks of."""
        merged: dict[str, object] = {}
        for layer in layers:
            merged.update({key: tuple(v) if isinstance(v, list) else v for key, v in layer.items()})
        return cls(**{f.name: merged[f.name] for f in fields(cls) if f.name in merged})  # type: ignore[arg-type]


# A report tells about itself in its first characters if at all.
_FIRST_CHARACTERS = 20_000
_FIRST_PAGES = 2
_LONGEST_TITLE = 300
_LONGEST_SERIES = 100
_LONGEST_DATED = 70
# Of a text so long the middle is enough to tell its language.
_LONG = 8_000
_URL = re.compile(r",?\s*https?://\S+")


@dataclass(frozen=True, slots=True)
class _Report:
    """What metadata are read from: the text, its front matter, and the first pages as they are set."""

    source: Source
    text: str
    sections: Sequence[Section]
    front: str
    cover: Cover
    is_person: IsPerson

    @property
    def opening(self) -> str:
        """The lines of the first pages as they are printed, headers and footers among them; else the front matter."""
        lines = [self.source.text[line.start : line.end] for line in self.source.cover]
        return "\n".join(" ".join(line.split(" ")) for line in lines) or self.front


def read_metadata(
    source: Source, text: str, sections: Sequence[Section]
) -> tuple[dict[str, object], dict[str, Origin]]:
    """The fields that the report, or else the file's own information, states, and where each was found."""
    front = _front(source, text, sections)
    front = printed_front(source, front) if source.cover else front
    is_person = person_test(text)
    report = _Report(source, text, sections, front, _cover(source, front, is_person), is_person)
    values, origins = told(_found(report))
    place, origin = _country(report, str(values["title"]), str(values.get("subtitle") or ""))
    if place:
        values["country"], origins["country"] = place, origin
    return values, origins


def _cover(source: Source, front: str, is_person: IsPerson) -> Cover:
    holders = [str(one.value) for one in from_copyright(front) if one.field == "publisher" and one.value]
    cover = read_cover(source, holders)
    title = cover.title or titled_by(cover, is_person)
    is_named = cover.subtitle is not None and names_of(cover.subtitle, is_person)
    return replace(cover, title=title, subtitle=None if is_named else cover.subtitle)


def _found(report: _Report) -> Iterator[Found]:
    """What was found of each field, the surest first."""
    cited = cite_as(report.front, report.text)
    yield Found("cite_as", cited, Origin.CITATION)
    yield from _authors_labelled(report, cited)
    citation = list(from_citation(cited[:LONGEST], report.is_person))
    yield from _authors_in_full(report, cited)
    below = letters(report.cover.subtitle.text) if report.cover.subtitle else None
    yield from (one for one in citation if not (one.field == "series" and letters(str(one.value)) == below))
    yield from _titles(report, next((str(one.value) for one in citation if one.field == "title"), ""))
    yield from _labels(report)
    yield from _notices(report)
    yield Found("authors", inverted(by_line(report.cover, report.is_person)), Origin.COVER)
    yield from _dates(report)
    yield from _information(report)
    yield Found("language", _language(report), Origin.TEXT)


def _language(report: _Report) -> str | None:
    """By how the body begins, or by its middle where that is not certain."""
    body = _body(report.text, report.sections)
    return document_language(body) or (document_language(body[len(body) // 2 :]) if len(body) >= _LONG else None)


def _body(text: str, sections: Sequence[Section]) -> str:
    """The text from the first section of the body on: a cover is too short to tell the language by."""
    return text[next((s.start for s in sections if s.kind is SectionKind.BODY), 0) :]


def _front(source: Source, text: str, sections: Sequence[Section]) -> str:
    """What stands before the body and the contents; else the first pages, which may be the body."""
    bodies = (s.start for s in sections if s.kind is SectionKind.BODY and s.start > 0 and not is_imprint(s.title))
    body = next(bodies, len(text))
    contents = next((s.start for s in sections if s.kind is SectionKind.CONTENTS and s.start > 0), len(text))
    ends = (page.end for page in source.pages[:_FIRST_PAGES])
    pages = max(ends, default=len(text)) if body == contents == len(text) else len(text)
    return text[: min(body, contents, pages, _FIRST_CHARACTERS)]


def _authors_labelled(report: _Report, cited: str) -> Iterator[Found]:
    for value in labelled("authors", report.front):
        yield Found("authors", split_authors(value, cited), Origin.LABEL)
    for value in titled("authors", report.front):
        if all(map(report.is_person, split_authors(value))) or is_body(value):
            yield Found("authors", split_authors(value, cited), Origin.LABEL)


def _authors_in_full(report: _Report, cited: str) -> Iterator[Found]:
    """The names of the by-line, where the citation has all of them and no other."""
    names = inverted(by_line(report.cover, report.is_person)) if cited else ()
    if names and all(family_name(name).casefold() in cited.casefold() for name in names):
        authors = next((one.value for one in from_citation(cited, report.is_person) if one.field == "authors"), ())
        if isinstance(authors, tuple) and len(authors) == len(names):
            yield Found("authors", names, Origin.CITATION)


def _titles(report: _Report, cited: str) -> Iterator[Found]:
    """The title of the cover, as the file has it where both agree; else what the file states; else a heading.

    Of another title than the one that is cited nothing is taken.
    """
    found = list(_titles_found(report))
    if not cited or (found and letters(str(found[0].value)) == letters(cited)):
        yield from found


def _titles_found(report: _Report) -> Iterator[Found]:
    source, cover, info = report.source, report.cover, report.source.info
    stated = info.get("title")
    if source.cover and (title := agreed(cover, stated, info)):
        yield from _parted(title, cover)
    elif cover.title is not None:
        yield from _parted(cover.title.text, cover)
    elif stated and (not source.cover or is_title(stated, info)):
        yield Found("title", stated, _stated(source))
    yield from _first_title(report)


def _parted(title: str, cover: Cover) -> Iterator[Found]:
    """Title and subtitle, by their type or by a colon."""
    whole = letters(cover.title.text) if cover.title else ""
    below = cover.subtitle.text if cover.subtitle and letters(title) == whole else ""
    head, _, tail = title.partition(": ")
    parts = (title, below) if below or not tail.strip() else (head, tail)
    yield Found("title", parts[0].strip(" :"), Origin.COVER)
    yield Found("subtitle", parts[1].strip(), Origin.COVER)


def _first_title(report: _Report) -> Iterator[Found]:
    """The first line of the front matter that has letters; with pages, the first heading; the file's name."""
    sections, source = report.sections, report.source
    begins = bool(sections and sections[0].path and sections[0].kind is not SectionKind.FRONT)
    if source.pages:
        heading = sections[0].title if begins and sections[0].number is None and not source.cover else ""
        yield Found("title", heading if may_be_title(heading) else "", Origin.HEADING)
    elif not begins:
        lines = (line.strip() for line in report.front.split("\n") if any(map(str.isalpha, line)))
        yield Found("title", next((line for line in lines if len(line) <= _LONGEST_TITLE), ""), Origin.COVER)
    yield Found("title", source.name, Origin.FILE_NAME)


def _labels(report: _Report) -> Iterator[Found]:
    for value in labelled("contributors", report.front):
        yield Found("contributors", split_names(value), Origin.LABEL)
    for value in labelled("publisher", report.front):
        yield Found("publisher", value.rstrip(" .,") if len(value) <= _LONGEST_SERIES else None, Origin.LABEL)
    for value in labelled("series", report.front):
        yield Found("series", value.rstrip(" .,") if len(value) <= _LONGEST_SERIES else None, Origin.LABEL)
    for block in report.cover.front:
        if is_series(block.text):
            yield Found("series", block.text, Origin.COVER)


def _notices(report: _Report) -> Iterator[Found]:
    last = report.source.pages[-1:]
    closing = report.source.text[last[0].start : last[0].end] if last else ""
    for text in (report.front, report.opening, closing):
        yield from from_copyright(text)
    yield from from_imprint(report.front)
    yield from data_year(report.front)
    yield from licence((report.front, report.opening))


def _dates(report: _Report) -> Iterator[Found]:
    """Dates behind a label, on lines of their own, and the year that a title names."""
    for value in labelled("date", report.opening):
        yield Found("year", year_of_date(value), Origin.LABEL)
    set_apart = [line for block in report.cover.front for line in block.lines]
    first = [line for line in report.source.cover if line.page == report.source.cover[0].page]
    for text in (*report.front.split("\n"), *(" ".join(line.parts) for line in set_apart)):
        yield Found("year", year_of_date(text), Origin.COVER)
    for text in (" ".join(line.parts) for line in (*set_apart, *(line for line in first if line.recurs))):
        yield Found("year", year_within(text) if len(text) <= _LONGEST_DATED else None, Origin.COVER)
    for part in (part for line in first for part in line.parts):
        yield Found("year", year_of_date(part) if year_within(part) else None, Origin.COVER)
    if report.cover.title is not None:
        yield Found("year", only_year(report.cover.title.text), Origin.COVER)


def _stated(source: Source) -> Origin:
    """What stands above a text was written for its readers; what a PDF says of itself was not."""
    return Origin.INFORMATION if source.pages else Origin.LABEL


def _information(report: _Report) -> Iterator[Found]:
    """What the file format itself says, such as a PDF's document information."""
    info, origin = report.source.info, _stated(report.source)
    yield Found("language", info.get("language"), origin)
    yield Found("authors", _stated_authors(report, info.get("authors", "")), origin)
    yield Found("year", only_year(info.get("year", "").removeprefix("D:")[:4]), origin)


def _stated_authors(report: _Report, stated: str) -> tuple[str, ...]:
    """People whose family names stand on the first pages; bodies in any case, but for those that name a program.

    Who sets a report is often its author by the file's information, and so is who happened to save it.
    """
    plain = _URL.sub("", stated)
    if not report.source.cover:
        return split_authors(stated)
    authors = split_authors(plain) if report.is_person(plain) or "," in plain else split_names(plain)
    info = report.source.info
    tools = f"{info.get('creator', '')} {info.get('producer', '')}".casefold()
    bodies = [author for author in authors if is_body(author) and author.split()[0].casefold() not in tools]
    return tuple(a for a in authors if a in bodies or stand_on([family_name(a)], report.opening))


def _country(report: _Report, title: str, subtitle: str) -> tuple[str | None, Origin]:
    lines = report.cover.lines if report.source.cover else report.front.split("\n")
    if code := country_of_title(title, subtitle) or country_of_lines(lines):
        return code, Origin.COVER
    return country_of_text(_body(report.text, report.sections)), Origin.TEXT
