"""How a report asks to be cited, and what that says of it."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.labels import alternatives
from ingest.origins import Found, Origin
from ingest.people import IsPerson, split_cited
from ingest.places import country_code

# Please cite this publication as, How to cite this report, Suggested citation, Cite as
_ENGLISH = (
    r"(?:please|to be|how to|suggested|recommended)\b[^\n:]{0,30}\bcit(?:e|ed|ation)\b|cite\b|citation\b"
)  # fmt: skip
_ENGLISH_TITLE = r"(?:suggested|recommended) citation|(?:how to|please) cite[\w ]{0,30}|citation"
_CITED = re.compile(
    r"(?P<authors>.{2,300}?(?:\b[^\W\d_]\.)?)[.,]?\s*(?:\((?:eds?|Hrsg|Hg|dir|coord|cur|red)\.?\)[.,:]?\s*)?"
    r"\((?P<year>\d{4})[a-z]?\)[.,:]?\s*(?P<rest>\S.*)"
)
# Cedefop, 2024. Title.
_CITED_PLAINLY = re.compile(r"(?P<authors>[^\d]{2,300}?)[.,]\s+(?P<year>(?:19|20)\d{2})[a-z]?[.,:]\s+(?P<rest>\S.*)")
_QUOTED = re.compile(r"[\"“„«]?\s*(?P<title>[^\"“”„«»]{3,300}?)\s*[,.]?\s*[\"”“»](?P<after>.*)")
_HOST = re.compile(r"[\s,.]*(?:in|dans|en)\b:?\s+(?P<series>[^,]{3,120})", re.I)
_PLACE = re.compile(r"(?:^|\. )[^\W\d_][\w -]{1,30}: (?P<publisher>[^:.]{2,80})\.?$")
_URL = re.compile(r"<?https?://\S+|\bdoi:\S+", re.I)
LONGEST = 1_000


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    others = alternatives("cite_as")
    labelled = re.compile(rf"^(?:{_ENGLISH}|{others})[^\n:]{{0,60}}:\s*(?P<value>\S[^\n]*)", re.I | re.M)
    titled = re.compile(
        rf"^(?:\d[\d.]{{0,6}} )?(?:{_ENGLISH_TITLE}|(?:{others})[^\n:]{{0,40}})\n+(?P<value>\S[^\n]*)", re.I | re.M
    )
    return labelled, titled


def cite_as(front: str, text: str) -> str:
    """The citation that the front matter asks for, or one under a title of its own wherever it stands."""
    labelled, titled = _patterns()
    if citation := labelled.search(front.replace(":\n\n", ": ")):
        return citation["value"].strip()
    found = (match["value"].strip() for match in titled.finditer(text))
    return next((value for value in found if _CITED.match(value) or _CITED_PLAINLY.match(value)), "")


def from_citation(cited: str, is_person: IsPerson) -> Iterator[Found]:
    """Fields of "Family, G. (2024). Title: subtitle. Series."."""
    match = _CITED.match(cited) or _CITED_PLAINLY.match(cited)
    if match is None:
        return
    rest = _URL.sub("", match["rest"]).strip(" .,")
    title, subtitle, after = _titles(rest)
    series, publisher = _series(after)
    values = {
        "authors": split_cited(match["authors"], is_person),
        "title": title,
        "subtitle": subtitle,
        "year": int(match["year"]),
        "series": series,
        "publisher": publisher,
    }
    for field, value in values.items():
        yield Found(field, value, Origin.CITATION)


def _titles(rest: str) -> tuple[str, str, str]:
    """Title, subtitle, and what comes after them."""
    quoted = _QUOTED.match(rest)
    if quoted:
        host = _HOST.match(quoted["after"])
        whole, after = quoted["title"], host["series"] if host else ""
    else:
        whole, _, after = rest.partition(". ")
    title, _, subtitle = whole.partition(": ")
    if not subtitle and country_code(after):
        subtitle, after = after, ""
    return title.strip(), subtitle.strip(), after.strip()


def _series(after: str) -> tuple[str, str]:
    """Series, and the publisher behind a place: "Research papers. Wien: Institut". A place alone is neither."""
    place = _PLACE.search(after)
    series = after[: place.start()] if place else after
    series = series.strip(" .")
    return series if " " in series else "", place["publisher"].strip(" .") if place else ""
