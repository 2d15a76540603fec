"""What of a question the library lacks: a territory that it holds nothing about, a word that no passage mentions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.analysis import question_terms
from index.candidates import Candidate
from index.engines.protocols import LexicalEngine
from index.entities import KnownEntities
from index.question import Question
from index.scope import EVERYTHING
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind
from service.confidence import FIRST, JUDGED, Setting, about_wanted, rarities, wanted

_MOST_WORDS_NAMED = 2


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
    asked = wanted(question)
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
    entities = " or ".join(dict.fromkeys(found.entity for found in wanted(question)))
    near = _near(question, candidates[:JUDGED], setting)
    if entities and not near:
        return f"none of the nearest passages is about {entities}"
    elsewhere = list(_elsewhere(question, candidates[:JUDGED], near))
    if elsewhere:
        return f"none of the nearest passages about {entities} mentions {_named(elsewhere)}"
    unknown = [word for word in _telling(question, candidates[:JUDGED]) if not vocabulary.mentions(word)]
    if unknown:
        return f"no passage mentions {_named(unknown)}"
    lacking = [word for word in _telling(question, candidates[:FIRST]) if not _holds(candidates[:FIRST], word)]
    return f"none of the nearest passages mentions {_named(lacking)}" if lacking else "no passage answers it clearly"


def _telling(question: Question, candidates: Sequence[Candidate]) -> list[str]:
    """The words of the question, in the language of the nearest passage: names and numbers first, then the rarest."""
    query = candidates[0].query
    weights = rarities(candidates)[query.language]
    names = question_terms(question.text, query.language, crossing=True)
    return [query.terms[term] for term in sorted(query.terms, key=lambda term: (term not in names, -weights[term]))]


def _holds(candidates: Sequence[Candidate], word: str) -> bool:
    return any(word in candidate.matched for candidate in candidates)


def _near(question: Question, candidates: Sequence[Candidate], setting: Setting) -> list[Candidate]:
    """Those about an entity asked for; all where none is."""
    if setting.gazetteer is None or not wanted(question):
        return list(candidates)
    is_about = about_wanted(question, candidates, setting)
    return [candidate for candidate, about in zip(candidates, is_about, strict=True) if about]


def _elsewhere(question: Question, candidates: Sequence[Candidate], near: Sequence[Candidate]) -> Iterator[str]:
    """Words that passages hold, but none of the near ones; the names of entities say nothing here."""
    names = {word for found in question.entities for word in question.text[found.start : found.end].split()}
    for word in _telling(question, candidates):
        if word not in names and _holds(candidates, word) and not _holds(near, word):
            yield word


def _named(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:_MOST_WORDS_NAMED])
