"""What speaks for it that the passages found answer the question: a handful of signals, each the more the better."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.analysis import question_terms, terms_of
from index.candidates import Candidate
from index.expecting import expected, holds
from index.question import Question
from ingest.gazetteer import Found, Gazetteer
from ingest.territories import Kind
from service.quoting import rarity

# Passages that are looked at, and those of them that an answer cites at first.
JUDGED = 10
FIRST = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What signals need besides the passages found.

    `floor`: the model's similarity floor; `countries`: the country of each document that has one. Without a
    gazetteer, as where a filter says already what passages have to be about, entities do not matter.
    """

    floor: float
    countries: Mapping[str, str]
    gazetteer: Gazetteer | None


def signals(question: Question, candidates: Sequence[Candidate], setting: Setting) -> dict[str, float]:
    """The signals that the question has, from its first candidates; none without a search by vectors.

    `cosine`: of the nearest passage, above the floor. `entity_cosine`, `entity_words`: how far the passages about the
    entities asked for fall behind all, by vectors and by the words that they hold. `numbers`: the share of the
    question's numbers that one passage holds. `kind`: the share of passages with the expected kind of answer.
    """
    judged = candidates[:JUDGED]
    if not any(candidate.dense for candidate in judged):
        return {}
    return {**dict(_of_answer(question, judged[:FIRST], setting)), **dict(_of_entities(question, judged, setting))}


def wanted(question: Question) -> list[Found]:
    """The entities asked for; an organisation is a word like others, and a guess at a spelling decides nothing."""
    return [
        found for found in question.entities if not (found.negated or found.misspelt or found.kind is Kind.ORGANISATION)
    ]


def about_wanted(question: Question, candidates: Sequence[Candidate], setting: Setting) -> list[bool]:
    """Whether each passage is about an entity asked for, or a part of one."""
    gazetteer = setting.gazetteer
    if gazetteer is None:
        return [True] * len(candidates)
    names = frozenset(name for found in wanted(question) for name in found.candidates)
    return [
        any(name in names or gazetteer.ancestors(name) & names for name in _subjects(candidate, setting))
        for candidate in candidates
    ]


def rarities(candidates: Sequence[Candidate]) -> dict[str, dict[str, float]]:
    """Weights of the question's terms by language."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        texts[candidate.query.language].append(candidate.passage.text)
    queries = {candidate.query.language: candidate.query for candidate in candidates}
    return {language: rarity(query.terms, texts[language], language) for language, query in queries.items()}


def _of_answer(question: Question, first: Sequence[Candidate], setting: Setting) -> Iterator[tuple[str, float]]:
    # Cosines across languages are lower: they do not compare with those within one.
    if any(map(_in_language_of_question, first)):
        yield "cosine", max(_cosine(candidate, setting) for candidate in first) - setting.floor
    kind = expected(question.text)
    if kind is not None:
        yield "kind", sum(holds(candidate.passage.text, kind) for candidate in first) / len(first)
    shares = [_share_of_numbers(candidate) for candidate in first]
    if any(share is not None for share in shares):
        yield "numbers", max(share for share in shares if share is not None)


def _of_entities(question: Question, judged: Sequence[Candidate], setting: Setting) -> Iterator[tuple[str, float]]:
    if setting.gazetteer is None or not wanted(question):
        return
    about = about_wanted(question, judged, setting)
    yield "entity_cosine", _behind([_cosine(candidate, setting) for candidate in judged], about, setting.floor)
    if all(map(_in_language_of_question, judged)):
        weights = _weights(question, judged)
        if any(weights.values()):
            yield "entity_words", _behind([_share(c, weights[c.query.language]) for c in judged], about, 0.0)


def _behind(values: Sequence[float], about: Sequence[bool], least: float) -> float:
    """How far the best of those about an entity falls behind the best of all: 0 or less."""
    best = max(values)
    return min(0.0, max((v for v, is_about in zip(values, about, strict=True) if is_about), default=least) - best)


def _in_language_of_question(candidate: Candidate) -> bool:
    return candidate.query.asked <= len(candidate.query.terms)


def _cosine(candidate: Candidate, setting: Setting) -> float:
    """What vectors alone would not have found lies no nearer than the floor."""
    return candidate.dense.score if candidate.dense else setting.floor


def _share_of_numbers(candidate: Candidate) -> float | None:
    numbers = [term for term in candidate.query.terms if term[:1].isdigit()]
    held = terms_of(candidate.passage.text, candidate.query.language)
    return sum(number in held for number in numbers) / len(numbers) if numbers else None


def _weights(question: Question, judged: Sequence[Candidate]) -> dict[str, dict[str, float]]:
    """By language the weights of the terms that are not the name of an entity."""
    names = [question.text[found.start : found.end] for found in question.entities]
    return {
        language: {term: weight for term, weight in weights.items() if term not in _terms(names, language)}
        for language, weights in rarities(judged).items()
    }


def _terms(texts: Sequence[str], language: str) -> frozenset[str]:
    return frozenset(term for text in texts for term in question_terms(text, language))


def _share(candidate: Candidate, weights: Mapping[str, float]) -> float:
    words = _held_terms(candidate)
    return sum(weight for term, weight in weights.items() if term in words) / (sum(weights.values()) or 1.0)


def _held_terms(candidate: Candidate) -> frozenset[str]:
    """The terms of a passage and of the headings above it."""
    passage = candidate.passage
    return terms_of("\n".join((*passage.section.path, passage.text)), candidate.query.language)


def _subjects(candidate: Candidate, setting: Setting) -> tuple[str, ...]:
    """What a passage is about; what is about nothing is about its country."""
    country = setting.countries.get(candidate.passage.document_id)
    return tuple(about.name for about in candidate.passage.about) or ((country,) if country else ())
