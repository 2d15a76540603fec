"""What a report says of itself: title, authors, year, country, licence, and how it asks to be cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from ingest.document import Section, SectionKind
from ingest.people import split_authors, split_names
from ingest.places import country_code
from ingest.source import Source

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's metadata. `country` is ISO 3166-1 alpha-2, `authors` are "Family, Given" or a body's name."""

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


_CITE = re.compile(
    r"(?:please|to be|how to|suggested|recommended)[^\n:]{0,30}\bcit(?:e|ed|ation)\b[^\n:]{0,40}:\s*(?P<value>\S[^\n]*)",
    re.I,
)
_CITED = re.compile(
    r"(?P<authors>.+?)\.?\s*\((?P<year>\d{4})[a-z]?\)[.,]?\s*(?P<title>[^\n]+?)(?:\.\s+(?P<series>[^\n]+?))?\.?$"
)
_AUTHOR = re.compile(r"^(?:authors?|author\(s\)|written by|prepared by)\s*:\s*(?P<value>.+)$", re.I | re.M)
_CONTRIBUTORS = re.compile(r"^(?:contributors?|contributing authors?)\s*:\s*(?P<value>.+)$", re.I | re.M)
_COPYRIGHT = re.compile(r"©\s*(?P<holder>[^\n]*?),?\s*\b(?P<year>(?:19|20)\d{2})\b")
_DATA_YEAR = re.compile(
    r"\b(?:data|information)\b[^.\n]{0,40}?\b(?:from|of|for|in|until|up to)\s+(?:\w+\s+)?(?P<year>(?:19|20)\d{2})\b",
    re.I,
)
_LICENCE = re.compile(
    r"[^.\n]*\b(?:reproduction is authori[sz]ed|creative commons|all rights reserved|CC[ -]BY)[^\n]*?(?:\.(?=\s|$)|$)",
    re.I | re.M,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# Without front matter of its own, a report tells about itself in its first characters if at all.
_FIRST_CHARACTERS = 6000


def read_metadata(source: Source, text: str, sections: Sequence[Section]) -> dict[str, object]:
    """The fields that the front matter, or else the file's own information, states."""
    front = _front(text, sections)
    found: dict[str, object] = dict(_from_info(source))
    found.update(_from_labels(front))
    citation = _CITE.search(front.replace(":\n\n", ": "))
    if citation:
        cited = citation["value"].strip()
        found["cite_as"] = cited
        found.update(_from_citation(cited))
    found.setdefault("title", _first_title(source, text, sections))
    country = _country(front, str(found.get("title") or ""), str(found.get("subtitle") or ""))
    if country:
        found["country"] = country
    cite_as = str(found.get("cite_as") or "")
    if "authors" in found:
        found["authors"] = split_authors(str(found["authors"]), cite_as)
    if "contributors" in found:
        found["contributors"] = split_names(str(found["contributors"]))
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def _front(text: str, sections: Sequence[Section]) -> str:
    body = next((s for s in sections if s.kind is SectionKind.BODY), None)
    contents = next((s for s in sections if s.kind is SectionKind.CONTENTS), None)
    ends = [s.start for s in (body, contents) if s is not None and s.start > 0]
    return text[: min(ends, default=_FIRST_CHARACTERS)]


def _from_labels(front: str) -> Iterator[tuple[str, object]]:
    """Fields after a label such as "Author:", and the notices that have a form of their own."""
    for key, pattern in (("authors", _AUTHOR), ("contributors", _CONTRIBUTORS)):
        if match := pattern.search(front):
            yield key, match["value"]
    if match := _COPYRIGHT.search(front):
        yield "year", int(match["year"])
        yield "publisher", match["holder"].strip(" ,") or None
    if match := _DATA_YEAR.search(front):
        yield "data_year", int(match["year"])
    if match := _LICENCE.search(front):
        yield "licence", match.group().strip()


def _from_citation(cited: str) -> Iterator[tuple[str, object]]:
    """Fields of "Family, G. (2024). Title: subtitle. Series."."""
    match = _CITED.match(cited)
    if match is None:
        return
    title, _, subtitle = match["title"].partition(": ")
    yield "title", title.strip()
    yield "subtitle", subtitle.strip() or None
    yield "year", int(match["year"])
    yield "series", match["series"]


def _from_info(source: Source) -> Iterator[tuple[str, object]]:
    """What the file format itself says, such as a PDF's document information."""
    for key in ("title", "authors", "language"):
        if value := source.info.get(key, "").strip():
            yield key, value
    if year := _YEAR.search(source.info.get("year", "")):
        yield "year", int(year.group())


def _first_title(source: Source, text: str, sections: Sequence[Section]) -> str | None:
    """The first line that has letters and is no heading of a section."""
    starts = {s.start for s in sections if s.path and s.kind is SectionKind.BODY}
    at = 0
    for line in text.split("\n"):
        if at not in starts and any(c.isalpha() for c in line) and len(line) <= 300:
            return line.strip()
        at += len(line) + 1
    return source.name


def _country(front: str, title: str, subtitle: str) -> str | None:
    """A country that stands alone on a line, or ends the title."""
    ends = [part.rpartition(":")[2].rpartition(" - ")[2] for part in (subtitle, title)]
    candidates = [*ends, *(line for line in front.split("\n") if len(line) <= 60)]
    return next((code for name in candidates if (code := country_code(name))), None)
