"""Which words on a cover are names of people: what nothing but their form and the rest of the report tells."""

import re
from collections.abc import Iterable, Sequence

from ingest.gazetteer import Gazetteer
from ingest.labels import alternatives, words_of
from ingest.people import IsPerson, is_body
from ingest.titles import is_usual

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "ten", "ter")
)
_CONNECTIVES = frozenset(("zu", "af", "av", "el", "y", "e", "i"))
_ARTICLES = frozenset(("the", "a", "an", "le", "la", "les", "l", "der", "die", "das", "het", "el", "los", "las", "il"))
_DEGREE = re.compile(
    r"(?:(?<=^)|(?<=[\s,]))(?:(?:Univ\.?-?\s?)?Prof\.?(?:essor)?|Dr\.?(?:in)?|DDr\.|Mag\.?a?|Dipl\.-\w+\.?|Ing\.?|"
    r"PhD|Ph\.\s?D\.|MSc|MBA|MA|BA|Mgr\.?|Bc\.?|PhDr\.|RNDr\.|doc\.|CSc\.?|dr\.?\s?sc\.?|(?:[A-Z][a-z]?\.){2,4}(?=,|$))"
    r"(?=[\s,]|$)"
)
_MARK = re.compile(r"[*∗†‡§¶#⁰¹²³⁴-⁹˘✉]+")
# From the beginning of a word only, so that a long one is gone through once.
_ADDRESS = re.compile(r"\{[^{}\n]*\}\s?@\S+|(?<!\S)[^\s@_/]*[@_/]\S*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_FEWEST, _MOST = 2, 5
_SHORTEST = 2


def person_test(text: str) -> IsPerson:
    """A test for names of people in a report: their first word is nowhere in it in small letters."""
    ordinary = frozenset(word for word in _WORD.findall(_ADDRESS.sub(" ", text)) if word[0].islower())
    return lambda name: _has_form(name) and not _is_ordinary(name, ordinary)


def _has_form(name: str) -> bool:
    words = name.split()
    own = [word for word in words if word.casefold() not in _PARTICLES | _CONNECTIVES or word is words[-1]]
    return (
        _FEWEST <= len(words) <= _MOST
        and len(own) >= _FEWEST
        and len(words[0]) >= _SHORTEST
        and all(_is_capitalised(word) for word in own)
        and any(len(word.strip(".")) > _SHORTEST for word in own)
        and not is_body(name)
        and not is_usual(name)
        and not Gazetteer.default().find(name)
    )


def _is_capitalised(word: str) -> bool:
    letters = word.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    is_code = letters[:2].isupper() and not letters.isupper()
    return letters.isalpha() and word[0].isupper() and not is_code and (len(word) < 4 or not word.endswith("."))


def _is_ordinary(name: str, ordinary: frozenset[str]) -> bool:
    """Whether the first word that is no initial is one of the words of the text, or an article."""
    words = [word for word in name.split() if not _INITIALS.fullmatch(word)]
    first = "".join(_WORD.findall(words[0])).casefold() if words else ""
    return not first or first in ordinary or first in _ARTICLES


def names_on(lines: Sequence[Sequence[str]], is_person: IsPerson) -> tuple[str, ...]:
    """The people whom lines of a by-line name, each line in its parts; none where anything else stands there.

    A name may run on in the next line, but only where commas part them.
    """
    whole = _split(" ".join(" ".join(line) for line in lines))
    apart = [name for line in lines for part in line for name in _split(part)]
    ways = (apart, whole) if any(len(line) > 1 for line in lines) else (whole, apart)
    return next((tuple(names) for names in ways if _are_people(names, is_person)), ())


def _are_people(names: Sequence[str], is_person: IsPerson) -> bool:
    """All have the form of names, and no more than a third of several have a first word that may be another one.

    One alone that is all in capitals may be anything, unless it has an initial.
    """
    sure = sum(map(is_person, names))
    is_label = len(names) == 1 and names[0].isupper() and "." not in names[0]
    return bool(names) and all(map(_has_form, names)) and sure * 3 >= 2 * len(names) and not is_label


def _split(text: str) -> list[str]:
    plain = _DEGREE.sub(" ", _BRACKETS.sub(" ", text))
    by = re.match(rf"\s*(?P<by>{alternatives('by')})\s+(?=\S+\s+\S)", plain, re.I)
    is_name = by is not None and by["by"].casefold() in _PARTICLES and by["by"][0].isupper()
    plain = plain[by.end() :] if by and not is_name else plain
    parted = re.split(rf"[,;|/•·]|\s+(?:{alternatives('and')})\s+|{_MARK.pattern}(?=\s|,|$)", plain)
    names = (" ".join(_MARK.sub(" ", part).split()).strip(" .:–-") for part in parted)
    return [name for name in names if any(character.isalnum() for character in name)]


def begins_by(text: str) -> bool:
    """Whether a line begins with a word such as "by" that nothing but names follows."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first.casefold() in words_of("by")


def stand_on(names: Iterable[str], page: str) -> bool:
    """Whether every word of the names, initials aside, stands on a page."""
    present = frozenset(word.casefold() for word in _WORD.findall(page))
    words = [word.casefold() for name in names for word in _WORD.findall(name) if len(word) > _SHORTEST]
    return bool(words) and all(word in present for word in words)
