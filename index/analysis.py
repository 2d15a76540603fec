"""Terms for lexical search: lower case, without accents, stemmed; numbers meet however they are spaced."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

DEFAULT_LANGUAGE = "en"
# Changes whenever terms come out differently, so that lexical indexes made before are built anew.
ANALYSIS_VERSION = 1

_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"(?P<grouped>(?<![\w.,])\d{{1,3}}(?P<separator>[{_SPACES},'’])\d{{3}}(?:(?P=separator)\d{{3}})*)"
    r"(?P<fraction>\.\d{1,2})?(?!\w)"
    r"|(?P<dotted>(?<![\w.,])\d{1,3}(?:\.\d{3}){2,}(?!\w))"
    r"|(?P<decimal>\d+(?:[.,]\d+)+)"
    r"|(?P<word>[^\W_]+)"
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
    if match["grouped"] or match["dotted"]:
        groups = _DIGITS.findall(match["grouped"] or token)
        return ["".join(groups) + (match["fraction"] or ""), *groups]
    if match["decimal"]:
        return [token.replace(",", ".")]
    word = fold(token)
    return [] if word in _stop_words(language) else [_stem(word, language)]


def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer and word.isalpha() else word


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    return Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None


@cache
def _stop_words(language: str) -> frozenset[str]:
    lists = tomllib.loads(files("index").joinpath("stop_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists.get(language, "").split())
