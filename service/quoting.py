"""Quotes: the sentences of a passage that support the answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.analysis import terms_of
from index.candidates import Candidate, Similarity
from index.counting import Counted, asked_for, evidence
from index.fitted import Fitted
from index.question import Question
from index.scope import DEFAULT_LANGUAGE
from ingest.sentences import sentence_spans
from service.answer import Quote
from service.confidence import LOOSELY_BOUND

# What speaks for a sentence: 1 where it holds all words of the question, this much more for what follows.
_QUANTITY = 0.5
# From questions on other subjects up to a sentence that says the same as the question.
_SIMILARITY = 2.5
# Sentences are quoted that fall no further behind the best one of their passage.
_MARGIN = 0.1
# A sentence supports nothing when it holds fewer of the words and is no nearer than on other subjects.
_LEAST_WORDS = 1 / 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What sentences are looked through for: terms with their rarity, and a quantity of something.

    `share`: the part of the question that these terms are; the less it is, the more vectors have to say. `floor`: the
    similarity of questions on other subjects.
    """

    rarity: Mapping[str, float]
    language: str = DEFAULT_LANGUAGE
    share: float = 1.0
    counted: Counted | None = None
    floor: float = 0.0


def quoter(
    question: Question, rarity: Mapping[str, float], constants: Fitted
) -> Callable[[Candidate], tuple[Quote, ...]]:
    """Quotes of candidates; `rarity`: the weights of the terms of all their queries."""
    counted = asked_for(question)
    return lambda candidate: quotes(
        candidate.passage.text, _asked(candidate, rarity, counted, constants), candidate.similarities
    )


def _asked(candidate: Candidate, rarity: Mapping[str, float], counted: Counted | None, constants: Fitted) -> Asked:
    query = candidate.query
    return Asked(
        rarity={term: rarity[term] for term in query.terms},
        language=query.language,
        share=len(query.terms) / (query.asked or 1),
        counted=counted,
        floor=constants.floor(crossing=query.crossing),
    )


def quotes(text: str, asked: Asked, similarities: Sequence[Similarity] = ()) -> tuple[Quote, ...]:
    """All sentences where all support the answer about as well; none where none surely does."""
    spans = sentence_spans(text)
    words = [_words(text[start:end], asked) for start, end in spans]
    near = [_nearness(span, similarities, asked) for span in spans]
    bound = [_bound(text[start:end], asked) for start, end in spans]
    support = [w + n * (2 - asked.share) + b * _QUANTITY for w, n, b in zip(words, near, bound, strict=True)]
    best = max(support, default=0.0)
    chosen = [
        value >= best - _MARGIN or gives for value, gives in zip(support, _giving(text, spans, asked), strict=True)
    ]
    if not any(c and (w >= _LEAST_WORDS or n > 0) for c, w, n in zip(chosen, words, near, strict=True)):
        return ()
    return tuple(Quote(start, end, text[start:end]) for start, end in _joined(spans, chosen))


def _words(sentence: str, asked: Asked) -> float:
    """The share of the words asked for that a sentence holds, the rarer the more."""
    held = terms_of(sentence, asked.language)
    whole = sum(asked.rarity.values())
    return sum(weight for term, weight in asked.rarity.items() if term in held) / whole if whole else 0.0


def _bound(sentence: str, asked: Asked) -> float:
    """How closely a sentence binds a quantity to what is counted."""
    return evidence(asked.counted, sentence, asked.language).quantity if asked.counted else 0.0


def _giving(text: str, spans: Sequence[tuple[int, int]], asked: Asked) -> list[bool]:
    """Which sentence gives the quantity asked for, if one does: what it is of may stand in the one before."""
    found = evidence(asked.counted, text, asked.language) if asked.counted else None
    if found is None or found.score < LOOSELY_BOUND:
        return [False] * len(spans)
    return [start < found.end and found.start < end for start, end in spans]


def _nearness(span: tuple[int, int], similarities: Sequence[Similarity], asked: Asked) -> float:
    """Above 0 for what is nearer than questions on other subjects are; 0 where no vector is of it."""
    scores = [s.score for s in similarities if s.start < span[1] and span[0] < s.end]
    return _SIMILARITY * (max(scores) - asked.floor) / (1 - asked.floor) if scores else 0.0


def _joined(spans: Sequence[tuple[int, int]], chosen: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences that were both chosen make one quote."""
    for is_chosen, run in groupby(zip(spans, chosen, strict=True), key=lambda pair: pair[1]):
        if is_chosen:
            places = [span for span, _ in run]
            yield places[0][0], places[-1][1]
