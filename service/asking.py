"""From a question to cited passages, within one state of the library."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from index.analysis import question_terms
from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.derived import OpenIndexes
from index.echo import echo
from index.fitted import UNFITTED, fitted
from index.question import Question, read_question
from index.retrieval import Mode, RetrievalOptions, Retriever
from index.scope import Filters
from ingest.errors import UsageError
from ingest.language import likeliest
from service.answer import Answer, Interpretation, SearchResult
from service.confidence import JUDGED, rarities
from service.filtering import is_unicode, read_filters, scope_of, shown
from service.held import Held
from service.judging import judgement, trust_in
from service.presenting import Presenter

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
    with _found(held, replace(query, k=max(k, JUDGED))) as (catalogue, indexes, read, found):
        candidates = found[:k]
        trust = trust_in(catalogue.library().fingerprint)
        why_not, confidence = judgement(catalogue, indexes.lexical, read, found[:JUDGED], query.filters, trust)
        passages = Presenter(catalogue).present(candidates, {} if why_not else rarities(candidates))
    numbers = tuple(word for term, word in question_terms(question).items() if term[:1].isdigit())
    entities = tuple(dict.fromkeys(entity.entity for entity in read.entities if not entity.negated))
    interpretation = Interpretation(likeliest(read.languages), entities, numbers, shown(query.filters))
    return Answer(question, why_not is None, why_not, confidence, interpretation, passages, _since(started))


def search(
    held: Held, text: str, k: int, offset: int, given: Given, mode: Mode | str, *, explain: bool
) -> SearchResult:
    """Ranked passages without an answer. Raises UsageError."""
    started = time.perf_counter()
    query = checked(text, k, offset, given, mode)
    with _found(held, query) as (catalogue, _, _, candidates):
        hits = Presenter(catalogue).present(candidates, {}, first_rank=offset + 1, explain=explain)
    return SearchResult(text, query.mode.value, offset, hits, _since(started))


@contextmanager
def _found(held: Held, query: Query) -> Iterator[tuple[Catalogue, OpenIndexes, Question, list[Candidate]]]:
    """The question as it was read, the passages found, and catalogue and indexes in the state in which they were."""
    reranker = held.models.reranker()
    with held.asking(dense=query.mode is not Mode.LEXICAL) as (catalogue, indexes):
        documents = catalogue.documents() if query.filters != Filters() else []
        scope = scope_of(query.filters, documents, catalogue.entities)
        options = RetrievalOptions(fitted=fitted(catalogue.library().fingerprint) or UNFITTED)
        retriever = Retriever(catalogue, held.asking_embedder, options, reranker)
        question = read_question(query.text, catalogue.entities().gazetteer)
        found = retriever.retrieve(indexes, question, query.k, scope, query.mode, query.offset)
        yield catalogue, indexes, question, found


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
