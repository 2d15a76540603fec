"""Quotes: the sentences of a passage that share most with the question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from index.analysis import terms_of
from index.scope import DEFAULT_LANGUAGE
from ingest.sentences import sentence_spans
from service.answer import Quote

# A sentence is quoted when it has this part of what the best sentence of its passage has.
_NEAR_BEST = 0.6


def rarity(terms: Iterable[str], texts: Sequence[str], language: str = DEFAULT_LANGUAGE) -> dict[str, float]:
    """Weight of each term by how few of the texts, all in one language, hold it."""
    holding: Counter[str] = Counter()
    for text in texts:
        holding.update(terms_of(text, language))
    return {term: log(1 + (len(texts) + 1) / (holding[term] + 1)) for term in terms}


def quotes(text: str, weights: Mapping[str, float], language: str = DEFAULT_LANGUAGE) -> tuple[Quote, ...]:
    """The supporting sentences of a passage; none when it shares no term with the question."""
    if not weights:
        return ()
    spans = sentence_spans(text)
    scores = [_score(text[start:end], weights, language) for start, end in spans]
    best = max(scores, default=0.0)
    if best == 0:
        return ()
    chosen = [score >= _NEAR_BEST * best for score in scores]
    return tuple(Quote(start, end, text[start:end]) for start, end in _joined(spans, chosen))


def _score(sentence: str, weights: Mapping[str, float], language: str) -> float:
    return sum(weights.get(term, 0.0) for term in terms_of(sentence, language))


def _joined(spans: Sequence[tuple[int, int]], chosen: Sequence[bool]) -> list[tuple[int, int]]:
    """Neighbouring sentences that were both chosen make one quote."""
    joined: list[tuple[int, int]] = []
    follows = False
    for span, take in zip(spans, chosen, strict=True):
        if take and follows:
            joined[-1] = (joined[-1][0], span[1])
        elif take:
            joined.append(span)
        follows = take
    return joined
