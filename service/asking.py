"""From a question to cited passages, within one state of the library."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.derived import OpenIndexes
from index.echo import echo
from index.fitted import UNFITTED, fitted
from index.lifting import LIFT_WEIGHTS, LiftWeights
from index.options import RetrievalOptions
from index.question import Question, read_question
from index.retrieval import Mode, Retriever
from index.scope import Filters
from index.themes import themes
from ingest.errors import UsageError
from service.answer import Answer, SearchResult
from service.confidence import JUDGED, rarity
from service.filtering import is_unicode, read_filters, scope_of
from service.held import Held
from service.interpreting import interpretation
from service.judging import judgement, trust_in
from service.presenting import Presenter, nothing
from service.quoting import quoter

LONGEST_QUESTION = 4_000
MOST_HITS = 200
FARTHEST_OFFSET = 10_000
Given = Mapping[str, object] | Filters | None


@dataclass(frozen=True, slots=True)
class Query:
    """A question that has been checked: `offset` hits are left out, the `k` after them are wanted."""

    text: str
    k: int
    offset: int
    filters: Filters
    mode: Mode


def ask(held: Held, question: str, k: int, given: Given) -> Answer:
    """Cited passages that answer the question, or an abstention. Raises UsageError."""
    started = time.perf_counter()
    query = checked(question, k, 0, given, Mode.HYBRID)
    with _found(held, replace(query, k=max(k, JUDGED)), closely=True) as (catalogue, indexes, read, found):
        trust = trust_in(catalogue.library().fingerprint)
        why_not, confidence = judgement(catalogue, indexes.lexical, read, found[:JUDGED], query.filters, trust)
        quoted = quoter(read, rarity(indexes.lexical, found[:k]), trust.constants)
        passages = Presenter(catalogue).present(found[:k], nothing if why_not else quoted)
        asked = interpretation(read, themes(catalogue), catalogue.entities().gazetteer, query.filters)
    return Answer(question, why_not is None, why_not, confidence, asked, passages, _since(started))


def search(
    held: Held, text: str, k: int, offset: int, given: Given, mode: Mode | str, *, explain: bool
) -> SearchResult:
    """Ranked passages without an answer. Raises UsageError."""
    started = time.perf_counter()
    query = checked(text, k, offset, given, mode)
    with _found(held, query) as (catalogue, _, _, candidates):
        hits = Presenter(catalogue).present(candidates, first_rank=offset + 1, explain=explain)
    return SearchResult(text, query.mode.value, offset, hits, _since(started))


@contextmanager
def _found(
    held: Held, query: Query, *, closely: bool = False
) -> Iterator[tuple[Catalogue, OpenIndexes, Question, list[Candidate]]]:
    """The question as it was read, the passages found, and catalogue and indexes in the state in which they were."""
    reranker = held.models.reranker()
    with held.asking(dense=query.mode is not Mode.LEXICAL) as (catalogue, indexes):
        documents = catalogue.documents() if query.filters != Filters() else []
        scope = scope_of(query.filters, documents, catalogue.entities)
        options = RetrievalOptions(
            lifts=_lifts(query.filters), fitted=fitted(catalogue.library().fingerprint) or UNFITTED
        )
        retriever = Retriever(catalogue, held.asking_embedder, options, reranker)
        question = read_question(query.text, catalogue.entities().gazetteer, catalogue.definitions())
        found = retriever.retrieve(indexes, question, query.k, scope, query.mode, query.offset, closely=closely)
        yield catalogue, indexes, question, found


def _lifts(filters: Filters) -> LiftWeights:
    """A filter on sections says already where passages have to stand."""
    return replace(LIFT_WEIGHTS, section_lift=0.0) if filters.section else LIFT_WEIGHTS


def checked(text: str, k: int, offset: int, given: Given, mode: Mode | str) -> Query:
    """Raises UsageError for a question, number, filter or mode that cannot be used."""
    _check_text(text)
    if not 1 <= k <= MOST_HITS:
        raise UsageError(f"k is {k:,}; it must be from 1 to {MOST_HITS}.")
    if not 0 <= offset <= FARTHEST_OFFSET:
        raise UsageError(f"offset is {offset:,}; it must be from 0 to {FARTHEST_OFFSET:,}.")
    return Query(text, k, offset, read_filters(given), _mode(mode))


def _check_text(text: str) -> None:
    if not any(character.isalnum() for character in text):
        raise UsageError(
            "the question is empty; ask in a few words, for example: What did Flanders do on dual learning?"
        )
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters; the limit is {LONGEST_QUESTION:,}. Ask in fewer words."
        )
    if not is_unicode(text):
        raise UsageError("the question holds bytes that are not UTF-8; write it in UTF-8.")


def _mode(mode: Mode | str) -> Mode:
    try:
        return Mode(mode)
    except ValueError:
        raise UsageError(f"mode is {echo(mode)}; it must be one of {', '.join(Mode)}.") from None


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
