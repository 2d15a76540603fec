"""Captions of tables and figures, and what stands below them. Package data: `captions.toml`, by language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_TABLES, _FIGURES, _NOTES = "tables", "figures", "notes"
# "3", "A.1", "2.4a", "II", "n° 3"; then what may follow a number.
_NUMBER = (
    r"\s*(?:(?i:n[°ºo]?\.?|nr\.?|č\.)\s*)?(?:(?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.–-]\d{1,3})*[a-z]?|[IVXL]{1,5})"
    r"(?=\s*(?:$|[.:;|/(\[–—-])|\s+[^\W_])"
)
_NUMBER_FIRST = r"\d{1,3}(?:[.–-]\d{1,3})*\.?\s"
# What marks a line below a table: a sign or a raised number that stands in it as well.
_KEY = re.compile(r"[*†‡]{1,3}\s*\S|[⁰¹²³⁴-⁹]|\(?[a-z1-9]\)\s+\S")


def is_caption(text: str) -> bool:
    """Whether a line tells what a table or figure shows, or where it comes from."""
    return is_table_caption(text) or is_figure_caption(text) or bool(_note().match(text))


def is_table_caption(text: str) -> bool:
    """Whether a line begins as the caption of a table does: "Table 3. …", "Tabelle 1", "2. táblázat"."""
    return _is_labelled(_TABLES, text)


def is_figure_caption(text: str) -> bool:
    """Whether a line begins as the caption of a figure, a map or a box does."""
    return _is_labelled(_FIGURES, text)


def is_table_note(text: str) -> bool:
    """Whether a line below a table begins as a note, a source or the key of a sign does."""
    return bool(_note().match(text) or _KEY.match(text))


def _is_labelled(kind: str, text: str) -> bool:
    """A small letter behind the number begins a verb: "Figure 3 shows"."""
    found = _label(kind).match(text)
    return found is not None and (found[0].endswith(":") or not text[found.end() :].lstrip()[:1].islower())


@cache
def _label(kind: str) -> re.Pattern[str]:
    words, first = _words(kind), _words(kind, _lists()["number_first"])
    return re.compile(rf"(?i:{words})(?:{_NUMBER}|\s?:)|{_NUMBER_FIRST}(?i:{first})(?!\w)")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words(_NOTES)})\s?[.:]", re.I)


def _words(kind: str, languages: list[str] | None = None) -> str:
    """The names of a kind as alternatives, of these languages or of all; longer ones first."""
    lists: Mapping[str, list[str]] = _lists()[kind]
    names = {name for language in languages or lists for name in lists[language]}
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(files("ingest").joinpath("captions.toml").read_text(encoding="utf-8"))
