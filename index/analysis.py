"""Terms for lexical search: lower case, without accents, stemmed; numbers meet however they are spaced."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import get_ident

import Stemmer

from index.crossing import crosses
from index.scope import DEFAULT_LANGUAGE
from index.stop_words import is_stop_word

# Changes whenever terms come out differently, so that lexical indexes made before are built anew.
ANALYSIS_VERSION = 2

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
# Snowball's stemmers for languages of the EU, Iceland and Norway; words of the others are taken as they are.
_STEMMERS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip
# Stemmers of other languages know the accents; to these, a letter with one would be a consonant.
_WITHOUT_ACCENTS = frozenset({"en"})


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


@lru_cache(maxsize=2048)
def pairs_of(text: str, language: str = DEFAULT_LANGUAGE) -> frozenset[tuple[str, str]]:
    """The terms that follow each other in a text, stop words aside."""
    return frozenset(pairwise(term.text for term in analyse(text, language)))


def question_terms(text: str, language: str = DEFAULT_LANGUAGE, *, crossing: bool = False) -> dict[str, str]:
    """The terms to look for, each with the word of the question that it comes from; a grouped number merged.

    `crossing` leaves only what means the same in another language: numbers, names, acronyms, quoted phrases.
    """
    terms: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        if not crossing or crosses(text, *match.span()):
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
    word = fold(token) if language in _WITHOUT_ACCENTS else unicodedata.normalize("NFKC", token).casefold()
    return [] if is_stop_word(word, language) else [fold(_stem(word, language))]


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
