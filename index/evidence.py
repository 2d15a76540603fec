"""What the words of a passage say for it, beyond that they are there: together, in one sentence, in the same order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.analysis import pairs_of, terms_of
from index.catalogue.records import PassageRecord
from index.question import LexicalQuery
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """What evidence counts beside the 1 that the best passage of a search has, where all of it is there.

    `quantity_weight`: a quantity that is asked for is bound to the thing counted. `phrase_weight`: neighbours among
    the words of the question are neighbours in the passage; `sentence_weight`: one sentence holds all words;
    `passage_weight`: the passage and the headings above it do. Rare words count more.
    """

    quantity_weight: float = 0.4
    phrase_weight: float = 0.3
    sentence_weight: float = 0.4
    passage_weight: float = 0.4


EVIDENCE_WEIGHTS = EvidenceWeights()


def held_terms(passage: PassageRecord, query: LexicalQuery) -> tuple[str, ...]:
    """The terms of a question that a passage holds, or the headings above it; as such or by another name."""
    text = "\n".join((*passage.section.path, passage.text))
    return query.held(terms_of(text, query.language), text)


def matched(passage: PassageRecord, query: LexicalQuery) -> tuple[str, ...]:
    """Those terms as the words of the question."""
    return tuple(query.terms[term] for term in held_terms(passage, query))


def evidence(
    passage: PassageRecord, query: LexicalQuery, rarity: Mapping[str, float], weights: EvidenceWeights
) -> float:
    """0 or more. `rarity`: the weight of each term of the query.

    Of a question in another language only some words are looked for: they count for the part of it that they are.
    """
    terms = query.terms
    whole = sum(rarity[term] for term in terms)
    if not whole:
        return 0.0
    read = _read("\n".join(passage.section.path), passage.text, query.language)
    pairs, held = frozenset(pairwise(terms)), pairs_of(passage.text, query.language)
    in_sentence = max((_weight(query.held(s, passage.text), rarity) for s in read.sentences), default=0.0) / whole
    in_passage = _weight(query.held(read.terms, passage.text), rarity) / whole
    in_order = len(pairs & held) / len(pairs) if pairs else 0.0
    found = (
        weights.phrase_weight * in_order + weights.sentence_weight * in_sentence + weights.passage_weight * in_passage
    )
    return found * len(terms) / query.asked


@dataclass(frozen=True, slots=True)
class _Read:
    """The terms of a passage and the headings above it, and those of each of its sentences."""

    terms: frozenset[str]
    sentences: tuple[frozenset[str], ...]


@lru_cache(maxsize=2048)
def _read(headings: str, text: str, language: str) -> _Read:
    sentences = tuple(terms_of(text[start:end], language) for start, end in sentence_spans(text))
    return _Read(terms_of(headings, language).union(terms_of(text, language)), sentences)


def _weight(terms: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[term] for term in terms)
