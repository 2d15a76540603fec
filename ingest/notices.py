"""Notices that have a form of their own: copyright, imprint, licence, and the year that data are of."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.labels import alternatives, words_of
from ingest.origins import Found, Origin
from ingest.sentences import sentence_spans

# of "2010-2024" the last year counts
_RANGE = r"(?:(?:19|20)\d{2}\s*[-–—]\s*)?"
_COPYRIGHT = re.compile(
    rf"(?P<before>[^\n]{{0,60}}?)(?:©|\bcopyright\b|\(c\)(?=\s*(?:19|20)\d\d))[\s©]*"
    rf"(?:{_RANGE}(?P<first>(?:19|20)\d{{2}})\b,?\s*(?P<later>[^\n]{{0,200}})"
    rf"|(?P<holder>[^\n©]{{1,200}}?),?\s*\b{_RANGE}(?P<year>(?:19|20)\d{{2}})\b)",
    re.I,
)
# As libraries give it, place first: Luxembourg: Publications Office, 2023.
_IMPRINT = re.compile(r"^[^\W\d][\w ]{2,30}: (?P<publisher>[^\W\d][^\n:;\d]{5,80}), (?P<year>(?:19|20)\d{2})\b", re.M)
_LONGEST_PUBLISHER = 80
_DATA_YEAR = re.compile(
    r"\b(?:data|information)\b[^.\n]{0,40}?\b(?:from|of|for|in|until|up to)\s+(?:\w{1,20}\s+)?"
    r"(?P<year>(?:19|20)\d{2})\b"
    r"|\b(?:reference year|(?:data|referenz|berichts|bezugs)jahr|année de référence|año de referencia|"
    r"anno di riferimento|ano de referência|referentiejaar|referenční rok|rok referencyjny)\W{1,3}"
    r"(?P<reference>(?:19|20)\d{2})\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")


def from_copyright(text: str) -> Iterator[Found]:
    """Year and holder of the first notice that is not about a picture."""
    for match in _COPYRIGHT.finditer(text):
        holder = match["later"] or match["holder"] or ""
        if not _is_of_picture(f"{match['before']} {holder}") and not _words(match["before"]):
            yield Found("year", int(match["first"] or match["year"]), Origin.COPYRIGHT)
            yield Found("publisher", _publisher(holder), Origin.COPYRIGHT)
            return


def _words(before: str) -> bool:
    """Whether words stand before the notice, other than a date."""
    return any(word.casefold() not in words_of("months") for word in _WORD.findall(before))


def _is_of_picture(text: str) -> bool:
    return any(word.casefold() in words_of("pictures") for word in _WORD.findall(text))


def _publisher(holder: str) -> str | None:
    """The holder of a copyright, unless the line runs on to something else."""
    name = holder.partition(". ")[0].strip(" ,.")
    is_name = 0 < len(name) <= _LONGEST_PUBLISHER and not any(character.isdecimal() for character in name)
    return name if is_name else None


def from_imprint(text: str) -> Iterator[Found]:
    """Place, publisher and year as libraries give them."""
    match = _IMPRINT.search(text)
    if match and match["publisher"][0].isupper():
        yield Found("publisher", match["publisher"].strip(), Origin.COPYRIGHT)
        yield Found("year", int(match["year"]), Origin.COPYRIGHT)


def data_year(text: str) -> Iterator[Found]:
    if match := _DATA_YEAR.search(text):
        yield Found("data_year", int(match["year"] or match["reference"]), Origin.LABEL)


@cache
def _licence() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('licence')})", re.I)


def licence(texts: Iterable[str]) -> Iterator[Found]:
    """The sentence that says what others may do with the report."""
    for text in texts:
        if match := _licence().search(text):
            yield Found("licence", _sentence_around(text, match.start()), Origin.COPYRIGHT)
            return


def _sentence_around(text: str, at: int) -> str:
    low = text.rfind("\n", 0, at) + 1
    high = text.find("\n", at)
    line = text[low : high if high >= 0 else len(text)]
    return next(line[a:b] for a, b in sentence_spans(line) if low + b > at)
