"""What speaks for it that the passages found answer the question: a handful of signals, each the more the better."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.analysis import question_terms, terms_of
from index.candidates import Candidate
from index.counting import Counted, Evidence, asked_for, evidence
from index.engines.protocols import LexicalEngine
from index.evidence import held_terms
from index.question import Question
from index.stating import section_numbers
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind

# Passages that are looked at, and those of them that an answer cites at first.
JUDGED = 10
FIRST = 5
# From here on a quantity is bound as well as most that answer; below, it is as likely one of something else.
_WELL_BOUND = 0.4
# Below, a quantity is none of the thing asked for.
LOOSELY_BOUND = 0.25
# A quantity of a passage about another entity says little.
_ELSEWHERE = 0.3


@dataclass(frozen=True, slots=True)
class Setting:
    """What signals need besides the passages found.

    `floor`: the model's similarity floor; `countries`: the country of each document that has one; `rarity`: the
    weights of the terms that were looked for. Without a
    gazetteer, as where a filter says already what passages have to be about, entities do not matter.
    """

    floor: float
    countries: Mapping[str, str]
    gazetteer: Gazetteer | None
    rarity: Mapping[str, float]


def signals(question: Question, candidates: Sequence[Candidate], setting: Setting) -> dict[str, float]:
    """The signals that the question has, from its first candidates; none without a search by vectors.

    `cosine`: of the nearest passage, above the floor. `entity_cosine`, `entity_words`: how far the passages about the
    entities asked for fall behind all, by vectors and by the words that they hold. `numbers`: the share of the
    question's numbers that one passage holds. `quantity`: how closely a passage about an entity asked for binds a
    quantity of the kind asked for to the thing counted, and to the year asked for; from 0 to 1.
    """
    judged = candidates[:JUDGED]
    if not any(candidate.dense for candidate in judged):
        return {}
    return {**dict(_of_answer(question, judged[:FIRST], setting)), **dict(_of_entities(question, judged, setting))}


def wanted(question: Question, gazetteer: Gazetteer) -> list[Found]:
    """The entities asked for; an organisation is a word like others, and a guess at a spelling decides nothing.

    Of a part and its whole, as in "Flanders in Belgium", the part is meant.
    """
    named = [f for f in question.entities if not (f.negated or f.misspelt or f.kind is Kind.ORGANISATION)]
    wholes = {whole for found in named for name in found.candidates for whole in gazetteer.ancestors(name)}
    return [found for found in named if wholes.isdisjoint(found.candidates)]


def about_wanted(question: Question, candidates: Sequence[Candidate], setting: Setting) -> list[bool]:
    """Whether each passage is about an entity asked for, or a part of one."""
    gazetteer = setting.gazetteer
    if gazetteer is None or not wanted(question, gazetteer):
        return [True] * len(candidates)
    names = frozenset(name for found in wanted(question, gazetteer) for name in found.candidates)
    return [
        any(name in names or gazetteer.ancestors(name) & names for name in _subjects(candidate, setting))
        for candidate in candidates
    ]


def rarity(engine: LexicalEngine, candidates: Sequence[Candidate]) -> dict[str, float]:
    """The weights of the terms that were looked for: the less passages hold one, the higher."""
    return engine.rarity(sorted({term for candidate in candidates for term in candidate.query.terms}))


def _of_answer(question: Question, first: Sequence[Candidate], setting: Setting) -> Iterator[tuple[str, float]]:
    # Cosines across languages are lower: they do not compare with those within one.
    if any(map(_in_language_of_question, first)):
        yield "cosine", max(_cosine(candidate, setting) for candidate in first) - setting.floor
    asked = asked_for(question)
    if asked is not None:
        weights = [1.0 if is_about else _ELSEWHERE for is_about in about_wanted(question, first, setting)]
        found = [weight * bound(asked, c).score for c, weight in zip(first, weights, strict=True)]
        yield "quantity", min(max(found) / _WELL_BOUND, 1.0)
    sections = frozenset(section_numbers(question.text))
    shares = [_share_of_numbers(candidate, sections) for candidate in first]
    if any(share is not None for share in shares):
        yield "numbers", max(share for share in shares if share is not None)


def _of_entities(question: Question, judged: Sequence[Candidate], setting: Setting) -> Iterator[tuple[str, float]]:
    if setting.gazetteer is None or not wanted(question, setting.gazetteer):
        return
    about = about_wanted(question, judged, setting)
    yield "entity_cosine", _behind([_cosine(candidate, setting) for candidate in judged], about, setting.floor)
    if all(map(_in_language_of_question, judged)):
        weights = [_weights(question, candidate, setting) for candidate in judged]
        if any(weights):
            shares = [_share(c, w) for c, w in zip(judged, weights, strict=True)]
            yield "entity_words", _behind(shares, about, 0.0)


def _behind(values: Sequence[float], about: Sequence[bool], least: float) -> float:
    """How far the best of those about an entity falls behind the best of all: 0 or less."""
    best = max(values)
    return min(0.0, max((v for v, is_about in zip(values, about, strict=True) if is_about), default=least) - best)


def _in_language_of_question(candidate: Candidate) -> bool:
    return candidate.query.asked <= len(candidate.query.terms)


def _cosine(candidate: Candidate, setting: Setting) -> float:
    """What vectors alone would not have found lies no nearer than the floor."""
    return candidate.dense.score if candidate.dense else setting.floor


def bound(asked: Counted, candidate: Candidate) -> Evidence:
    """How closely a passage binds a quantity to what is counted."""
    return evidence(asked, candidate.passage.text, candidate.query.language)


def _share_of_numbers(candidate: Candidate, sections: Container[str]) -> float | None:
    """`sections`: numbers that only say where to look."""
    numbers = [term for term in candidate.query.terms if term[:1].isdigit() and term not in sections]
    held = terms_of(candidate.passage.text, candidate.query.language)
    return sum(number in held for number in numbers) / len(numbers) if numbers else None


def _weights(question: Question, candidate: Candidate, setting: Setting) -> dict[str, float]:
    """The weights of the terms that are not the name of an entity."""
    names = [question.text[found.start : found.end] for found in question.entities]
    named = _terms(names, candidate.query.language)
    return {term: setting.rarity[term] for term in candidate.query.terms if term not in named}


def _terms(texts: Sequence[str], language: str) -> frozenset[str]:
    return frozenset(term for text in texts for term in question_terms(text, language))


def _share(candidate: Candidate, weights: Mapping[str, float]) -> float:
    held = sum(weights.get(term, 0.0) for term in held_terms(candidate.passage, candidate.query))
    return held / (sum(weights.values()) or 1.0)


def _subjects(candidate: Candidate, setting: Setting) -> tuple[str, ...]:
    """What a passage is about; what is about nothing is about its country."""
    country = setting.countries.get(candidate.passage.document_id)
    return tuple(about.name for about in candidate.passage.about) or ((country,) if country else ())
