"""Names of authors: people as "Family, Given", bodies as they are."""

import re
from collections.abc import Callable, Iterable

from nameparser import HumanName

from ingest.labels import alternatives

IsPerson = Callable[[str], bool]

_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_BODY_WORDS = re.compile(
    r"\b(?:\w*institut\w*|university|universit\w+|\w*minist\w+|agency|centre|center|department|office|council|"
    r"authority|commission|foundation|federation|association|service|school|college|team|network|group|"
    r"organi[sz]ation|refernet|cedefop|eqavet|oecd|eurydice|formation|national|state|board|committee|"
    r"agence|agentur|agenzia|agencia|agência|agentschap|agencja|agentura|agentúra|agencija|ügynökség|virasto|"
    r"centro|centrum|zentrum|keskus|központ|center|fondation|fundaci\w+|fondazione|fundaç\w+|stiftung|stichting|"
    r"\w*verband|hochschule|akademie|akademia|akademija|academy|kammer|kommission|comisi\w+|commissie|styrelsen|"
    r"direktorat\w*|hallitus|"
    r"ltd|limited|inc|llc|llp|gmbh|plc|corp|corporation|company|division)\b",
    re.I,
)
# What the name of a body begins with, or ends with before "of" and its like.
_BODY_NOUN = re.compile(
    r"\w*institut(?:e|o|et|ion|s|u)?|instytut|universit\w+|universidad\w*|\w*minist(?:ry|er\w*|ère|ério|erstwo|rstvo)|"
    r"agency|agence|\w*agentur|agenzia|agencia|agência|agentschap|agencja|agentura|agentúra|agencija|"
    r"cent(?:re|er|ro|rum)|zentrum|department|office|council|authority|commission|kommission|comisi[óo]n|commissie|"
    r"komisja|foundation|fondation|fundaci[óo]n|fondazione|fundação|fundacja|stiftung|stichting|federation|association|"
    r"organi[sz]ation|committee|board|\w*verband|academy|akademie|"
    r"cedefop|eurydice|refernet|oecd|unesco|eqavet|ltd|limited|inc|llc|gmbh|plc|corp|corporation|company",
    re.I,
)
_PREPOSITION = re.compile(
    r"\s(?:of|for|in|on|für|der|des|de|du|pour|para|per|di|do|da|van|voor|for|af|av|til|dla|pro)\s", re.I
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
    others = re.split(rf",?\s+(?:{alternatives('and')})\s+", names) if len(parts) == 1 else []
    if len(others) > 1 and all(len(part.split()) >= _FEWEST_NAME_WORDS for part in others):
        parts = others
    bodies = sum(is_body(part) for part in parts)
    return parts if bodies in (0, len(parts)) else [names]


def _split_commas(names: str) -> list[str]:
    """ "A. Karno, B. Doe" are two, "Karno, Anna" is one, and so is "Ministry of Education, Youth and Sports"."""
    if is_body(names.partition(",")[0]) or _GOES_ON.search(names):
        return [names]
    parts = [part.strip() for part in names.split(",") if part.strip()]
    return parts if all(len(part.split()) >= _FEWEST_NAME_WORDS for part in parts) else [names]


def split_cited(authors: str, is_person: IsPerson = lambda _: False) -> tuple[str, ...]:
    """ "Karno, A., & Doe, B. C." -> ("Karno, A.", "Doe, B. C."); bodies stay as they are.

    Who `is_person` among names that stand the other way round is turned: "Karno, Anna and Jo Doe".
    """
    parts = [part.strip(" ,") for chunk in authors.split(";") for part in _split_and(chunk)]
    return tuple(name.strip() for part in parts if part for name in _cited(part, is_person))


def _cited(part: str, is_person: IsPerson) -> list[str]:
    people = _CITED_PERSON.findall(part)
    segments = [segment.strip() for segment in part.split(",") if segment.strip()]
    if people or is_body(part):
        return people or [part]
    if all(map(is_person, segments)):
        return [_inverted(segment, "") for segment in segments]
    if len(segments) > 2 and all(map(is_person, segments[2:])):
        return [", ".join(segments[:2]), *(_inverted(segment, "") for segment in segments[2:])]
    return [part]


def inverted(names: Iterable[str]) -> tuple[str, ...]:
    """ "Anna Karno" -> "Karno, Anna"."""
    return tuple(_inverted(name, "") for name in names)


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


def names_body(text: str) -> bool:
    """Whether a line is the name of a body and nothing else: "Ministry of Education", "Swedish National Agency"."""
    head, *_ = _PREPOSITION.split(text.strip(" .,"), maxsplit=1)
    words = head.split()
    return bool(words) and any(_BODY_NOUN.fullmatch(word.strip(".,()")) for word in (words[0], words[-1]))


def family_name(author: str) -> str:
    """What an in-text citation calls an author."""
    return author if is_body(author) else author.partition(",")[0].strip()
