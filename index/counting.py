"""What a question wants counted, measured or dated, and how well a text gives that very quantity."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.counting_words import LANGUAGES, lexicon, names
from index.counting_words import stem as stem_of
from index.quantities import Mark, Quantity, marks, year_evidence, years_named, years_of
from index.question import Question
from index.scope import DEFAULT_LANGUAGE
from ingest.language import likeliest
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question wants counted: stems of the thing, those of its other words, and the years that it names.

    No `things`: what is asked for has no noun of its own ("how often", "when"); the other words tell it.
    """

    kind: Quantity
    things: frozenset[str]
    context: frozenset[str]
    years: frozenset[int]
    language: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well the best sentence of a text gives a quantity; each from 0 to 1.

    `quantity`: how closely one of the right kind is bound to the thing counted; `year`: whether it is of a year that
    is asked; `context`: the part of the question's other words that are near. `start` and `end` are the sentence's
    offsets in the text, equal where it holds no quantity of the kind.
    """

    quantity: float
    year: float
    context: float = 0.0
    start: int = 0
    end: int = 0

    @property
    def score(self) -> float:
        """All in one: the context decides only between texts that are alike in the others."""
        return self.quantity * self.year * (1 - _CONTEXT + _CONTEXT * self.context)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: the text that it stands in, its offsets, and its words as stems, empty for stop words."""

    text: str
    start: int
    end: int
    words: tuple[tuple[str, int, int], ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence as what is asked sees it: its quantities, and which of the words here and before name the thing."""

    sentence: _Sentence
    marks: tuple[Mark, ...]
    naming: frozenset[str]
    named_before: bool
    context: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, in the words of a text's language; None where they are not known."""

    counted: Counted
    things: frozenset[str] | None
    language: str


# How closely a quantity is bound to the thing counted: right before it, a little before it, after it with nothing
# else that it could count; the thing elsewhere in its sentence, or in the one before; nowhere.
_BESIDE, _NEAR, _AFTER, _SAME_SENTENCE, _SENTENCE_BEFORE, _APART = 1.0, 0.8, 0.9, 0.5, 0.35, 0.1
# As above, of a quantity that something else stands beside.
_OF_ANOTHER = 0.6
# The words of another language are not known.
_UNKNOWN = 0.5
# Without a thing to be beside, a quantity of the kind is worth this, and the rest as its context tells.
_KIND_ALONE = 0.2
_BEFORE = 0.5
_CONTEXT = 0.2
# A change by 22 % is no share of 22 %.
_CHANGE = 0.5
_BESIDE_WORDS, _NEAR_WORDS, _PHRASE_WORDS = 2, 4, 5
_CHARACTERS_AROUND = 40
_SHORTEST_OF_COMPOUND = 5
_COMPOUNDING = frozenset({"nl", "de"})

_WORD = re.compile(r"[^\W\d_]{2,}")
_BREAK = re.compile(r"[.,;:!?()\n]|\s[–—-]\s")
_BEFORE_YEARS = re.compile(
    r"\b(?:in|since|by|from|until|of|during|year|to|en|depuis|dès|sinds|vanaf|seit|ab|im Jahre?|bis|tot)\s+$", re.I
)
_ASKING = {
    "share": Quantity.SHARE, "money": Quantity.MONEY, "duration": Quantity.DURATION, "frequency": Quantity.COUNT,
    "count": Quantity.COUNT, "time": Quantity.TIME, "measure": Quantity.MEASURE,
}  # fmt: skip
_WITHOUT_THINGS = frozenset({"money", "duration", "frequency", "time"})


def asked_for(question: Question) -> Counted | None:
    """What a question that was read wants counted; None where it asks for something else."""
    return counted(question.text, likeliest(question.languages) or DEFAULT_LANGUAGE)


def counted(question: str, language: str) -> Counted | None:
    """What a question wants counted; None where it asks for no quantity, or in a language without a lexicon."""
    if language not in LANGUAGES:
        return None
    for asking, pattern in _questions(language):
        if match := pattern.search(question):
            rest = match.groupdict().get("thing") or question[match.end() :]
            things = frozenset[str]() if asking in _WITHOUT_THINGS else _heads(rest, _ASKING[asking], language)
            words = _WORD.findall(f"{question[: match.start()]} {question[match.end() :]}")
            context = frozenset(stem_of(word, language) for word in words) - things - {""}
            return Counted(_ASKING[asking], things, context, years_named(question), language)
    return None


def evidence(wanted: Counted, text: str, language: str) -> Evidence:
    """How well a text in `language` gives what is wanted; one half in a language without a lexicon."""
    if language not in LANGUAGES:
        return Evidence(_UNKNOWN, _UNKNOWN, _UNKNOWN)
    asked = _Asked(wanted, names(wanted.things, wanted.language, language), language)
    found = marks(text, language)
    fitting = [mark for mark in found if _fits(mark, asked, text)]
    best = Evidence(0.0, year_evidence(wanted.years, frozenset(), years_of(found)))
    spans = sentence_spans(text) if fitting else []
    starts = [start for start, _ in spans]
    for number in sorted({bisect_right(starts, mark.start) - 1 for mark in fitting}):
        start, end = spans[number]
        inside = tuple(mark for mark in found if start <= mark.start < end)
        place = _place(asked, text, spans[max(0, number - 1) : number + 1], inside)
        quantity = max((_bound(mark, asked, place) for mark in inside if mark in fitting), default=0.0)
        year = year_evidence(wanted.years, years_of(inside), years_of(found))
        best = max(best, Evidence(quantity, year, place.context, start, end), key=_worth)
    return best


def _worth(given: Evidence) -> tuple[float, float]:
    return given.score, given.quantity


# What a question names


def _heads(rest: str, kind: Quantity, language: str) -> frozenset[str]:
    """Stems of the head of the noun phrase that begins here, maybe with a verb behind; of all of it for a share."""
    phrase = _phrase(rest, language)
    chosen = phrase if kind is Quantity.SHARE else phrase[_head(phrase, language) :][:1]
    return frozenset(stem_of(word, language) for word in chosen)


def _phrase(rest: str, language: str) -> list[str]:
    """Words up to a stop word or a punctuation mark; articles before them and "and" between them are skipped."""
    words, end = list[str](), 0
    for match in _WORD.finditer(rest):
        if len(words) == _PHRASE_WORDS or _BREAK.search(rest, end, match.start()):
            break
        word, end = match.group(), match.end()
        if stem_of(word, language):
            words.append(word)
        elif word.lower() not in lexicon(language)["coordinating" if words else "linking"].split():
            break
    return words


def _head(phrase: Sequence[str], language: str) -> int:
    """Where it stands: first in French, last of the first nouns in English and German."""
    nouns = [_is_noun(word, language) for word in phrase]
    if language == "fr" or (language == "nl" and True not in nouns):
        return 0
    if True not in nouns:
        return max(0, len(phrase) - 1)
    first = nouns.index(True)
    return first if language == "nl" else first + [*nouns[first:], False].index(False) - 1


def _is_noun(word: str, language: str) -> bool:
    """Whether a word looks like a noun in the plural; in German, like a noun."""
    if language == "de":
        return word[0].isupper()
    if language == "nl":
        return word.endswith(("n", "s"))
    return word in lexicon(language)["plurals"].split() or (
        word.endswith("s") and not word.endswith(("ss", "us", "is"))
    )


# What a text gives


def _fits(mark: Mark, asked: _Asked, text: str) -> bool:
    """Whether it is of the kind asked. Years tell how long; four digits before a thing are no year: "1600 pupils"."""
    kind, is_time = asked.counted.kind, mark.kind is Quantity.TIME
    if kind is mark.kind or (kind is Quantity.DURATION and is_time) or (kind is Quantity.MEASURE and not is_time):
        return True
    if kind is not Quantity.COUNT or not is_time or not text[mark.start : mark.end].isdecimal():
        return False
    following = _WORD.search(text, mark.end, mark.end + _CHARACTERS_AROUND)
    if following is None or _BREAK.search(text, mark.end, following.start()):
        return False
    dated = _BEFORE_YEARS.search(text, max(0, mark.start - _CHARACTERS_AROUND), mark.start)
    return not dated and bool(_naming(asked, frozenset({stem_of(following.group(), asked.language)})))


@lru_cache(maxsize=4096)
def _sentence(text: str, span: tuple[int, int], language: str) -> _Sentence:
    words = tuple((stem_of(match.group(), language), *match.span()) for match in _WORD.finditer(text, *span))
    return _Sentence(text, *span, words, frozenset(stem for stem, _, _ in words))


def _place(asked: _Asked, text: str, spans: Sequence[tuple[int, int]], inside: tuple[Mark, ...]) -> _Place:
    """`spans`: of the sentence before, if there is one, and of the sentence itself."""
    *before, sentence = (_sentence(text, span, asked.language) for span in spans)
    stems = before[0].stems if before else frozenset[str]()
    context = _coverage(asked, sentence.stems, stems)
    return _Place(sentence, inside, _naming(asked, sentence.stems), bool(_naming(asked, stems)), context)


def _naming(asked: _Asked, stems: frozenset[str]) -> frozenset[str]:
    """The stems that are one of the things asked, or in Dutch and German a compound that ends in one, or its end."""
    things = asked.things or frozenset()
    if asked.language not in _COMPOUNDING:
        return things & stems
    long = [thing for thing in things if len(thing) >= _SHORTEST_OF_COMPOUND]
    parts = {
        stem
        for stem in stems
        if len(stem) >= _SHORTEST_OF_COMPOUND and any(stem.endswith(thing) or thing.endswith(stem) for thing in long)
    }
    return (things & stems) | parts


def _coverage(asked: _Asked, stems: frozenset[str], before: frozenset[str]) -> float:
    context = asked.counted.context
    if asked.counted.language != asked.language or not context:
        return _UNKNOWN
    return (len(context & stems) + _BEFORE * len((context & before) - stems)) / len(context)


def _bound(mark: Mark, asked: _Asked, place: _Place) -> float:
    """How closely a quantity is bound to the thing asked."""
    if asked.things is None:
        return _UNKNOWN
    if not asked.things:
        return _KIND_ALONE + (1 - _KIND_ALONE) * place.context
    return _to_thing(mark, asked.language, place) * (_CHANGE if mark.change else 1.0)


def _to_thing(mark: Mark, language: str, place: _Place) -> float:
    phrase = _following(mark, place.sentence, language)
    for distance, stem in enumerate(phrase, 1):
        if stem in place.naming:
            return _BESIDE if distance <= _BESIDE_WORDS else _NEAR
    if not phrase and _named_since(mark, place):
        return _AFTER
    weight = _OF_ANOTHER if phrase else 1.0
    if place.naming:
        return weight * _SAME_SENTENCE
    return weight * _SENTENCE_BEFORE if place.named_before else _APART


def _named_since(mark: Mark, place: _Place) -> bool:
    """Whether the thing stands between the quantity before, times apart, and this one."""
    ends = [other.end for other in place.marks if other.end <= mark.start and other.kind is not Quantity.TIME]
    since = max(ends, default=place.sentence.start)
    return any(stem in place.naming for stem, start, _ in place.sentence.words if since <= start < mark.start)


def _following(mark: Mark, sentence: _Sentence, language: str) -> list[str]:
    """The stems of the noun phrase that a quantity begins."""
    linking, stems, end = lexicon(language)["linking"].split(), list[str](), mark.end
    for stem, start, stop in sentence.words:
        if start < mark.end:
            continue
        if len(stems) == _NEAR_WORDS or _BREAK.search(sentence.text, end, start):
            break
        end = stop
        if stem:
            stems.append(stem)
        elif sentence.text[start:stop].lower() not in linking:
            break
    return stems


@cache
def _questions(language: str) -> list[tuple[str, re.Pattern[str]]]:
    words = lexicon(language)
    return [(asking, re.compile(words[asking], re.I)) for asking in _ASKING if asking in words]
