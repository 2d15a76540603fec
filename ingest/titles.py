"""Titles that reports have in common, whatever they are about. Package data: `titles.toml`, by language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_CONTENTS = re.compile(
    r"(?:table of )?contents|sommaire|table des matières|inhalt(?:sverzeichnis)?|inhoud(?:sopgave)?", re.I
)
_REFERENCES = re.compile(
    r"(?:list of )?(?:references|literature|bibliography|sources|works cited|websites?)"
    r"(?: and (?:sources|references|literature|bibliography|websites?))?"
    r"|further (?:reading|sources(?: of information)?)"
    r"|(?:references|sources) (?:and [\w ]{1,30}|of (?:information|data))"
    r"|bibliographie|références|literatur(?:verzeichnis)?|bronnen|literatuur",
    re.I,
)
_APART = re.compile(
    r"(?:list of )?(?:abbreviations|acronyms)(?: and (?:abbreviations|acronyms))?|glossary|foreword|preface"
    r"|acknowledge?ments?|executive summary|annex(?:es)?|appendi(?:x|ces)",
    re.I,
)
_PARTS = re.compile(r"summary|introduction|conclusions?(?: and [\w ]{1,30})?", re.I)
_LISTS = re.compile(
    r"(?:list of )?(?:tables|figures|boxes|charts)(?:,? (?:and )?(?:tables|figures|boxes|charts))*", re.I
)
_AROUND = " \t:*#"


def is_contents(title: str) -> bool:
    """Whether a table of contents follows."""
    return _is_named(title, _CONTENTS, "contents")


def is_references(title: str) -> bool:
    """Whether a list of references follows."""
    return _is_named(title, _REFERENCES, "references")


def stands_apart(title: str) -> bool:
    """Whether it names a part that is never inside a chapter: abbreviations, annexes, a foreword."""
    return _is_named(title, _APART, "apart")


def is_usual(title: str) -> bool:
    """Whether it names a part that most reports have."""
    return stands_apart(title) or _is_named(title, _PARTS, "parts")


def is_list_of_captions(title: str) -> bool:
    """Whether a list of tables or figures follows."""
    return bool(_LISTS.fullmatch(title.strip(_AROUND)))


def letters(title: str) -> str:
    """What stays of a title when it is set in other type, with other punctuation or a note marker."""
    return "".join(c for c in title.casefold() if c.isalpha() or c.isdecimal())


def _is_named(title: str, pattern: re.Pattern[str], kind: str) -> bool:
    bare = title.strip(_AROUND)
    return bool(pattern.fullmatch(bare)) or bare.casefold() in _names()[kind]


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """The names of each kind, of all languages."""
    lists = tomllib.loads(files("ingest").joinpath("titles.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(name.casefold() for names in of.values() for name in names) for kind, of in lists.items()}
