"""What the words of a passage say for it, beyond that they are there: together, in one sentence, in the same order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.analysis import analyse, terms_of
from index.catalogue.records import PassageRecord
from index.question import LexicalQuery
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """What evidence counts beside the 1 that the best passage of a search has, where all of it is there.

    `phrase_weight`: the neighbours among the words of the question are neighbours in the passage; `sentence_weight`:
    one sentence holds them all; `passage_weight`: the passage and the headings above it do. Rare words count more.
    """

    phrase_weight: float = 0.3
    sentence_weight: float = 0.4
    passage_weight: float = 0.4


EVIDENCE_WEIGHTS = EvidenceWeights()


def matched(passage: PassageRecord, query: LexicalQuery) -> tuple[str, ...]:
    """The words of a question that a passage holds, or the headings above it."""
    held = terms_of("\n".join((*passage.section.path, passage.text)), query.language)
    return tuple(word for term, word in query.terms.items() if term in held)


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
    pairs = frozenset(pairwise(terms))
    in_sentence = max((_held(terms, sentence, rarity) for sentence in read.sentences), default=0.0) / whole
    in_passage = sum(rarity[term] for term in terms if read.holds(term)) / whole
    in_order = len(pairs & read.pairs) / len(pairs) if pairs else 0.0
    found = (
        weights.phrase_weight * in_order + weights.sentence_weight * in_sentence + weights.passage_weight * in_passage
    )
    return found * len(terms) / query.asked


@dataclass(frozen=True, slots=True)
class _Read:
    """The terms of the headings above a passage, of each of its sentences, and those that are neighbours in it."""

    headings: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    pairs: frozenset[tuple[str, str]]

    def holds(self, term: str) -> bool:
        return term in self.headings or any(term in sentence for sentence in self.sentences)


@lru_cache(maxsize=2048)
def _read(headings: str, text: str, language: str) -> _Read:
    sentences = tuple(terms_of(text[start:end], language) for start, end in sentence_spans(text))
    words = [term.text for term in analyse(text, language)]
    return _Read(terms_of(headings, language), sentences, frozenset(pairwise(words)))


def _held(terms: Iterable[str], held: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[term] for term in terms if term in held)
