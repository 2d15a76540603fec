"""What moves a passage besides the searches: the entities that a question names, the kind of answer, a definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.catalogue.records import PassageRecord
from index.defining import defines, undefined
from index.expecting import expected, holds
from index.question import Question
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind

# A passage about a whole says something of its part.
_OF_A_WHOLE = 0.5


@dataclass(frozen=True, slots=True)
class LiftWeights:
    """What a lift counts beside the 1 that the best passage of a search has.

    `entity_lift`: being about an entity of the question, and as much off for being about a sibling alone;
    `answer_lift`: holding the kind of answer that it expects; `definition_lift`: spelling out the acronym asked for.
    """

    entity_lift: float = 0.2
    answer_lift: float = 0.2
    definition_lift: float = 0.5


LIFT_WEIGHTS = LiftWeights()


@dataclass(frozen=True, slots=True)
class Lift:
    """What is added to the score of a passage or taken from it, and for what; the entities asked for it is about."""

    amount: float = 0.0
    boosts: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


class Lifter:
    """The lifts of one question. Without a gazetteer, what passages are about does not matter."""

    def __init__(self, question: Question, gazetteer: Gazetteer | None, weights: LiftWeights) -> None:
        self._asked = list(_asked(question.entities, gazetteer)) if gazetteer else []
        self._expected = expected(question.text)
        self._acronyms = undefined(question)
        self._weights = weights

    def __bool__(self) -> bool:
        return bool(self._asked or self._expected or self._acronyms)

    def lift(self, passage: PassageRecord, country: str | None) -> Lift:
        """`country`: the English name of that which the passage's report is on."""
        weights = self._weights
        about = [about.name for about in passage.about]
        near, names = self._nearness(about, country)
        answers = self._expected is not None and holds(passage.text, self._expected)
        defined = [acronym for acronym in self._acronyms if defines(passage.text, acronym)]
        amount = near * weights.entity_lift + answers * weights.answer_lift + bool(defined) * weights.definition_lift
        boosts = [f"entity: {name}" for name in names] + [f"answer: {self._expected}"] * answers
        boosts += [f"elsewhere: {', '.join(about) or country}"] * (near < 0)
        return Lift(amount, (*boosts, *(f"definition: {acronym}" for acronym in defined)), names)

    def _nearness(self, about: list[str], country: str | None) -> tuple[float, tuple[str, ...]]:
        """From -1 to 1, and the entities asked for that it is about; what is about nothing is about its country."""
        entities = frozenset(about or ([country] if country else []))
        if not entities:
            return 0.0, ()
        if any(asked.negated and entities <= asked.within for asked in self._asked):
            return -1.0, ()
        near = {a.name: a.nearness(entities, is_known=bool(about)) for a in self._asked if not a.negated}
        best = max(near.values(), default=0.0)
        return best, tuple(name for name, amount in near.items() if amount == best > 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An entity of a question: `within` are it and its parts, `wholes` what it is part of."""

    name: str
    within: frozenset[str]
    wholes: frozenset[str]
    negated: bool

    def nearness(self, entities: frozenset[str], *, is_known: bool) -> float:
        if entities & self.within:
            return 1.0
        if entities & self.wholes:
            return _OF_A_WHOLE if is_known else 0.0
        return -1.0


def _asked(found: Iterable[Found], gazetteer: Gazetteer) -> Iterable[_Asked]:
    """An organisation is a word like others: that it has a home says nothing of what is asked."""
    for one in found:
        if one.kind is not Kind.ORGANISATION:
            names = frozenset(one.candidates)
            parts = names.union(*(gazetteer.descendants(name) for name in names))
            # Of a name that may stand for several it is not known what they are part of.
            wholes = gazetteer.ancestors(one.entity) if len(names) == 1 else frozenset[str]()
            yield _Asked(one.entity, parts, wholes, one.negated)
