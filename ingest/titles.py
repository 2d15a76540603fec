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
# What is numbered below or above, in the languages of Europe
_NUMBERED = (
    "table|figure|box|chart|map|graph|diagram|fig\\.|tab\\.|tableau|graphique|encadré|carte|tabelle|abbildung|abb\\."
    "|grafik|schaubild|übersicht|kasten|karte|tabel|figuur|grafiek|kader|kaart|tabla|gráfico|cuadro|recuadro|figura"
    "|mapa|tabela|quadro|caixa|tabella|grafico|riquadro|tavola|tabell|figur|diagram|ruta|boks|taulukko|kuvio|kuva"
    "|joonis|tulukas|tabula|attēls|lentelė|paveikslas|wykres|rysunek|ramka|tabulka|obrázek|graf|rámeček|tabuľka"
    "|obrázok|preglednica|slika|grafikon|tablica|okvir|táblázat|ábra|tabelul|figura|graficul|caseta|таблица|фигура"
    "|графика|каре|πίνακας|διάγραμμα|γράφημα|σχήμα|πλαίσιο"
)
_OF_SOURCES = (
    "sources?|notes?|nb|quellen?|anmerkung(?:en)?|hinweis|bron(?:nen)?|noot|opmerking|fuentes?|notas?|fontes?|fonte"
    "|fonti|källa|källor|anm|kilder?|lähde|lähteet|huom|allikas|märkus|avots|piezīme|šaltinis|pastaba|źródło|uwaga"
    "|zdroj|poznámka|vir|opomba|izvor|napomena|forrás|megjegyzés|sursa|notă|източник|бележка|πηγή|σημείωση"
)
# Some languages have the number first.
_CAPTION = re.compile(
    rf"(?:{_NUMBERED})\s+(?P<number>(?:[A-Z]\.?)?\d[\d.–-]*(?:[a-z]\b)?|[IVX]+\b)"
    rf"|\d+(?:[.–-]\d+)*\.?\s(?:{_NUMBERED})\b\s?[.:]|(?:{_OF_SOURCES})\s?[.:]|table:",
    re.I,
)
_LISTS = re.compile(
    r"(?:list of )?(?:tables|figures|boxes|charts)(?:,? (?:and )?(?:tables|figures|boxes|charts))*", re.I
)
_AROUND = " \t:*#"
_CAPTIONS = ("captions", "captions_after", "sources")


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


def is_caption(text: str) -> bool:
    """Whether a line tells what a table or figure shows, or where it comes from."""
    found = _CAPTION.match(text)
    if found is None:
        return False
    # a small letter behind the number begins a verb: "Figure 3 shows"
    return found["number"] is None or not text[found.end() :].lstrip()[:1].islower()


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


@cache
def _captions() -> re.Pattern[str]:
    """A name and its number, or the other way round; or where it comes from."""
    before, after, sources = ("|".join(map(re.escape, sorted(_names()[kind]))) for kind in _CAPTIONS)
    number = r"\d{1,3}(?:[.\-–]\d{1,3})*"
    return re.compile(rf"(?:{before})\s*[A-Z]?\d|{number}\.?\s(?:{after})(?!\w)|(?:{sources})\s*:", re.I)
