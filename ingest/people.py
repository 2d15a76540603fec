"""Names of authors: people as "Family, Given", bodies as they are."""

import re

from nameparser import HumanName

_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_BODY_WORDS = re.compile(
    r"\b(?:institut\w*|university|universit\w+|minist\w+|agency|centre|center|department|office|council|authority|"
    r"commission|foundation|federation|association|service|school|college|team|network|group|organi[sz]ation|"
    r"refernet|cedefop|eqavet|oecd|eurydice|formation|national|state|board|committee)\b",
    re.I,
)
_FEWEST_NAME_WORDS = 2
_MOST_NAME_WORDS = 4


def split_names(names: str) -> tuple[str, ...]:
    """Names that semicolons part, else the whole as one."""
    return tuple(part.strip(" .") for part in names.split(";") if part.strip(" ."))


def split_authors(names: str, cite_as: str = "") -> tuple[str, ...]:
    """ "Anna Karno (Bruxelles Formation)" -> ("Karno, Anna",). `cite_as` tells which names are people's."""
    plain = _AFFILIATION.sub("", names)
    if ";" in plain:
        parts = plain.split(";")
    else:
        parts = [p for chunk in re.split(r"\s+(?:and|&)\s+", plain) for p in _split_commas(chunk)]
    return tuple(_inverted(part.strip(" .,"), cite_as) for part in parts if part.strip(" .,"))


def _split_commas(names: str) -> list[str]:
    """ "A. Karno, B. Doe" are two, "Karno, Anna" is one."""
    parts = [part.strip() for part in names.split(",") if part.strip()]
    return parts if all(len(part.split()) >= _FEWEST_NAME_WORDS for part in parts) else [names]


def _inverted(name: str, cite_as: str) -> str:
    if "," in name or name in cite_as or _BODY_WORDS.search(name):
        return name
    if not _FEWEST_NAME_WORDS <= len(name.split()) <= _MOST_NAME_WORDS:
        return name
    person = HumanName(name)
    given = " ".join(part for part in (person.first, person.middle) if part)
    return f"{person.last}, {given}" if person.last and given else name


def family_name(author: str) -> str:
    """What an in-text citation calls an author."""
    return author.partition(",")[0].strip()
