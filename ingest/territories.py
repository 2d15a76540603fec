"""What a gazetteer is made of: territories and their names, as `gazetteer.toml` lists them, and what must hold."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib.resources import files
from typing import Any

import pycountry

from ingest.errors import GazetteerError
from ingest.places import country_name

WORD = re.compile(r"[^\W_]+")


class Kind(StrEnum):
    """How a name stands for its territory; an adjective or a language is followed by what it belongs to."""

    NAME = "name"
    ADJECTIVE = "adjective"
    LANGUAGE = "language"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Entity:
    """A territory. `country`: ISO code of the country that it is or lies in.

    `ambiguous`: it may share its names; `is_union`: it is one of countries.
    """

    name: str
    country: str | None = None
    part_of: tuple[str, ...] = ()
    names: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: bool = False
    is_union: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as it is listed, by its words."""

    words: tuple[str, ...]
    key: tuple[str, ...]
    kind: Kind
    entity: str


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words that decide whether a name is one; each in its folded form but for `exact`."""

    exact: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    after_languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """The entities that come with Pincite; `ambiguous` are names that several of them have."""

    entities: tuple[Entity, ...]
    words: Words
    ambiguous: frozenset[str]


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def merged(known: Entity | None, entry: Entity) -> Entity:
    if known is None:
        return entry
    parents = tuple(dict.fromkeys((*known.part_of, *entry.part_of)))
    return replace(known, part_of=parents)


def check_relations(entities: Mapping[str, Entity], changed: Iterable[Entity]) -> None:
    for entry in changed:
        for above in entry.part_of:
            if above not in entities:
                raise GazetteerError(
                    f"entity {entry.name!r}: part_of names {above!r}, which is not known; list it as an entity too, "
                    "or give the name under which it is."
                )
        way = _cycle(entities, entry.name)
        if way:
            raise GazetteerError(f"entity {entry.name!r} is part of itself: {' in '.join(way)}. Take one part_of out.")


def _cycle(entities: Mapping[str, Entity], name: str) -> list[str]:
    """The way from an entity up to itself; empty where there is none."""
    ways, seen = [[name]], {name}
    while ways:
        way = ways.pop()
        for above in entities[way[-1]].part_of:
            if above == name:
                return [*way, name]
            if above not in seen:
                seen.add(above)
                ways.append([*way, above])
    return []


def add_aliases(aliases: dict[str, list[Alias]], entities: Iterable[Entity], shared: frozenset[str]) -> None:
    """Raises GazetteerError for a name that two entities have, unless it is one of those `shared`."""
    for entity in entities:
        listed = {Kind.NAME: (entity.name, *entity.names.get(Kind.NAME, ())), **_others(entity)}
        for kind, names in listed.items():
            for name in names:
                alias = _alias(name, kind, entity.name)
                same = aliases.setdefault(alias.key[0], [])
                taken = next((a.entity for a in same if a.key == alias.key and a.entity != entity.name), None)
                if taken and not (entity.ambiguous or name in shared):
                    raise GazetteerError(
                        f"entity {entity.name!r}: the name {name!r} is one of {taken!r}; "
                        "leave it out, or set ambiguous = true."
                    )
                same.append(alias)
                same.sort(key=lambda a: -len(a.key))


def _others(entity: Entity) -> dict[Kind, tuple[str, ...]]:
    return {kind: names for kind, names in entity.names.items() if kind is not Kind.NAME}


def _alias(name: str, kind: Kind, entity: str) -> Alias:
    words = tuple(WORD.findall(name))
    if not words:
        raise GazetteerError(f"entity {entity!r}: the name {name!r} has no letters. Correct or remove it.")
    return Alias(words, tuple(map(fold, words)), kind, entity)


def _parted(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


def listed() -> Listed:
    """What `gazetteer.toml` and pycountry list."""
    data = tomllib.loads(files("ingest").joinpath("gazetteer.toml").read_text(encoding="utf-8"))
    return Listed(tuple(_entities(data)), _words(data), frozenset(_parted(data["ambiguous"])))


def _words(data: Mapping[str, Any]) -> Words:
    ordinary = frozenset(map(fold, data["ordinary"].split()))
    return Words(frozenset(_parted(data["exact"])), ordinary, frozenset(_parted(data["after_languages"])))


def _entities(data: Mapping[str, Any]) -> Iterator[Entity]:
    names: defaultdict[str, dict[Kind, tuple[str, ...]]] = defaultdict(dict)
    for name, bodies in data["organisations"].items():
        names[name][Kind.ORGANISATION] = _parted(bodies)
    above = data["part_of"]
    for country in pycountry.countries:
        code, name = country.alpha_2, country_name(country.alpha_2)
        for table, kind in (("countries", Kind.NAME), ("adjectives", Kind.ADJECTIVE), ("languages", Kind.LANGUAGE)):
            names[name][kind] = _parted(data[table].get(code, ""))
        yield Entity(name, code, _parted(above.get(name, "")), names[name])
    for code, regions in data["regions"].items():
        for name, others in regions.items():
            names[name][Kind.NAME] = _parted(others)
            yield Entity(name, code, _parted(above.get(name, country_name(code))), names[name])
    for name, others in data["unions"].items():
        names[name][Kind.NAME] = _parted(others)
        yield Entity(name, None, (), names[name], is_union=True)
