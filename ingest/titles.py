"""Titles that reports have in common, whatever they are about."""

import re

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
_CAPTION = re.compile(r"(?:table|figure|box|chart|map|graph)\s+[A-Z]?\d|(?:sources?|notes?|nb)\s*[.:]|table:", re.I)
_LISTS = re.compile(
    r"(?:list of )?(?:tables|figures|boxes|charts)(?:,? (?:and )?(?:tables|figures|boxes|charts))*", re.I
)
_AROUND = " \t:*#"


def is_contents(title: str) -> bool:
    """Whether a table of contents follows."""
    return bool(_CONTENTS.fullmatch(title.strip(_AROUND)))


def is_references(title: str) -> bool:
    """Whether a list of references follows."""
    return bool(_REFERENCES.fullmatch(title.strip(_AROUND)))


def stands_apart(title: str) -> bool:
    """Whether it names a part that is never inside a chapter: abbreviations, annexes, a foreword."""
    return bool(_APART.fullmatch(title.strip(_AROUND)))


def is_usual(title: str) -> bool:
    """Whether it names a part that most reports have."""
    return stands_apart(title) or bool(_PARTS.fullmatch(title.strip(_AROUND)))


def is_caption(text: str) -> bool:
    """Whether a line tells what a table or figure shows, or where it comes from."""
    return bool(_CAPTION.match(text))


def is_list_of_captions(title: str) -> bool:
    """Whether a list of tables or figures follows."""
    return bool(_LISTS.fullmatch(title.strip(_AROUND)))


def letters(title: str) -> str:
    """What stays of a title when it is set in other type, with other punctuation or a note marker."""
    return "".join(c for c in title.casefold() if c.isalpha() or c.isdecimal())
