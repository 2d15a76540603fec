"""Asks a library every question, and keeps what measuring needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.questions import Question
from evaluation.resolving import Resolver, ranking
from index.retrieval import Mode
from service.answer import CitedPassage
from service.library import Library

# Passages fetched for a question: deep enough for recall at 10 pages, whatever the length of passages.
DEPTH = 50
# Passages kept for the report.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A returned passage as the report shows it."""

    units: tuple[str, ...]
    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a library made of a question. Ids are those of the question's unit: passage, page or document."""

    question: Question
    relevant: tuple[str, ...]
    forbidden: frozenset[str]
    ranking: tuple[str, ...]
    answered: bool
    confidence: float | None
    citations_held: int
    citations: int
    took_ms: float
    shown: tuple[Shown, ...] = ()


Tick = Callable[[int, int], None]


def run(
    library: Library, questions: Sequence[Question], mode: Mode = Mode.HYBRID, on_tick: Tick | None = None
) -> list[Outcome]:
    """The outcome of each question. Raises EvaluationError for gold that the library does not hold."""
    resolver = Resolver(library)
    resolved = [(q, resolver.relevant(q), resolver.forbidden(q)) for q in questions]
    witness = _Witness(library)
    outcomes = []
    for number, (question, relevant, forbidden) in enumerate(resolved, 1):
        outcomes.append(_outcome(question, relevant, forbidden, _ask(library, question, mode), witness))
        if on_tick:
            on_tick(number, len(resolved))
    return outcomes


def _outcome(
    question: Question, relevant: tuple[str, ...], forbidden: frozenset[str], reply: "_Reply", witness: "_Witness"
) -> Outcome:
    unit = question.gold[0].unit if question.gold else "passage"
    return Outcome(
        question=question,
        relevant=relevant,
        forbidden=forbidden,
        ranking=ranking(reply.passages, unit),
        answered=reply.answered,
        confidence=reply.confidence,
        citations_held=sum(map(witness.holds, reply.passages)),
        citations=len(reply.passages),
        took_ms=reply.took_ms,
        shown=tuple(Shown(ranking([p], unit), p.citation.locator, p.text) for p in reply.passages[:_SHOWN]),
    )


@dataclass(frozen=True, slots=True)
class _Reply:
    passages: tuple[CitedPassage, ...]
    answered: bool
    confidence: float | None
    took_ms: float


def _ask(library: Library, question: Question, mode: Mode) -> _Reply:
    """An answer, or in a mode that leaves one search out, whose ranks are compared only, a search."""
    if mode is Mode.HYBRID:
        answer = library.ask(question.question, DEPTH, question.filters)
        return _Reply(answer.passages, answer.answered, answer.confidence, answer.took_ms)
    result = library.search(question.question, DEPTH, filters=question.filters, mode=mode)
    return _Reply(result.hits, bool(result.hits), None, result.took_ms)


class _Witness:
    """Looks citations up in the documents they name."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, str] = {}

    def holds(self, passage: CitedPassage) -> bool:
        """Whether the passage and its quotes stand in the document, word for word."""
        document = passage.citation.document.id
        if document not in self._texts:
            self._texts[document] = self._library.text(document)
        quotes = all(passage.text[q.start : q.end] == q.text for q in passage.quotes)
        return quotes and passage.text in self._texts[document]
