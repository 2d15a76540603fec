"""What a report says of itself: title, authors, year, country, licence, and how it asks to be cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from ingest.document import Section, SectionKind
from ingest.language import document_language
from ingest.people import split_authors, split_cited, split_names
from ingest.places import country_code, country_in
from ingest.sentences import sentence_spans
from ingest.source import Source

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


# Please cite this publication as, How to cite this report, Suggested citation, Cite as
_CITE = re.compile(
    r"^(?:(?:please|to be|how to|suggested|recommended)\b[^\n:]{0,30}\bcit(?:e|ed|ation)\b|cite\b|citation\b)"
    r"[^\n:]{0,40}:\s*(?P<value>\S[^\n]*)",
    re.I | re.M,
)
_CITE_TITLE = re.compile(
    r"^(?:\d[\d.]{0,6} )?(?:(?:suggested|recommended) citation|how to cite[\w ]{0,30}|citation)\n+(?P<value>\S[^\n]*)",
    re.I | re.M,
)
_CITED = re.compile(r"(?P<authors>.{2,300}?(?:\b[^\W\d_]\.)?)[.,]?\s*\((?P<year>\d{4})[a-z]?\)[.,:]?\s*(?P<rest>\S.*)")
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{3,300}?)[,.]?[\"”]")
_URL = re.compile(r"<?https?://\S+|\bdoi:\S+", re.I)
_AUTHOR = re.compile(
    r"^(?:authors?|author\(s\)|written by|prepared by|report prepared by)\s*:\s*(?P<value>\S.*)$", re.I | re.M
)
_CONTRIBUTORS = re.compile(r"^(?:contributors?|contributing authors?)\s*:\s*(?P<value>\S.*)$", re.I | re.M)
# of "2010-2024" the last year counts
_RANGE = r"(?:(?:19|20)\d{2}\s*[-–—]\s*)?"
_COPYRIGHT = re.compile(
    rf"©\s*(?:{_RANGE}(?P<first>(?:19|20)\d{{2}})\b,?\s*(?P<later>[^\n]{{0,200}})"
    rf"|(?P<holder>[^\n©]{{1,200}}?),?\s*\b{_RANGE}(?P<year>(?:19|20)\d{{2}})\b)"
)
_LONGEST_PUBLISHER = 80
_DATA_YEAR = re.compile(
    r"\b(?:data|information)\b[^.\n]{0,40}?\b(?:from|of|for|in|until|up to)\s+(?:\w{1,20}\s+)?"
    r"(?P<year>(?:19|20)\d{2})\b"
    r"|\breference year\W{1,3}(?P<reference>(?:19|20)\d{2})\b",
    re.I,
)
_LICENCE = re.compile(r"\b(?:reproduction is authori[sz]ed|creative commons|all rights reserved|CC[ -]BY)", re.I)
_DATE_LINE = re.compile(r"^(?:[^\W\d_]{3,12} )?(?P<year>(?:19|20)\d{2})$", re.M)
_YEAR = re.compile(r"(?:19|20)\d{2}")
# A report tells about itself in its first characters if at all.
_FIRST_CHARACTERS = 20_000
_FIRST_PAGES = 2
_LONGEST_CITATION = 1_000
_LONGEST_TITLE = 300
_LONGEST_COUNTRY_LINE = 60
_SHORTEST_COUNTRY = 4


def read_metadata(source: Source, text: str, sections: Sequence[Section]) -> dict[str, object]:
    """The fields that the front matter, or else the file's own information, states."""
    front = _front(source, text, sections)
    found = {**_from_info(source), **dict(_from_labels(front))}
    if cite_as := _cite_as(front, text):
        found |= {"cite_as": cite_as, **dict(_from_citation(cite_as[:_LONGEST_CITATION]))}
    if named := _AUTHOR.search(front):
        found["authors"] = split_authors(named["value"], cite_as)
    found.setdefault("title", _first_title(source, front, sections))
    found.setdefault("language", document_language(_body(text, sections)))
    found["country"] = _country(front, str(found["title"]), str(found.get("subtitle") or ""))
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def _body(text: str, sections: Sequence[Section]) -> str:
    """The text from the first section of the body on: a cover is too short to tell the language by."""
    return text[next((s.start for s in sections if s.kind is SectionKind.BODY), 0) :]


def _cite_as(front: str, text: str) -> str:
    """The citation that the front matter asks for, or one under a title of its own wherever it stands."""
    if citation := _CITE.search(front.replace(":\n\n", ": ")):
        return citation["value"].strip()
    titled = _CITE_TITLE.search(text)
    return titled["value"].strip() if titled and _CITED.match(titled["value"]) else ""


def _front(source: Source, text: str, sections: Sequence[Section]) -> str:
    """What stands before the body and the contents; else the first pages, which may be the body."""
    body = next((s.start for s in sections if s.kind is SectionKind.BODY and s.start > 0), len(text))
    contents = next((s.start for s in sections if s.kind is SectionKind.CONTENTS and s.start > 0), len(text))
    ends = (page.end for page in source.pages[:_FIRST_PAGES])
    pages = max(ends, default=len(text)) if body == contents == len(text) else len(text)
    return text[: min(body, contents, pages, _FIRST_CHARACTERS)]


def _from_labels(front: str) -> Iterator[tuple[str, object]]:
    """Fields after a label such as "Author:", and the notices that have a form of their own."""
    if match := _DATE_LINE.search(front):
        yield "year", int(match["year"])
    if match := _CONTRIBUTORS.search(front):
        yield "contributors", split_names(match["value"])
    if match := _COPYRIGHT.search(front):
        yield "year", int(match["first"] or match["year"])
        yield "publisher", _publisher(match["later"] or match["holder"] or "")
    if match := _DATA_YEAR.search(front):
        yield "data_year", int(match["year"] or match["reference"])
    if match := _LICENCE.search(front):
        yield "licence", _sentence_around(front, match.start())


def _publisher(holder: str) -> str | None:
    """The holder of a copyright, unless the line runs on to something else."""
    name = holder.partition(". ")[0].strip(" ,.")
    is_name = 0 < len(name) <= _LONGEST_PUBLISHER and not any(character.isdecimal() for character in name)
    return name if is_name else None


def _sentence_around(text: str, at: int) -> str:
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    line = text[low : high if high >= 0 else len(text)]
    return next(line[a:b] for a, b in sentence_spans(line) if low + b > at)


def _from_citation(cited: str) -> Iterator[tuple[str, object]]:
    """Fields of "Family, G. (2024). Title: subtitle. Series."."""
    match = _CITED.match(cited)
    if match is None:
        return
    rest = _URL.sub("", match["rest"]).strip(" .,")
    quoted = _QUOTED.match(rest)
    whole, _, series = (quoted["title"], "", "") if quoted else rest.partition(". ")
    title, _, subtitle = whole.partition(": ")
    if not subtitle and country_code(series):
        subtitle, series = series, ""
    yield "authors", split_cited(match["authors"])
    yield "title", title.strip()
    yield "subtitle", subtitle.strip() or None
    yield "year", int(match["year"])
    yield "series", series.strip() or None


def _from_info(source: Source) -> dict[str, object]:
    """What the file format itself says, such as a PDF's document information."""
    found: dict[str, object] = {key: source.info[key] for key in ("title", "language") if source.info.get(key)}
    if authors := source.info.get("authors"):
        found["authors"] = split_authors(authors)
    if year := _YEAR.search(source.info.get("year", "")):
        found["year"] = int(year.group())
    return found


def _first_title(source: Source, front: str, sections: Sequence[Section]) -> str:
    """The first line of the front matter that has letters; the file's name where there is no front matter."""
    if sections and sections[0].path and sections[0].kind is not SectionKind.FRONT:
        return source.name
    named = [line.strip() for line in front.split("\n") if any(character.isalpha() for character in line)]
    # of a page of a PDF, which comes without its blank lines, only the first line can be the title
    lines = named[:1] if source.pages else named
    return next((line for line in lines if len(line) <= _LONGEST_TITLE), source.name)


def _country(front: str, title: str, subtitle: str) -> str | None:
    """A country that ends the title, stands alone on a line, or is the only one that the title names."""
    lines = [line for line in front.split("\n") if len(line) <= _LONGEST_COUNTRY_LINE]
    ends = [part.rpartition(":")[2].rpartition(" - ")[2] for part in (subtitle, title)]
    labelled = [line.rpartition(":")[2] for line in lines]
    codes = (country_code(name) for name in (*ends, *lines, *labelled) if len(name.strip()) >= _SHORTEST_COUNTRY)
    return next((code for code in codes if code), None) or country_in(f"{title}. {subtitle}")
