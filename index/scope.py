"""What a search may return: filters as a person gives them, and as engines apply them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

# That of most reports: how a text is taken whose language is not certain.
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years from `first` to `last`, both included; None leaves an end open."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of a question. Values of one filter widen, different filters narrow; empty means all."""

    country: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    year: YearRange | None = None


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an engine knows of an entry besides its vector or terms.

    `sections` are keys of its section and of those above it (see `section_keys`), `language` is that of its terms,
    `entities` are those that it is about, and what they are part of.
    """

    document: str
    sections: tuple[str, ...] = ()
    language: str = DEFAULT_LANGUAGE
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """The entries that a search may return; None does not restrict."""

    documents: frozenset[str] | None = None
    sections: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    entities: frozenset[str] | None = None

    def admits(self, attributes: Attributes) -> bool:
        return (
            (self.documents is None or attributes.document in self.documents)
            and (self.sections is None or not self.sections.isdisjoint(attributes.sections))
            and (self.languages is None or attributes.language in self.languages)
            and (self.entities is None or not self.entities.isdisjoint(attributes.entities))
        )


EVERYTHING = Scope()


def section_key(name: str) -> str:
    """How a section is named in a filter: its number, or its title in any case."""
    return " ".join(name.casefold().split()).removeprefix("section ").removeprefix("chapter ").rstrip(".")


def section_keys(lineage: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    """Keys of the sections from the top down, given as (number, title).

    2.6 lies below 2 even where the report has no heading for 2.
    """
    names = (name for number, title in lineage for name in (*_above(number or ""), title) if name)
    return tuple(dict.fromkeys(map(section_key, names)))


def _above(number: str) -> Iterator[str]:
    """2.6.1 -> 2, 2.6, 2.6.1"""
    return accumulate(number.split("."), "{}.{}".format)
