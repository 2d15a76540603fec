"""Asks a library every question, and keeps what measuring needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from evaluation.questions import Question
from evaluation.resolving import Resolver, cited, leads_to, ranking
from index.retrieval import Mode
from service.answer import CitedPassage
from service.library import Library

# Passages fetched for a question: deep enough for recall at 10 pages, whatever the length of passages.
DEPTH = 50
# Passages kept for the report.
_SHOWN = 3
# Characters at both ends of a passage that are looked up on the pages cited.
_ENDS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A returned passage as the report shows it."""

    units: tuple[str, ...]
    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a library made of a question. Ids are those of the question's unit: passage, page or document.

    `cited`: what the first five passages lead to.
    """

    question: Question
    relevant: tuple[str, ...]
    forbidden: frozenset[str]
    ranking: tuple[str, ...]
    cited: tuple[str, ...]
    answered: bool
    confidence: float | None
    citations_held: int
    citations: int
    took_ms: float
    shown: tuple[Shown, ...] = ()

    @property
    def cites_gold(self) -> bool:
        """Whether one of the first five passages leads to gold; it never does where there is no answer."""
        return leads_to(self.cited, self.relevant)


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
        cited=cited(reply.passages, unit),
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
    """Looks citations up where they say that they stand."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def holds(self, passage: CitedPassage) -> bool:
        """Whether the passage stands word for word in the section cited and on the pages cited, its quotes in it."""
        citation = passage.citation
        in_section = any(
            passage.text in text for text in self._section_texts(citation.document.id, citation.section.path)
        )
        on_pages = citation.pages.first is None or self._is_on(passage)
        return in_section and on_pages and all(passage.text[q.start : q.end] == q.text for q in passage.quotes)

    @cache  # noqa: B019 - a witness lives as long as its run
    def _section_texts(self, document: str, path: tuple[str, ...]) -> list[str]:
        """The texts of the sections that bear this path."""
        text = self._library.text(document)
        return [text[s.start : s.end] for s in self._library.sections(document) if s.path == path]

    @cache  # noqa: B019
    def _letters_by_page(self, document: str) -> dict[int, str]:
        return {number: _letters(text) for number, text in self._library.page_texts(document).items()}

    def _is_on(self, passage: CitedPassage) -> bool:
        """Begins on the first page cited and ends on the last; only letters and digits are compared."""
        pages = self._letters_by_page(passage.citation.document.id)
        first, last = passage.citation.pages.first, passage.citation.pages.last
        assert first is not None
        assert last is not None
        letters = _letters(passage.text)
        return letters[:_ENDS] in pages[first] and letters[-_ENDS:] in pages[last]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
