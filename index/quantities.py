"""Quantities in a text: counts, shares, sums of money, durations and times, each with its offsets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from index.counting_words import lexicon


class Quantity(StrEnum):
    """A kind of quantity; a measure is any but a time, as "how far" and "how much" ask for it."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"
    MEASURE = "measure"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quantity in a text: its kind, its offsets, the years that it names; a share may be that of a change."""

    kind: Quantity
    start: int
    end: int
    years: frozenset[int] = frozenset()
    change: bool = False


_LONGEST_RANGE = 50
_CHARACTERS_BEFORE = 40
_DIGITS = re.compile(r"\d+")
_YEAR = r"(?:1\d|20)\d{2}(?!\d|[.,]\d)"
_SPAN = rf"{_YEAR}(?:(?:\s?[/–-]\s?|\s(?:to|until|à|tot|bis)\s)(?:{_YEAR}|\d{{2}}(?!\d)))?"
_YEARS = re.compile(rf"(?<![\w,]){_SPAN}")
_NUMBER = r"(?>\d{1,3}(?:[ .,\u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_CURRENCY = r"eur\b|usd\b|gbp\b|chf\b|us\s?\$|[€$£¥]"
# A parenthesis with a name and a year cites; one with a month and a year dates.
_CITATION = r"""
\([^()]*?(?:,|\bal\.|\b(?!(?i:{months})\b)[A-Z][\w.’'-]*)\s+(?:1[89]|20)\d{{2}}[a-z]?\s*(?:[,:;][^()]*)?\)
| \((?:1[89]|20)\d{{2}}[a-z]\) | https?://\S+ | \[\d[\d,\s–-]*\]
"""
# Read in lower case. The empty group that a quantity ends with names its kind; what ends with none is no quantity.
_QUANTITY = r"""
(?<!\w)(?:
  (?=\d)(?<![.,/–-])(?:
      {number}(?:\s?[–-]\s?{number})?(?: \s?% | [\s-](?:{percent})\b )(?P<share>)
    | {number}(?:\s?(?:{multipliers}|bn|m)\b)?\s?(?:d['’]|de\s)?(?:{currency}|(?:{currencies})\b)(?P<money>)
    | {number}(?:\s(?:{multipliers})\b)?[\s-](?:{units})\b(?P<duration>)
    | \d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?(?:{months})\b(?:,?\s{year})?(?P<date>)
    | \d{{1,2}}(?:st|nd|rd|th)[\s-]centur(?:y|ies)(?P<century>)
    | (?:\d{{1,2}}[./]\d{{1,2}}[./]{year}|{year}-\d{{2}}-\d{{2}})(?P<numeric>)
    | {span}(?:s\b)?(?!\w)(?P<year>)
    | {number}(?:\s?(?:{multipliers})\b)?(?![\w/]|-\d)(?P<count>) )
| (?:{currency})\s?{number}(?:\s?(?:{multipliers}|bn|m)\b)?(?P<worth>)
| (?:{months})\b,?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s{year})?|{year})(?P<month>)
| (?:in|im|en|since|until|by|early|late|depuis|sinds|seit|bis|ab)\s(?:{months})\b(?P<season>)
| (?:{references})\b\.?\s*(?:n[o°]\.?\s*)?(?!{year})\d[\d.]*(?!\d)(?:\s?(?:[–-]|and|et|en|und)\s?\d[\d.]*)*
| (?:{compared})\s(?:the\syear\s|in\s)?{year}
| (?:{fractions})\b(?P<part>)
| (?:(?:{numbers})\b|(?:{indefinite})(?=\s(?:{multipliers})\b))(?:[\s-](?:{numbers}|{multipliers})\b)*(?:
      [\s-](?:{percent})\b(?P<percent>) | [\s-](?:{currencies})\b(?P<sum>) | [\s-](?:{units})\b(?P<period>)
    | (?P<words>) )
)"""
_GROUPS = {
    Quantity.TIME: ("date", "century", "numeric", "year", "month", "season"),
    Quantity.SHARE: ("share", "part", "percent"),
    Quantity.MONEY: ("money", "worth", "sum"),
    Quantity.DURATION: ("duration", "period"),
    Quantity.COUNT: ("count", "words"),
}
_KINDS = {group: kind for kind, groups in _GROUPS.items() for group in groups}
_WORDS = ("numbers", "references", "months", "multipliers", "units", "currencies")
_PATTERNS = ("percent", "fractions", "compared", "indefinite")


@lru_cache(maxsize=4096)
def marks(text: str, language: str) -> tuple[Mark, ...]:
    """The quantities of a text in a language of the lexicon, in order.

    Numbers of sections, pages and notes are none, and years of publications cited or compared with are none.
    """
    citation, quantity = _patterns(language)
    own = _lower(citation.sub(lambda match: " " * len(match.group()), text))
    found = ((_KINDS.get(match.lastgroup or ""), match) for match in quantity.finditer(own))
    return tuple(_mark(kind, match, language) for kind, match in found if kind)


def _mark(kind: Quantity, match: re.Match[str], language: str) -> Mark:
    years = years_named(match.group()) if kind is Quantity.TIME else frozenset[int]()
    before = match.string[max(0, match.start() - _CHARACTERS_BEFORE) : match.start()]
    return Mark(kind, *match.span(), years, kind is Quantity.SHARE and bool(_changes(language).search(before)))


def years_named(text: str) -> frozenset[int]:
    """The years that a text names, those within a range of years included."""
    years: set[int] = set()
    for match in _YEARS.finditer(text):
        years.update(_span(match.group()))
    return frozenset(years)


def year_evidence(asked: frozenset[int], sentence: frozenset[int], passage: frozenset[int]) -> float:
    """Whether a sentence and its passage, by the years that they name, speak of a year that is asked.

    1 where no year is asked or the sentence names it, 0 where it names others; where it names none, what the
    passage says: .75 the year, .5 no year, .25 others.
    """
    if not asked or asked & sentence:
        return 1.0
    if sentence:
        return 0.0
    return 0.75 if asked & passage else 0.25 if passage else 0.5


def years_of(found: Iterable[Mark]) -> frozenset[int]:
    """The years that marks name."""
    return frozenset(year for mark in found for year in mark.years)


def _lower(text: str) -> str:
    """In lower case, and as long as before."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _span(written: str) -> range:
    """The years of "2022", "2023/24", "2021-2023", "2022 to 2026"; a range far too long is none."""
    first, *others = (int(number) for number in _DIGITS.findall(written))
    last = others[0] if others else first
    last += first // 100 * 100 if last < 100 else 0
    return range(first, (last if first <= last <= first + _LONGEST_RANGE else first) + 1)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is no quantity of a text's own, and what is one."""
    words = lexicon(language)
    lists = {name: _alternatives(words[name].lower().split()) for name in _WORDS}
    patterns = {name: words[name].lower().replace(" ", r"\s") for name in _PATTERNS}
    given = {"year": _YEAR, "span": _SPAN, "number": _NUMBER, "currency": _CURRENCY}
    citation = re.compile(_CITATION.format(months=lists["months"]), re.X)
    return citation, re.compile(_QUANTITY.format(**lists, **patterns, **given), re.X)


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for any of the words, grouped by first letter: where no word begins, it fails at once."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in tails.items())


@cache
def _changes(language: str) -> re.Pattern[str]:
    """What stands before a share of a change: "an increase of"."""
    return re.compile(rf"\b(?:{'|'.join(lexicon(language)['changes'].lower().split())})\w*\s+(?:\w+\s+){{0,2}}$")
