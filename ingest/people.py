"""Names of authors: people as "Family, Given", bodies as they are."""

import re

from nameparser import HumanName

_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_BODY_WORDS = re.compile(
    r"\b(?:institut\w*|university|universit\w+|minist\w+|agency|centre|center|department|office|council|authority|"
    r"commission|foundation|federation|association|service|school|college|team|network|group|organi[sz]ation|"
    r"refernet|cedefop|eqavet|oecd|eurydice|formation|national|state|board|committee|"
    r"ltd|limited|inc|llc|llp|gmbh|plc|corp|corporation|company|division)\b",
    re.I,
)
# ", Ltd." and ", a division of …" go on with the name before them
_GOES_ON = re.compile(r",\s+(?:(?:ltd|limited|inc|llc|llp|gmbh|plc|corp)\b|(?:a|an|the|part|division)\s)", re.I)
_AND = re.compile(r",?\s+(?:and|&)\s+")
# "Karno, A." as citations give a person
_CITED_PERSON = re.compile(r"[^\W\d_][\w'’ -]*+, (?:[^\W\d_]\.[ -]?)+")
_FEWEST_NAME_WORDS = 2
_MOST_NAME_WORDS = 4


def split_names(names: str) -> tuple[str, ...]:
    """Names that semicolons part, else the whole as one."""
    return tuple(part.strip(" .") for part in names.split(";") if part.strip(" ."))


def split_authors(names: str, cite_as: str = "") -> tuple[str, ...]:
    """ "Anna Karno (Bruxelles Formation)" -> ("Karno, Anna",). `cite_as` tells which names are people's.

    A body after a person is an affiliation; so is what the citation does not name.
    """
    plain = _AFFILIATION.sub("", names)
    parts = [name for chunk in plain.split(";") for name in _split_chunk(chunk.strip(" ,"))]
    authors = [_inverted(part, cite_as) for part in parts if part]
    cited = [author for author in authors if family_name(author).casefold() in cite_as.casefold()]
    return tuple(cited or authors)


def _split_chunk(names: str) -> list[str]:
    """The names between two semicolons, without affiliations."""
    parts = [part for name in _split_and(names) for part in _split_commas(name)]
    people = [part for part in parts if not is_body(part)]
    return people or parts


def _split_and(names: str) -> list[str]:
    """ "Cedefop and ReferNet" are two bodies, "Ministry of Education and Science" is one."""
    parts = [names] if _GOES_ON.search(names) else _AND.split(names)
    bodies = sum(is_body(part) for part in parts)
    return parts if bodies in (0, len(parts)) else [names]


def _split_commas(names: str) -> list[str]:
    """ "A. Karno, B. Doe" are two, "Karno, Anna" is one, and so is "Ministry of Education, Youth and Sports"."""
    if is_body(names.partition(",")[0]) or _GOES_ON.search(names):
        return [names]
    parts = [part.strip() for part in names.split(",") if part.strip()]
    return parts if all(len(part.split()) >= _FEWEST_NAME_WORDS for part in parts) else [names]


def split_cited(authors: str) -> tuple[str, ...]:
    """ "Karno, A., & Doe, B. C." -> ("Karno, A.", "Doe, B. C."); bodies stay as they are."""
    parts = [part.strip(" ,") for chunk in authors.split(";") for part in _split_and(chunk)]
    people = [_CITED_PERSON.findall(part) or [part] for part in parts if part]
    return tuple(name.strip() for names in people for name in names)


def _inverted(name: str, cite_as: str) -> str:
    if "," in name or name in cite_as or is_body(name):
        return name
    if not _FEWEST_NAME_WORDS <= len(name.split()) <= _MOST_NAME_WORDS:
        return name
    person = HumanName(name)
    given = " ".join(part for part in (person.first, person.middle) if part)
    return f"{person.last}, {given}" if person.last and given else name


def is_body(author: str) -> bool:
    """Whether an author is no person: a ministry, an institute, a company."""
    return bool(_BODY_WORDS.search(author))


def family_name(author: str) -> str:
    """What an in-text citation calls an author."""
    return author if is_body(author) else author.partition(",")[0].strip()
