"""Terms for lexical search: lower case, without accents, stemmed; numbers meet however they are spaced."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from threading import get_ident

import Stemmer

DEFAULT_LANGUAGE = "en"
# Changes whenever terms come out differently, so that lexical indexes made before are built anew.
ANALYSIS_VERSION = 1

# space, no-break space, figure space, thin space, narrow no-break space
_SPACES = " \u00a0\u2007\u2009\u202f"
# Superscript digits mark footnotes; they belong to no word and to no number.
_SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_CHARACTER = rf"[^\W_{_SUPERSCRIPTS}]"
_TOKEN = re.compile(
    rf"""
    (?P<grouped>
        (?<! [\w.,] ) (?! \d+\.\d{{3}} (?!\.\d{{3}}) )     # one group after a dot is a decimal: 3.425
        [1-9]\d{{0,2}} (?P<separator> [{_SPACES},.'’] ) \d{{3}} (?: (?P=separator) \d{{3}} )*
    )
    (?P<fraction> (?!(?P=separator)) [.,]\d+ )? (?! [.,]?\d | (?P=separator)\d{{3}}(?!\d) | {_CHARACTER} )
    | (?P<decimal> \d+ (?: [.,]\d+ )+ )
    | (?P<word> (?: {_CHARACTER} [\u0300-\u036f]* )+ )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_STEMMERS = {"en": "english"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term and where it stands: its position among the terms, and its range in the text."""

    text: str
    position: int
    start: int
    end: int


def analyse(text: str, language: str = DEFAULT_LANGUAGE) -> list[Term]:
    """The terms to index. A grouped number stands merged and in its groups, at one position."""
    terms: list[Term] = []
    for position, match in enumerate(_TOKEN.finditer(text)):
        written = _written(match, language)
        terms.extend(Term(word, position, *match.span()) for word in written)
    return terms


@lru_cache(maxsize=8192)
def terms_of(text: str, language: str = DEFAULT_LANGUAGE) -> frozenset[str]:
    """The different terms of a text; passages and sentences come up again and again, so they are remembered."""
    return frozenset(term.text for term in analyse(text, language))


def question_terms(text: str, language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """The terms to look for, each with the word of the question that it comes from; a grouped number merged."""
    terms: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        for word in _written(match, language)[:1]:
            terms.setdefault(word, match.group())
    return terms


def _written(match: re.Match[str], language: str) -> list[str]:
    token = match.group()
    if match["grouped"]:
        groups = _DIGITS.findall(match["grouped"])
        return ["".join(groups) + (match["fraction"] or "").replace(",", "."), *groups]
    if match["decimal"]:
        return [token.replace(",", ".")]
    word = fold(token)
    return [] if word in _stop_words(language) else [_stem(word, language)]


def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language, get_ident())
    return str(stemmer.stemWord(word)) if stemmer and word.isalpha() else word


@lru_cache(maxsize=64)
def _stemmer(language: str, _thread: int) -> "Stemmer.Stemmer | None":
    """A stemmer must not be shared by threads."""
    return Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None


@cache
def _stop_words(language: str) -> frozenset[str]:
    lists = tomllib.loads(files("index").joinpath("stop_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists.get(language, "").split())
