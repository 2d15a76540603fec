"""Words around quantities, and names of the things that reports count, by language."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from index.analysis import analyse

LANGUAGES = ("en", "fr", "nl", "de")


@cache
def lexicon(name: str) -> Any:
    """The part of the lexicon for a language, or `things`, the table of things counted."""
    return tomllib.loads(files("index").joinpath("counting.toml").read_text(encoding="utf-8"))[name]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The stem of one word; empty for a stop word."""
    return next((term.text for term in analyse(word, language)), "")


@lru_cache(maxsize=1024)
def names(things: frozenset[str], spoken: str, language: str) -> frozenset[str] | None:
    """Stems of what things, stems themselves of the language spoken, are called in another; None if none is known.

    What is under a thing counts as one: pupils are people.
    """
    asked = [row for row in lexicon("things") if things & _stems(row[spoken], spoken)]
    meant = {row["name"] for row in asked if "name" in row}
    rows = [*asked, *(row for row in lexicon("things") if row.get("under") in meant)]
    named = frozenset[str]().union(*(_stems(row[language], language) for row in rows))
    if spoken == language:
        return named | things
    return named if named or not things else None


def _stems(words: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words.split())
