"""The report's own list of references, split into entries."""

import re

from ingest.document import Reference
from ingest.lines import BULLET, begins_reference

_YEAR = r"(?P<label>(?:1[89]|20)\d{2}[a-zA-Z]?|n\.d\.)"
# "Cedefop. (2023a). Title", else "OECD, 2022. Title".
_IN_PARENTHESES = re.compile(
    rf"(?P<authors>.{{2,300}}?(?:\b[^\W\d_]\.)?)[.,]?\s*\({_YEAR}(?:,[^()]{{1,30}})?\)[.,:]?\s*(?P<rest>.*)", re.S
)
_PLAIN = re.compile(rf"(?P<authors>[^\d]{{2,150}}?)[.,]\s+{_YEAR}[.,:]\s+(?P<rest>.*)", re.S)
_ANY_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}|\bn\.d\.")
_URL = re.compile(r"https?://[^\s<>]+")
_LEAD = re.compile(rf"(?:{BULLET.pattern})?(?:(?:\[\d{{1,3}}\]|\d{{1,3}}[.)])\s+)?")
_TITLE_END = re.compile(r"\.\s|\s\[|\.$|\s<|\s?https?://")
_BRACKETED = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_TRAILING = ".,;>"


def looks_like_entry(text: str) -> bool:
    """Whether a line is an entry rather than a sentence of running text."""
    lead = _LEAD.match(text)
    body = text[lead.end() :] if lead else text
    dated = bool(_ANY_YEAR.search(body)) and body != text
    return begins_reference(body) or bool(_URL.search(body)) or dated


def read_reference(ordinal: int, start: int, end: int, text: str) -> Reference | None:
    """The entry that stands at `start` to `end`; None for a line that is no entry."""
    lead = _LEAD.match(text)
    begins = lead.end() if lead else 0
    body = text[begins:]
    if not begins and (_BRACKETED.fullmatch(body) or not (_ANY_YEAR.search(body) or _URL.search(body))):
        return None
    match = _IN_PARENTHESES.match(body) or _PLAIN.match(body)
    match = None if match and "://" in match["authors"] else match
    return Reference(
        ordinal,
        start + begins,
        end,
        body,
        match["authors"].strip(" ,") if match else None,
        match["label"] if match else None,
        _title(match["rest"]) if match else None,
        _url(body),
    )


def _url(body: str) -> str | None:
    urls = _URL.findall(body)
    if not urls:
        return None
    url: str = urls[-1].rstrip(_TRAILING)
    return url.removesuffix(")") if url.count(")") > url.count("(") else url


def _title(rest: str) -> str | None:
    stop = _TITLE_END.search(rest)
    title = rest[: stop.start()] if stop else rest
    return title.strip(' .,"“”‘’') or None
