"""What moves a passage besides the searches: what a question names, takes out or quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.catalogue.records import PassageRecord
from index.defining import defines, undefined
from index.question import Question
from index.scope import section_key
from index.stating import holds_phrase, phrases, section_numbers
from ingest.document import Section
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind

# A passage about a whole says something of its part.
_OF_A_WHOLE = 0.5


@dataclass(frozen=True, slots=True)
class LiftWeights:
    """What a lift counts beside the 1 that the best passage of a search has.

    `entity_lift`: being about an entity of the question, and as much off for being about a sibling alone;
    `excluded_lift`: taken off for being about nothing but what the question takes out; `definition_lift`:
    spelling out the acronym asked for; `phrase_lift`: holding what it quotes; `section_lift`: standing in a section
    that it names by number, with 0 they are not looked for.
    """

    entity_lift: float = 0.2
    excluded_lift: float = 2.0
    definition_lift: float = 0.5
    phrase_lift: float = 1.0
    section_lift: float = 1.5


LIFT_WEIGHTS = LiftWeights()


@dataclass(frozen=True, slots=True)
class Lift:
    """What is added to the score of a passage or taken from it, and for what; the entities asked for it is about."""

    amount: float = 0.0
    boosts: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


class Lifter:
    """The lifts of one question. Without a gazetteer, what passages are about does not matter.

    An organisation is a word like others: that it has a home says nothing of what is asked.
    """

    def __init__(self, question: Question, gazetteer: Gazetteer | None, weights: LiftWeights) -> None:
        found = [one for one in question.entities if one.kind is not Kind.ORGANISATION] if gazetteer else []
        asked = [(one.negated, _asked(one, gazetteer)) for one in found if gazetteer]
        self._wanted = [entity for negated, entity in asked if not negated]
        self._taken_out = _taken_out([entity for negated, entity in asked if negated], self._wanted)
        self._acronyms = undefined(question)
        self._phrases = phrases(question.text)
        self._sections = section_numbers(question.text) if weights.section_lift else ()
        self._looks_inside = bool(self._acronyms or self._phrases or self._sections)
        self._weights = weights

    def __bool__(self) -> bool:
        return bool(self._wanted or self._taken_out) or self._looks_inside

    def lift(self, passage: PassageRecord, country: str | None) -> Lift:
        """`country`: the English name of that which the passage's report is on."""
        by_entity = self._of_entities(passage, country)
        if not self._looks_inside:
            return by_entity
        by_content = self._of_content(passage)
        return Lift(by_entity.amount + by_content.amount, by_entity.boosts + by_content.boosts, by_entity.entities)

    def _of_entities(self, passage: PassageRecord, country: str | None) -> Lift:
        """What is about nothing is about its country."""
        about = [one.name for one in passage.about]
        entities = frozenset(about or ([country] if country else []))
        if entities and entities <= self._taken_out:
            return Lift(-self._weights.excluded_lift, (f"excluded: {', '.join(about) or country}",))
        near, names = self._nearness(entities, is_known=bool(about))
        boosts = (f"elsewhere: {', '.join(about) or country}",) if near < 0 else tuple(f"entity: {n}" for n in names)
        return Lift(near * self._weights.entity_lift, boosts, names)

    def _nearness(self, entities: frozenset[str], *, is_known: bool) -> tuple[float, tuple[str, ...]]:
        """From -1 to 1, and the entities asked for that a passage about these is about."""
        if not entities:
            return 0.0, ()
        near = {asked.name: asked.nearness(entities, is_known=is_known) for asked in self._wanted}
        best = max(near.values(), default=0.0)
        return best, tuple(name for name, amount in near.items() if amount == best > 0)

    def _of_content(self, passage: PassageRecord) -> Lift:
        weights = self._weights
        defined = [acronym for acronym in self._acronyms if defines(passage.text, acronym)]
        quoted = [phrase for phrase in self._phrases if holds_phrase(passage.text, phrase)]
        sections = [number for number in self._sections if _stands_in(passage.section, number)]
        amount = (
            bool(defined) * weights.definition_lift
            + len(quoted) / max(1, len(self._phrases)) * weights.phrase_lift
            + bool(sections) * weights.section_lift
        )
        boosts = [f"definition: {acronym}" for acronym in defined]
        boosts += [f"phrase: {phrase}" for phrase in quoted] + [f"section: {number}" for number in sections]
        return Lift(amount, tuple(boosts))


@dataclass(frozen=True, slots=True)
class _Asked:
    """An entity of a question: `within` are it and its parts, `wholes` what it is part of."""

    name: str
    within: frozenset[str]
    wholes: frozenset[str]

    def nearness(self, entities: frozenset[str], *, is_known: bool) -> float:
        if entities & self.within:
            return 1.0
        if entities & self.wholes:
            return _OF_A_WHOLE if is_known else 0.0
        return -1.0


def _asked(found: Found, gazetteer: Gazetteer) -> _Asked:
    names = frozenset(found.candidates)
    parts = names.union(*(gazetteer.descendants(name) for name in names))
    # Of a name that may stand for several it is not known what they are part of.
    wholes = gazetteer.ancestors(found.entity) if len(names) == 1 else frozenset[str]()
    return _Asked(found.entity, parts, wholes)


def _taken_out(excluded: Iterable[_Asked], wanted: Iterable[_Asked]) -> frozenset[str]:
    """The entities taken out with their parts, but for those that are asked for besides."""
    out = frozenset[str]().union(*(entity.within for entity in excluded))
    return out.difference(*(entity.within for entity in wanted if entity.name in out))


def _stands_in(section: Section, number: str) -> bool:
    """Whether a section or one above it has this number; 2.6 stands in 2 even where there is no heading for 2."""
    return any(own.startswith(f"{number}.") for own in _numbers(section.number, section.path))


@lru_cache(maxsize=8192)
def _numbers(number: str | None, path: tuple[str, ...]) -> tuple[str, ...]:
    """The number of a section and those that begin the headings from the chapter down, each with a dot behind it."""
    beginnings = (section_key(heading).split(" ")[0].rstrip(".") for heading in path)
    return tuple(f"{beginning}." for beginning in (number or "", *beginnings))
