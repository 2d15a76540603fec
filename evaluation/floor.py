"""The floor: plain BM25 over whole pages, no structure, no vectors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from time import perf_counter

from evaluation.questions import Question
from evaluation.resolving import page_id
from evaluation.running import Outcome
from index.analysis import analyse, question_terms
from service.library import Library

_K1, _B = 1.2, 0.75


class Bm25:
    """BM25 over a few documents in memory (Robertson and Zaragoza 2009), terms as the product makes them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._counts = {name: Counter(t.text for t in analyse(text)) for name, text in texts.items()}
        self._lengths = {name: sum(counts.values()) for name, counts in self._counts.items()}
        self._mean = sum(self._lengths.values()) / max(1, len(self._lengths))

    def rank(self, question: str) -> list[str]:
        """Names of the texts that share a term with the question, best first."""
        scores = {name: self._score(name, list(question_terms(question))) for name in self._counts}
        return [name for name in sorted(scores, key=lambda n: -scores[n]) if scores[name] > 0]

    def _score(self, name: str, terms: Sequence[str]) -> float:
        counts, length = self._counts[name], self._lengths[name]
        norm = _K1 * (1 - _B + _B * length / self._mean)
        return sum(self._idf(t) * counts[t] * (_K1 + 1) / (counts[t] + norm) for t in terms if t in counts)

    def _idf(self, term: str) -> float:
        holding = sum(term in counts for counts in self._counts.values())
        return log(1 + (len(self._counts) - holding + 0.5) / (holding + 0.5))


def page_floor(library: Library, questions: Sequence[Question]) -> list[Outcome]:
    """Each question against the pages of all documents."""
    documents = [document.id for document in library.documents()]
    engine = Bm25({page_id(d, number): text for d in documents for number, text in library.page_texts(d).items()})
    return [_outcome(engine, question) for question in questions]


def _outcome(engine: Bm25, question: Question) -> Outcome:
    started = perf_counter()
    ranked = engine.rank(question.question)
    relevant = tuple(page_id(gold.document, gold.page) for gold in question.gold if gold.page)
    took = (perf_counter() - started) * 1000
    return Outcome(question, relevant, frozenset(), tuple(ranked), bool(ranked), None, 0, 0, took)
