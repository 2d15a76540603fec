"""Values behind a label such as "Autor:innen:" in the languages of Europe; the words are in `labels.toml`."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_ENDING = re.compile(r"\\\((.{1,5}?)\\\)")
_LONGEST_VALUE = 1_000


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one list, without capitals."""
    return frozenset(word.casefold() for word in _listed(kind))


def _listed(kind: str) -> tuple[str, ...]:
    text = _table()[kind]
    parts = text.split(";") if ";" in text else text.split()
    return tuple(part.strip() for part in parts if part.strip())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(files("ingest").joinpath("labels.toml").read_text(encoding="utf-8"))


@cache
def alternatives(kind: str) -> str:
    """A regular expression for any word of a list, the longest first; "(s)" is an ending that may be there."""
    words = sorted(_listed(kind), key=len, reverse=True)
    return "|".join(_ENDING.sub(r"(?:\\(?\1\\)?)?", re.escape(word)).replace(r"\ ", r"\s+") for word in words)


@cache
def _labelled(kind: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(kind)})[ \t]*(?::|\t)[ \t]*\n{{0,2}}(?P<value>\S[^\n]*)", re.I | re.M)


@cache
def _titled(kind: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(kind)})[ \t]*\n+(?P<value>\S[^\n]*)", re.I | re.M)


def labelled(kind: str, text: str) -> Iterator[str]:
    """The values behind a label of this kind and a colon or tab."""
    for match in _labelled(kind).finditer(text):
        yield match["value"].strip()[:_LONGEST_VALUE]


def titled(kind: str, text: str) -> Iterator[str]:
    """The lines below one that is such a label and nothing else."""
    for match in _titled(kind).finditer(text):
        yield match["value"].strip()[:_LONGEST_VALUE]
