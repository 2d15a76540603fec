"""What of a question the library lacks: a territory that it holds nothing about, a word that no passage mentions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import question_terms
from index.candidates import Candidate
from index.counting import asked_for
from index.engines.protocols import LexicalEngine
from index.entities import KnownEntities
from index.quantities import Quantity
from index.question import Question
from index.scope import EVERYTHING
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind
from service.confidence import FIRST, JUDGED, LOOSELY_BOUND, Setting, about_wanted, bound, wanted

_MOST_WORDS_NAMED = 2
_QUANTITIES = {
    Quantity.COUNT: "that number",
    Quantity.SHARE: "that share",
    Quantity.MONEY: "that amount",
    Quantity.DURATION: "that duration",
    Quantity.MEASURE: "that measure",
    Quantity.TIME: "that date",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a library, each taken as a word of the languages of its documents."""

    engine: LexicalEngine
    languages: frozenset[str]

    def mentions(self, *texts: str) -> bool:
        """Whether all words of one of the texts occur in the library. What has no words to look for does."""
        sought = {tuple(question_terms(text, language)) for text in texts for language in self.languages}
        every = {term for terms in sought for term in terms}
        # Most often there is none of them, and one search tells that.
        if () not in sought and not self.engine.search(sorted(every), 1, EVERYTHING):
            return False
        return any(map(self._holds, sought))

    def _holds(self, terms: Sequence[str]) -> bool:
        return all(self.engine.search([term], 1, EVERYTHING) for term in terms)


def absent(
    question: Question, known: KnownEntities, countries: Collection[str], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The entities asked for, where the library holds nothing about any of them and names none."""
    asked = wanted(question, known.gazetteer)
    held = known.carried.union(countries)
    if any(_is_held(found, held, known.gazetteer) or _is_named(question, found, known, vocabulary) for found in asked):
        return ()
    return tuple(dict.fromkeys(found.entity for found in asked))


def _is_held(found: Found, held: frozenset[str], gazetteer: Gazetteer) -> bool:
    """What is about a part is about the whole, and what is about a country may be about its parts."""
    names = frozenset(found.candidates)
    wholes = {whole for name in names for whole in gazetteer.ancestors(name) if not _is_union(whole, gazetteer)}
    return not held.isdisjoint(names | wholes) or any(gazetteer.ancestors(name) & names for name in held)


def _is_union(name: str, gazetteer: Gazetteer) -> bool:
    return name in gazetteer.entities and gazetteer.entities[name].is_union


def _is_named(question: Question, found: Found, known: KnownEntities, vocabulary: Vocabulary) -> bool:
    entities = [known.gazetteer.entities[name] for name in found.candidates if name in known.gazetteer.entities]
    listed = [name for entity in entities for name in (entity.name, *entity.names.get(Kind.NAME, ()))]
    return vocabulary.mentions(question.text[found.start : found.end], *listed)


def missing(question: Question, candidates: Sequence[Candidate], setting: Setting, vocabulary: Vocabulary) -> str:
    """A clause that says what of the question is not found; there is at least one candidate."""
    return next(_clauses(question, candidates, setting, vocabulary))


def _clauses(
    question: Question, candidates: Sequence[Candidate], setting: Setting, vocabulary: Vocabulary
) -> Iterator[str]:
    """All that may be missing, the most telling first."""
    asked = wanted(question, setting.gazetteer) if setting.gazetteer else []
    entities = " or ".join(dict.fromkeys(found.entity for found in asked))
    near = _near(question, candidates[:JUDGED], setting)
    if entities and not near:
        yield f"none of the nearest passages is about {entities}"
    passages = f"none of the nearest passages{f' about {entities}' if entities else ''}"
    elsewhere = list(_elsewhere(question, candidates[:JUDGED], near, setting))
    if elsewhere and _is_name(question, elsewhere[0], candidates):
        yield f"{passages} mentions {_named(elsewhere)}"
    quantity = _quantity(question, near)
    if quantity:
        yield f"{passages} gives {quantity}"
    if elsewhere:
        yield f"{passages} mentions {_named(elsewhere)}"
    unknown = [word for word in _telling(question, candidates[:JUDGED], setting) if not vocabulary.mentions(word)]
    if unknown:
        yield f"no passage mentions {_named(unknown)}"
    lacking = [word for word in _telling(question, candidates[:FIRST], setting) if not _holds(candidates[:FIRST], word)]
    yield f"none of the nearest passages mentions {_named(lacking)}" if lacking else "no passage answers it clearly"


def _is_name(question: Question, word: str, candidates: Sequence[Candidate]) -> bool:
    return word in question_terms(question.text, candidates[0].query.language, crossing=True).values()


def _telling(question: Question, candidates: Sequence[Candidate], setting: Setting) -> list[str]:
    """The words of the question, in the language of the nearest passage: names and numbers first, then the rarest."""
    query = candidates[0].query
    names = question_terms(question.text, query.language, crossing=True)
    return [
        query.terms[term] for term in sorted(query.terms, key=lambda term: (term not in names, -setting.rarity[term]))
    ]


def _holds(candidates: Sequence[Candidate], word: str) -> bool:
    return any(word in candidate.matched for candidate in candidates)


def _near(question: Question, candidates: Sequence[Candidate], setting: Setting) -> list[Candidate]:
    """Those about an entity asked for; all where none is."""
    is_about = about_wanted(question, candidates, setting)
    return [candidate for candidate, about in zip(candidates, is_about, strict=True) if about]


def _quantity(question: Question, near: Sequence[Candidate]) -> str | None:
    """What is asked for, where no passage binds such a thing to what it is asked of."""
    asked = asked_for(question)
    if asked is None:
        return None
    found = [bound(asked, candidate) for candidate in near]
    if any(evidence.score >= LOOSELY_BOUND for evidence in found):
        return None
    of_another_year = any(evidence.quantity >= LOOSELY_BOUND for evidence in found)
    years = " or ".join(map(str, sorted(asked.years))) if of_another_year else ""
    return f"{_QUANTITIES[asked.kind]}{f' for {years}' if years else ''}"


def _elsewhere(
    question: Question, candidates: Sequence[Candidate], near: Sequence[Candidate], setting: Setting
) -> Iterator[str]:
    """Words that passages hold, but none of the near ones; the names of entities say nothing here."""
    names = {word for found in question.entities for word in question.text[found.start : found.end].split()}
    for word in _telling(question, candidates, setting):
        if word not in names and _holds(candidates, word) and not _holds(near, word):
            yield word


def _named(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:_MOST_WORDS_NAMED])
