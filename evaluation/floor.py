"""The floor: plain BM25 over whole pages or whole documents, no structure, no vectors."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log
from time import perf_counter

from evaluation.questions import Question, Unit
from evaluation.resolving import page_id
from evaluation.running import Outcome
from index.analysis import analyse, question_terms
from service.confidence import FIRST
from service.library import Library

_K1, _B = 1.2, 0.75


class Bm25:
    """BM25 over texts in memory (Robertson and Zaragoza 2009), terms as the product makes them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lengths: dict[str, int] = {}
        self._postings: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name, text in texts.items():
            counts = Counter(term.text for term in analyse(text))
            self._lengths[name] = counts.total()
            for term, count in counts.items():
                self._postings[term][name] = count
        self._mean = sum(self._lengths.values()) / max(1, len(self._lengths))

    def scores(self, question: str) -> dict[str, float]:
        """Score of every text that shares a term with the question."""
        scores: defaultdict[str, float] = defaultdict(float)
        for term in question_terms(question):
            held = self._postings.get(term, {})
            idf = log(1 + (len(self._lengths) - len(held) + 0.5) / (len(held) + 0.5))
            for name, count in held.items():
                norm = _K1 * (1 - _B + _B * self._lengths[name] / self._mean)
                scores[name] += idf * count * (_K1 + 1) / (count + norm)
        return scores

    def rank(self, question: str) -> list[str]:
        """Names of those texts, best first."""
        scores = self.scores(question)
        return sorted(scores, key=lambda name: -scores[name])


def floor(library: Library, questions: Sequence[Question], unit: Unit) -> list[Outcome]:
    """Each question against all pages, or all documents, of a library."""
    engine = Bm25(_texts(library, unit))
    return [_outcome(engine, question) for question in questions]


def _texts(library: Library, unit: Unit) -> dict[str, str]:
    documents = [document.id for document in library.documents()]
    if unit == "document":
        return {document: library.text(document) for document in documents}
    return {page_id(d, number): text for d in documents for number, text in library.page_texts(d).items()}


def _outcome(engine: Bm25, question: Question) -> Outcome:
    started = perf_counter()
    ranked = engine.rank(question.question)
    relevant = tuple(page_id(gold.document, gold.page) if gold.page else gold.document for gold in question.gold)
    took = (perf_counter() - started) * 1000
    return Outcome(
        question, relevant, frozenset(), tuple(ranked), tuple(ranked[:FIRST]), bool(ranked), None, 0, 0, took
    )
