"""What a question states besides its entities: years, numbers with their units, quoted phrases, numbers of sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_Span = tuple[int, int]

# A number as it is written: 2 568 750, 1,241,855, 4.2
_SPACE = r"[ \u00a0\u2007\u2009\u202f]"
_NUMBER = rf"(?:\d{{1,3}}(?:(?:{_SPACE}|[.,'’])\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
_CURRENCY = r"(?:EUR|USD|GBP|CHF|PLN|SEK|DKK|CZK|HUF|RON|€|\$|£)"
# Measures, in the languages in which most questions come; things that are counted are words like others.
_UNIT = (
    r"(?:%|‰|per ?cent\b|percentage points?\b|pour ?cents?\b|procent\b|prozent\b|por ciento\b|"
    rf"(?:(?:million|millions|billion|billions|thousand|milliards?|mille|miljoen|miljard|duizend|millionen|milliarden|"
    rf"tausend|mio|mrd|millones|mln|mld|bn)\b\.?{_SPACE}?(?:d['’]|de )?)?"
    rf"(?:euros?\b|dollars?\b|pounds?\b|{_CURRENCY}(?!\w))|"
    r"(?:million|millions|billion|billions|milliards?|miljoen|miljard|millionen|milliarden|mio|mrd|mln|mld|bn)\b|"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|ans?|années?|mois|semaines?|jours?|heures?|jaar|jaren|maand|"
    r"maanden|week|weken|dag|dagen|uur|uren|jahren?|monaten?|wochen?|tagen?|stunden?|años?|meses|credits?|points?|"
    r"km|ECTS)\b)"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?<!\w[-–])(?:{_CURRENCY}{_SPACE}?)?(?P<number>{_NUMBER}(?:{_SPACE}?[-–]{_SPACE}?{_NUMBER})?)"
    rf"(?:(?:{_SPACE}|-)?(?P<unit>{_UNIT})|(?![\w/]))",
    re.I,
)
_MEASURED = re.compile(rf"(?:{_SPACE}|-)?{_UNIT}", re.I)

_YEAR = r"(?:1[89]|20)\d\d"
_BETWEEN = r"(?:between|entre|zwischen|tussen)\s+"
_YEARS = re.compile(
    rf"(?<![\w.,/])(?<!\w[-–])(?:\d\d?[./]\d\d?[./])?(?P<between>{_BETWEEN})?(?P<first>{_YEAR})"
    rf"(?:-\d\d-\d\d|\s?(?P<dash>[-–/])\s?(?P<last>{_YEAR}|\d\d)|\s+(?P<to>to|until|till|and|à|et|jusqu['’]en|tot|en|bis|und|y|a)\s+"
    rf"(?P<end>{_YEAR}))?(?!\w|[.,]\d|[-–/]\d)",
    re.I,
)
_AMONG = frozenset({"and", "et", "en", "und", "y"})
# A number after these, or after a currency, counts or measures, though it looks like a year.
_COUNTED = re.compile(
    rf"(?:{_CURRENCY}{_SPACE}?|\b(?:than|nearly|almost|approximately|roughly|some|plus de|moins de|environ|près de|"
    r"(?:meer|minder) dan|ongeveer|bijna|(?:mehr|weniger) als|etwa|rund|circa|ca\.)\s+)$",
    re.I,
)
_LONGEST_BEFORE = 24

_SECTION_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,4}"
_SECTION_WORD = (
    r"(?:§|\b(?:(?:sub)?sections?|sect\.|chapters?|chap\.|ch\.|chapitres?|secties?|hoofdstuk(?:ken)?|paragra(?:af|fen)|"
    r"abschnitt(?:e|en|s)?|kapiteln?|kapitels|secci(?:ón|ones)|capítulos?|apartados?|sezion[ei]|capitol[oi]|"
    r"secç(?:ão|ões)|seç(?:ão|ões)|rozdział\w*|sekcj\w+|avsnitt|afsnit)(?!\w))"
)
_SECTIONS = re.compile(
    rf"(?:{_SECTION_WORD}\s*|\b(?:in|under|en|dans|sous|unter|onder|see|cf\.?)\s+(?=\d+\.\d))"
    rf"(?P<numbers>{_SECTION_NUMBER}(?:\s*(?:,|;|[-–/&]|\b(?:and|or|to|et|ou|à|en|of|tot|und|oder|bis|y|e|i)\b)+\s*"
    rf"{_SECTION_NUMBER})*)(?![\w]|[.,]\d)",
    re.I,
)
_SECTION = re.compile(_SECTION_NUMBER)

# “…”, „…“, ”…”, «…», »…«, "…", and ‘…’, ‹…›, '…' where they are no apostrophes.
_QUOTED = re.compile(
    r"[“„”\"«»](?P<double>[^“”„\"«»]*)[”“\"»«]"
    r"|(?<!\w)[‘‚‹'](?!(?:s|t|n|k|m)\b)(?P<single>(?:[^'‘’‚‹›]|(?<=\w)['’](?=\w))+)['’‘›](?!\w)"
)
_DOUBLE, _SINGLE = '“”„"«»', "‘’‚‹›'"
_ALIKE = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")})


@dataclass(frozen=True, slots=True)
class Stated:
    """Each once, in the order of the question. `numbers` have their units, and are neither years nor sections."""

    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def stated(question: str) -> Stated:
    """What a question states; all years of a range."""
    sections, years = list(_sections(question)), list(_years(question))
    taken = [span for span, _ in sections] + [span for span, _ in years]
    return Stated(
        tuple(dict.fromkeys(year for _, found in years for year in found)),
        tuple(dict.fromkeys(_numbers(question, taken))),
        phrases(question),
        tuple(dict.fromkeys(number for _, number in sections)),
    )


def phrases(question: str) -> tuple[str, ...]:
    """What stands between quotation marks."""
    found = (" ".join((match["double"] or match["single"] or "").split()) for match in _QUOTED.finditer(question))
    return tuple(dict.fromkeys(phrase for phrase in found if any(map(str.isalnum, phrase))))


def section_numbers(question: str) -> tuple[str, ...]:
    """The numbers of the sections that a question names."""
    return tuple(dict.fromkeys(number for _, number in _sections(question)))


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase word for word; white space, case and the style of quotation marks do not count."""
    folded, sought = _folded(text), _folded(phrase.strip(".,;:!?… "))
    # Most texts do not hold it at all, which is known at once.
    return sought in folded and bool(re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", folded))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " ".join(text.translate(_ALIKE).casefold().split())


def _numbers(question: str, taken: list[_Span]) -> Iterator[str]:
    for match in _QUANTITY.finditer(question):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.group()


def _years(question: str) -> Iterator[tuple[_Span, list[int]]]:
    for match in _YEARS.finditer(question):
        before = question[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
        if not (_COUNTED.search(before) or _MEASURED.match(question, match.end())):
            yield match.span(), _meant(match)


def _meant(match: re.Match[str]) -> list[int]:
    """The years of a range, or one or two years: "2021-2023", "2023/24", "2021 and 2023"."""
    first, last = int(match["first"]), _last(match)
    if last is None:
        return [first]
    is_range = match["dash"] or match["between"] or match["to"].casefold() not in _AMONG
    return list(range(first, last + 1)) if is_range and first < last else [first, last]


def _last(match: re.Match[str]) -> int | None:
    """2023/24 ends in 2024; 2023-12 is a month."""
    written = match["last"] or match["end"]
    if written is None:
        return None
    last = int(written) if len(written) > 2 else int(match["first"]) // 100 * 100 + int(written)
    return last if len(written) > 2 or last > int(match["first"]) else None


def _sections(question: str) -> Iterator[tuple[_Span, str]]:
    for match in _SECTIONS.finditer(question):
        for number in _SECTION.finditer(question, *match.span("numbers")):
            if not _MEASURED.match(question, number.end()):
                yield number.span(), number.group()
