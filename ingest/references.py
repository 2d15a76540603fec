"""The report's own list of references, split into entries."""

import re

from ingest.document import Reference
from ingest.lines import BULLET, begins_reference
from ingest.sentences import ends_sentence

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
_WORD = re.compile(r"[^\W\d_]{4,}")
# In sentences, unlike in names and titles, more of the long words than this begin with a small letter.
_SMALL_WORDS_OF_NAMES = 0.5
_FEWEST_WORDS_OF_PROSE = 12
_LONGEST_ENTRY = 1_000
_LONGEST_REMARK = 10


def looks_like_entry(text: str) -> bool:
    """Whether a line is an entry rather than a sentence of running text."""
    lead = _LEAD.match(text)
    body = text[lead.end() :] if lead else text
    dated = bool(_ANY_YEAR.search(body)) and body != text
    return dated or bool(_URL.search(body)) or (begins_reference(body) and _names_authors(body))


def _names_authors(body: str) -> bool:
    """Whether what stands before the year are names, and no sentence."""
    year = _ANY_YEAR.search(body)
    return not _is_sentence(body[: year.start()]) if year else False


def _is_sentence(words: str) -> bool:
    found: list[str] = _WORD.findall(words)
    return sum(word[0].islower() for word in found) > _SMALL_WORDS_OF_NAMES * len(found)


def is_prose(text: str) -> bool:
    """Whether a paragraph among the entries is running text."""
    if len(text) > _LONGEST_ENTRY:
        return True
    lead = _LEAD.match(text)
    if (lead and lead.end()) or _URL.search(text) or len(text.split()) < _FEWEST_WORDS_OF_PROSE:
        return False
    return ends_sentence(text) and not _names_authors(text) and _is_sentence(text)


def is_remark(text: str) -> bool:
    """Whether a line among the entries only says when addresses were looked up: "[URLs accessed 2.9.2024]"."""
    bracketed = _BRACKETED.fullmatch(text.strip(" .")) and len(text.split()) <= _LONGEST_REMARK
    return bool(bracketed and _WORD.search(text) and any(character.isdigit() for character in text))


def read_reference(ordinal: int, start: int, end: int, text: str) -> Reference | None:
    """The entry that stands at `start` to `end`; None for a line that is no entry."""
    if is_prose(text):
        return None
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
