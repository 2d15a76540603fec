"""The year of a line that is a date, as covers have it: "June 2023", "12.2014", "2023 m. kovo 5 d."."""

import re

from ingest.labels import words_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
# Between the parts of a date, and at its end in languages that say "year 2023".
_SMALL_WORDS = frozenset(
    (
        "de",
        "del",
        "of",
        "the",
        "m",
        "d",
        "г",
        "r",
        "gada",
        "gads",
        "aasta",
        "év",
        "the",
        "di",
        "den",
        "am",
        "im",
        "le",
        "um",
    )
)
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er"))
_MOST_WORDS, _MOST_NUMBERS, _HIGHEST_DAY = 4, 3, 31
# Dates that are printed beside a date, as the name of a place is: "Wien, im März 2023".
_LEAD = re.compile(r"^[^\W\d_][^\d,]{1,40},\s*(?:im\s+|den\s+|am\s+|le\s+|den\s+)?(?=[^,]*$)")


def year_of_date(line: str) -> int | None:
    """The year where the whole line is a date or a year; None for everything else."""
    years = _YEAR.findall(line)
    if len(set(years)) != 1:
        return None
    return int(years[0]) if _is_date(line) or _is_date(_LEAD.sub("", line)) else None


def _is_date(line: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(line)]
    numbers = [int(number) for number in _NUMBER.findall(line) if not _YEAR.fullmatch(number)]
    months = sum(word in words_of("months") for word in words)
    others = [w for w in words if w not in words_of("months") and w not in _SMALL_WORDS and w not in _ORDINALS]
    return (
        not others
        and months <= 2
        and len(words) <= _MOST_WORDS
        and len(numbers) <= _MOST_NUMBERS
        and all(number <= _HIGHEST_DAY for number in numbers)
        and len(_NUMBER.findall(line)) > 0
        and (not words or months > 0 or all(w in _SMALL_WORDS for w in words))
    )


def year_within(line: str) -> int | None:
    """The year of the one date with a month's name within a line."""
    words = "|".join(sorted(words_of("months"), key=len, reverse=True))
    found = re.findall(rf"\b(?:{words})\b\.?,?(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?,)?\s+(\d{{4}})\b", line, re.I)
    return int(found[0]) if len(set(found)) == 1 and _YEAR.fullmatch(found[0]) else None


def only_year(text: str) -> int | None:
    """The one year that a text names; None where it names several, or a span of years such as 2021-27."""
    years = set(_YEAR.findall(text))
    if len(years) != 1 or re.search(r"\d{4}\s*[-–—/]\s*\d{2}", text):
        return None
    return int(years.pop())
