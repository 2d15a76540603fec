"""Territories by their names, and what is part of what. Package data: `gazetteer.toml`; reports may add their own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.negation import is_coordinated, is_negated
from ingest.spelling import Spelling
from ingest.territories import WORD, Alias, Entity, Kind, Words, add_aliases, check_relations, fold, listed, merged

# What may stand between the words of one name.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-–‑'’/]")
# A shorter name is a name in the letters alone in which it is listed.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text. `candidates` are all that it may stand for, the likeliest first, which is `entity`.

    `negated` (in questions): it says what is not asked for, as in "outside Flanders".
    """

    start: int
    end: int
    kind: Kind
    candidates: tuple[str, ...]
    negated: bool = False
    misspelt: bool = False

    @property
    def entity(self) -> str:
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entities by name; `aliases` by the first word of their key, longest first."""

    entities: Mapping[str, Entity]
    aliases: Mapping[str, Sequence[Alias]]
    words: Words
    spelling: Spelling

    @staticmethod
    def default() -> "Gazetteer":
        """The territories that come with Pincite; read once."""
        return _default()

    def with_own(self, entries: Iterable[Entity]) -> "Gazetteer":
        """These entities too; one of a name that is known adds to it.

        Raises GazetteerError for a part of nothing known, a cycle, or the name of another entity.
        """
        own = tuple(entries)
        if not own:
            return self
        check_relations(_with(self.entities, own), own)
        return self._joined(own)

    def with_those_of(self, reports: Iterable[Iterable[Entity]]) -> "Gazetteer":
        """The entities of several reports too, each checked on its own; what they share is ambiguous."""
        return self._joined([replace(entry, ambiguous=True) for entries in reports for entry in entries])

    def _joined(self, own: Sequence[Entity]) -> "Gazetteer":
        if not own:
            return self
        entities = _with(self.entities, own)
        aliases = {first: list(some) for first, some in self.aliases.items()}
        add_aliases(aliases, own, frozenset())
        return Gazetteer(entities, aliases, self.words, _spelling(entities, aliases, self.words))

    def find(self, text: str, country: str | None = None, *, question: bool = False) -> list[Found]:
        """The names in a text, none within another. `country`: ISO code of that which the text is about.

        In a question case counts only where a name is short, or an ordinary word besides.
        """
        found, words, at = [], list(WORD.finditer(text)), 0
        keys = [fold(match.group()) for match in words]
        while at < len(words):
            aliases = list(self._at(text, words, keys, at, question=question)) if keys[at] in self.aliases else []
            usable = [alias for alias in aliases if self._speaks_of_it(alias, keys, at, country)]
            if usable:
                end = at + len(usable[0].key)
                candidates = self._decided(dict.fromkeys(alias.entity for alias in usable), country)
                found.append(Found(words[at].start(), words[end - 1].end(), usable[0].kind, candidates))
                at = end - 1
            at += 1
        return found

    def find_in_question(self, text: str, country: str | None = None) -> list[Found]:
        """The names in a question, in any case, with a letter wrong or not, and whether each is taken out."""
        found = self.find(text, country, question=True)
        every = sorted((*found, *self._misspelt(text, found)), key=lambda one: one.start)
        read: list[Found] = []
        for one in every:
            goes_on = bool(read) and read[-1].negated and is_coordinated(text[read[-1].end : one.start])
            read.append(replace(one, negated=goes_on or is_negated(text[: one.start])))
        return read

    def _misspelt(self, text: str, found: Sequence[Found]) -> Iterator[Found]:
        for match in WORD.finditer(text):
            word = fold(match.group())
            if word in self.aliases or word in self.words.ordinary or any(_holds(one, match) for one in found):
                continue
            near = [
                alias for name in self.spelling.nearest(word) for alias in self.aliases[name] if alias.key == (name,)
            ]
            if len({alias.entity for alias in near}) == 1:
                yield Found(match.start(), match.end(), near[0].kind, (near[0].entity,), misspelt=True)

    def resolve(self, name: str) -> tuple[str, ...]:
        """The entities that a name of any kind stands for; none for an unknown one."""
        if name in self.entities:
            return (name,)
        key = tuple(fold(match.group()) for match in WORD.finditer(name))
        same = [alias.entity for alias in self.aliases.get(key[0], ()) if alias.key == key] if key else []
        return self._decided(dict.fromkeys(same), None)

    def ancestors(self, name: str) -> frozenset[str]:
        """What an entity is part of, directly or not."""
        found: set[str] = set()
        new = set(self._part_of(name))
        while new:
            found |= new
            new = {above for entity in new for above in self._part_of(entity)} - found
        return frozenset(found - {name})

    def descendants(self, name: str) -> frozenset[str]:
        """The parts of an entity, and theirs."""
        return frozenset(entity for entity in self.entities if name in self.ancestors(entity))

    def are_siblings(self, one: str, other: str) -> bool:
        """Whether neither is part of the other."""
        return one != other and one not in self.ancestors(other) and other not in self.ancestors(one)

    def _part_of(self, name: str) -> tuple[str, ...]:
        return self.entities[name].part_of if name in self.entities else ()

    def _at(
        self, text: str, words: Sequence[re.Match[str]], keys: Sequence[str], at: int, *, question: bool
    ) -> Iterator[Alias]:
        """The longest names that begin with this word."""
        longest = 0
        for alias in self.aliases[keys[at]]:
            size = len(alias.key)
            if size < longest:
                return
            if tuple(keys[at : at + size]) != alias.key or not _adjoin(text, words[at : at + size]):
                continue
            written = [match.group() for match in words[at : at + size]]
            if self._is_written(alias, written, question=question):
                longest = size
                yield alias

    def _is_written(self, alias: Alias, written: Sequence[str], *, question: bool) -> bool:
        single = len(alias.words) == 1
        is_exact = single and (len(alias.words[0]) <= _SHORT or alias.words[0] in self.words.exact)
        if is_exact:
            return written[0] == alias.words[0] or (written[0].isupper() and len(written[0]) > _SHORT)
        return question or all(map(_has_case_of, written, alias.words))

    def _speaks_of_it(self, alias: Alias, keys: Sequence[str], at: int, country: str | None) -> bool:
        """Whether an adjective does not speak of a language."""
        if alias.kind not in (Kind.ADJECTIVE, Kind.LANGUAGE):
            return True
        after = keys[at + len(alias.key)] if at + len(alias.key) < len(keys) else ""
        is_own = country is not None and self.entities[alias.entity].country == country
        return after not in self.words.after_languages and (is_own or alias.kind is Kind.ADJECTIVE)

    def _decided(self, candidates: Iterable[str], country: str | None) -> tuple[str, ...]:
        """Countries before their regions; where the text has a country, its own entity, else a whole country."""
        ranked = sorted(candidates, key=lambda name: bool(self.entities[name].part_of))
        if country is None or len(ranked) < 2:
            return tuple(ranked)
        own = [name for name in ranked if self.entities[name].country == country]
        whole = [name for name in ranked if not self.entities[name].part_of]
        return tuple(own or whole or ranked)


def _with(entities: Mapping[str, Entity], own: Iterable[Entity]) -> dict[str, Entity]:
    joined = dict(entities)
    for entry in own:
        joined[entry.name] = merged(joined.get(entry.name), entry)
    return joined


def _holds(found: Found, match: re.Match[str]) -> bool:
    return found.start <= match.start() < found.end


def _adjoin(text: str, words: Sequence[re.Match[str]]) -> bool:
    return all(_GAP.fullmatch(text, one.end(), other.start()) for one, other in pairwise(words))


def _has_case_of(written: str, listed: str) -> bool:
    """A word listed in small letters may have any, one in capitals has them, and others begin with one."""
    if listed[0].islower():
        return True
    return written.isupper() if listed.isupper() and len(listed) > 1 else not written[0].islower()


def _spelling(entities: Mapping[str, Entity], aliases: Mapping[str, Sequence[Alias]], words: Words) -> Spelling:
    """The names of one word that a misspelling may lead to: those of regions, and the English ones of countries."""
    every = (a for some in aliases.values() for a in some if len(a.key) == 1 and a.words[0] not in words.exact)
    return Spelling(a.key[0] for a in every if a.words[0] == a.entity or entities[a.entity].part_of)


@cache
def _default() -> Gazetteer:
    read = listed()
    entities = {entity.name: entity for entity in read.entities}
    aliases: dict[str, list[Alias]] = {}
    check_relations(entities, entities.values())
    add_aliases(aliases, entities.values(), read.ambiguous)
    return Gazetteer(entities, aliases, read.words, _spelling(entities, aliases, read.words))
