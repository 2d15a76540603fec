"""The entities that a library knows: those of the gazetteer, of its reports, and those that a person has given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from ingest.gazetteer import Gazetteer

_MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class KnownEntities:
    """`carried`: the names that passages of the library carry, whatever they are."""

    gazetteer: Gazetteer = field(default_factory=Gazetteer.default)
    carried: frozenset[str] = frozenset()

    def named(self, name: str) -> tuple[str, ...]:
        """The entities that a name may stand for, in any case; none for an unknown one."""
        same = tuple(known for known in sorted(self.carried) if known.casefold() == name.strip().casefold())
        return self.gazetteer.resolve(name.strip()) or same

    def similar(self, name: str) -> list[str]:
        """Names that may have been meant."""
        names = {known.casefold(): known for known in (*self.gazetteer.entities, *self.carried)}
        near = [found.entity for found in self.gazetteer.find_in_question(name)]
        close = [names[key] for key in get_close_matches(name.strip().casefold(), names, _MOST_SUGGESTED)]
        return list(dict.fromkeys((*near, *close)))[:_MOST_SUGGESTED]

    def with_wholes(self, names: Iterable[str]) -> tuple[str, ...]:
        """Entities, and all that they are part of."""
        given = tuple(names)
        return tuple(sorted({*given, *(above for name in given for above in self.gazetteer.ancestors(name))}))
