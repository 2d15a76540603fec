"""Names that a report says are equal: "common quality framework (GKK)", "dual system (duales System)".

Short forms are found as by Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions
in biomedical text": before a short form in parentheses stand words that hold its letters in their order, the first
one at the beginning of a word. Beyond that most letters must begin words, as they do in names of institutions. A short
form of the name in another language shares no letters with the words before it; then these must be a name by their
form. Of two names those are equal of which one alone is in the language of the report.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Definition
from ingest.language import language_distribution
from ingest.nounphrases import Word, nearest, noun_phrase, words_of
from ingest.shortforms import is_short_form, singular, spells_out, stands_for

_PARENTHESIS = re.compile(r"(?<=[\w’'”\"»] )\((?P<inside>[^()\n]{2,160})\)")
# What a name does not run across; after a full stop there is white space, as there is not in "U.S".
_BREAK = re.compile(r"[.!?](?=\s)|[;:()\[\]\n]")
_QUOTED = re.compile(r"[‘'“„\"«](?P<inside>[^‘’'“”„\"«»]{3,100})[’'”“\"»] $")
_NAME_AND_SHORT = re.compile(r"(?P<name>.{5,}?)(?:,| [–—-]|;) (?P<short>\S+)")
_SHORT_AND_NAME = re.compile(r"(?P<short>[^\s,;:]+)(?:[,;:]| [–—-]) (?P<name>.{5,})")
# What tells the language of a name: "in Dutch: …", "NL: …"
_LABEL = re.compile(r"(?:\w+ )?\w+: ")
# What a list or a remark has and a name has not.
_NO_NAME = re.compile(r"[\d;:?!…=<>%€$]|\.\s|\.$|, .*, .*, ")
# "framework | for training": what follows says only what it is for
_PURPOSE = re.compile(r" (?:for|voor|pour|für|för|til|para|per|pentru|dla|pro|za|за|для|για) ", re.I)
_BEFORE = 200
_MOST_WORDS = 10
_LEAST_WORDS = 2
# In letters; shorter ones do not show their language.
_LONG_WORD = 10
# How likely the language of the report is, at most and at least, for a name that is in another and one that is in it.
_FOREIGN, _OWN = 0.2, 0.5
# How likely another language is.
_OTHER, _SURELY_OTHER = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class _Found:
    """A definition; `short` is its short form where nothing but their place shows that it belongs to the words."""

    definition: Definition
    short: str | None = None
    is_lower: bool = False


def find_definitions(text: str, spans: Iterable[tuple[int, int]], language: str | None) -> tuple[Definition, ...]:
    """The definitions within `spans` of the text, in order, the first of those that say the same.

    `language`: that of the text; where it is not known, only short forms that share their letters are found.
    """
    running = sorted(spans)
    found = [one for span in running for one in _within(text, span, language)]
    sure = {name.casefold() for one in found if one.short is None for name in one.definition.names}
    uses = _uses(text, running, {one.short for one in found if one.short is not None})
    kept = [one.definition for one in found if one.short is None or _is_likely(one, sure, uses[one.short])]
    first: dict[frozenset[str], Definition] = {}
    for definition in kept:
        first.setdefault(frozenset(map(str.casefold, definition.names)), definition)
    return tuple(first.values())


def _uses(text: str, spans: Sequence[tuple[int, int]], shorts: set[str]) -> Mapping[str, list[int]]:
    """Where each of the short forms stands."""
    uses: dict[str, list[int]] = {short: [] for short in shorts}
    for start, end in spans:
        for word in words_of(text, start, end):
            name = singular(word.text)
            if name in uses:
                uses[name].append(word.start)
    return uses


def _is_likely(found: _Found, sure: set[str], uses: Sequence[int]) -> bool:
    """Whether a short form that shares no letters with the words before it is defined by them.

    It has no other meaning in the report. Words in lower case are a name where it comes up first, to be used again.
    """
    definition = found.definition
    if (found.short or "").casefold() in sure:
        return False
    return not found.is_lower or (len(uses) > 1 and definition.start <= uses[0] < definition.end)


def _within(text: str, span: tuple[int, int], language: str | None) -> Iterator[_Found]:
    for match in _PARENTHESIS.finditer(text, *span):
        low = max(span[0], match.start() - _BEFORE)
        breaks = [found.end() for found in _BREAK.finditer(text, low, match.start() - 1)]
        low = max([low, *breaks])
        yield from _read(text, low, match, language)


def _read(text: str, low: int, match: re.Match[str], language: str | None) -> Iterator[_Found]:
    """What a parenthesis and the words before it, from `low` on, say."""
    before, inside = text[low : match.start()], match["inside"]
    if is_short_form(inside):
        yield from _short_form(text, low, match, language)
        return
    short, name = _parts(inside)
    reversed_form = before.split()[-1] if before.split() else ""
    if not _is_name(name):
        return
    if short is None and is_short_form(reversed_form) and stands_for(singular(reversed_form), name):
        start = match.start() - 1 - len(reversed_form)
        yield _Found(Definition(start, match.end(), (singular(reversed_form), name)))
    elif short is None or stands_for(singular(short), name):
        yield from _bilingual(text, low, match, language, name, short and singular(short))


def _parts(inside: str) -> tuple[str | None, str]:
    """The short form in a parenthesis, if one stands beside a name, and the name."""
    for pattern in (_NAME_AND_SHORT, _SHORT_AND_NAME):
        match = pattern.fullmatch(inside)
        if match and is_short_form(match["short"]):
            return match["short"], _LABEL.sub("", match["name"], count=1)
    return None, _LABEL.sub("", inside, count=1)


def _is_name(name: str) -> bool:
    is_long = len(name) >= _LONG_WORD and len(name.split()) <= _MOST_WORDS
    return is_long and name[0].isalnum() and not _NO_NAME.search(name) and not is_short_form(name)


def _short_form(text: str, low: int, match: re.Match[str], language: str | None) -> Iterator[_Found]:
    short = singular(match["inside"])
    words = words_of(text, low, match.start())
    at = spells_out(short, [word.text for word in words])
    if at is not None:
        start = words[at].start
        names = _with_cores((text[start : words[-1].end],), short)
        yield _Found(Definition(start, match.end(), (*names, short)))
        return
    phrase = _quoted(text, low, match.start()) or (noun_phrase(words, language, after_article=True) if language else ())
    # In mixed case it may as well be a word: "EdChoice".
    if phrase and sum(map(str.isupper, short)) > _LEAST_WORDS:
        start, end = phrase[0].start, phrase[-1].end
        yield _Found(Definition(start, match.end(), (text[start:end], short)), short, phrase[-1].text[0].islower())


def _quoted(text: str, low: int, high: int) -> Sequence[Word]:
    """The words in quotation marks just before a parenthesis."""
    match = _QUOTED.search(text, low, high)
    words = words_of(text, *match.span("inside")) if match else ()
    return words if len(words) >= _LEAST_WORDS else ()


def _bilingual(
    text: str, low: int, match: re.Match[str], language: str | None, name: str, short: str | None
) -> Iterator[_Found]:
    """A name in parentheses is that of the words before it, where one of the two is in another language."""
    equal = _equal(text, low, match.start(), language, name, short) if language else None
    if equal is None and short is None:
        return
    start = match.start() if equal is None else equal[0]
    given = (name,) if equal is None else (text[slice(*equal)], name)
    yield _Found(Definition(start, match.end(), (*_with_cores(given, short), *((short,) if short else ()))))


def _equal(text: str, low: int, high: int, language: str, name: str, short: str | None) -> tuple[int, int] | None:
    """The range of the name before a parenthesis that is equal to the one in it."""
    words = words_of(text, low, high)
    phrase = _quoted(text, low, high) or noun_phrase(words, language)
    if phrase and (_share(name, language) < _OWN if short else _is_foreign(name, language, _OTHER)):
        span = phrase[0].start, phrase[-1].end
        return span if _share(text[slice(*span)], language) >= _OWN else None
    if _share(name, language) >= _OWN and name[0].isupper():
        return _foreign(text, words, language)
    return None


def _foreign(text: str, words: Sequence[Word], language: str) -> tuple[int, int] | None:
    """The longest name in another language at the end of the words."""
    near = nearest(words)
    for word in near:
        span = word.start, near[-1].end
        name = text[slice(*span)]
        if word.is_capital and _is_name(name) and _is_foreign(name, language, _SURELY_OTHER):
            return span
    return None


def _share(name: str, language: str) -> float:
    return language_distribution(name).get(language, 0.0)


def _is_foreign(name: str, language: str, least: float) -> bool:
    """`least`: how likely its own language must be. Few words tell the languages of neighbours badly apart."""
    shares = language_distribution(name)
    others = [share for other, share in shares.items() if other != language]
    return max(others, default=0.0) >= least and shares.get(language, 0.0) < _FOREIGN


def _with_cores(names: tuple[str, ...], short: str | None) -> tuple[str, ...]:
    """The names, and what they are without what they are for, where the short form stands for that alone."""
    cores = [_PURPOSE.split(name, maxsplit=1)[0] for name in names]
    shortened = short is not None and all(core != name for core, name in zip(cores, names, strict=True))
    if not shortened or not stands_for(short or "", cores[-1]):
        return names
    return (*names, *(core for core in cores if len(core.split()) >= _LEAST_WORDS))
