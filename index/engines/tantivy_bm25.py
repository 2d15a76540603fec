"""BM25 by tantivy; the only module that knows tantivy."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path

import tantivy

from index.engines.protocols import LexicalEntry, Scored
from index.engines.ties import best
from index.scope import Scope

_ID, _DOCUMENT, _SECTION, _LANGUAGE, _ENTITY = "id", "document", "section", "language", "entity"
_HEAP_BYTES = 64_000_000
_SYSTEM_ERROR = re.compile(r"os error (\d+)")


class TantivyBM25:
    """An index in a folder of its own; `weights` names the fields and what a match in each counts."""

    def __init__(self, folder: Path, weights: Mapping[str, float]) -> None:
        self._folder = folder
        self._weights = dict(weights)
        self._schema = self._build_schema()
        self._searcher: tantivy.Searcher | None = None

    def _build_schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field(_ID, fast=True, indexed=True)
        for field in (_DOCUMENT, _SECTION, _LANGUAGE, _ENTITY):
            builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
        for field in self._weights:
            builder.add_text_field(field, tokenizer_name="raw", index_option="position")
        return builder.build()

    def publish(self, entries: Iterable[LexicalEntry]) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        with _disk_errors():
            index = tantivy.Index(self._schema, path=str(self._folder), reuse=False)
            writer = index.writer(_HEAP_BYTES, num_threads=1)
            for entry in entries:
                _add(writer, _document(entry))
            writer.commit()
            writer.wait_merging_threads()

    def refresh(self) -> None:
        self._searcher = tantivy.Index.open(str(self._folder)).searcher()

    def search(
        self, terms: Sequence[str], k: int, scope: Scope, weights: Mapping[str, float] | None = None
    ) -> list[Scored]:
        if not terms:
            return []
        query = self._query(weights or dict.fromkeys(terms, 1.0), scope)
        return best(lambda limit: self._search(query, limit), k)

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        searcher = self._opened()
        field = max(self._weights, key=lambda name: self._weights[name])
        holding = {term: searcher.doc_freq(field, term) for term in terms}
        return {term: log(1 + (searcher.num_docs - n + 0.5) / (n + 0.5)) for term, n in holding.items()}

    def _search(self, query: tantivy.Query, limit: int) -> list[Scored]:
        searcher = self._opened()
        hits = searcher.search(query, limit, count=False).hits
        ids = searcher.fast_field_values(_ID, [address for _, address in hits])
        return [Scored(int(i or 0), score) for i, (score, _) in zip(ids, hits, strict=True)]

    def _opened(self) -> tantivy.Searcher:
        if self._searcher is None:
            self.refresh()
        assert self._searcher is not None
        return self._searcher

    def _query(self, terms: Mapping[str, float], scope: Scope) -> tantivy.Query:
        any_term = tantivy.Query.boolean_query(list(self._term_queries(terms)))
        admitted = {
            _DOCUMENT: scope.documents,
            _SECTION: scope.sections,
            _LANGUAGE: scope.languages,
            _ENTITY: scope.entities,
        }
        filters = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(self._one_of(field, names), 0.0))
            for field, names in admitted.items()
            if names is not None
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, any_term), *filters]) if filters else any_term

    def _term_queries(self, terms: Mapping[str, float]) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        for field, of_field in self._weights.items():
            for term, of_term in terms.items():
                query = tantivy.Query.term_query(self._schema, field, term, "freq")
                weight = of_field * of_term
                yield tantivy.Occur.Should, tantivy.Query.boost_query(query, weight) if weight != 1 else query

    def _one_of(self, field: str, names: frozenset[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, sorted(names))


def _add(writer: tantivy.IndexWriter, document: tantivy.Document) -> None:
    try:
        writer.add_document(document)
    except ValueError:
        writer.commit()  # says why the thread that writes has ended
        raise


@contextmanager
def _disk_errors() -> Iterator[None]:
    """tantivy tells of the system's errors in words only."""
    try:
        yield
    except ValueError as error:
        number = _SYSTEM_ERROR.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), str(error)) from error


def _document(entry: LexicalEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(_ID, entry.id)
    document.add_text(_DOCUMENT, entry.attributes.document)
    document.add_text(_LANGUAGE, entry.attributes.language)
    for section in entry.attributes.sections:
        document.add_text(_SECTION, section)
    for entity in entry.attributes.entities:
        document.add_text(_ENTITY, entity)
    for field, terms in entry.fields.items():
        text = " ".join(term for term, _ in terms)
        document.add_pre_tokenized_text(field, tantivy.PreTokenizedString(text, list(_tokens(terms))))
    return document


def _tokens(terms: Sequence[tuple[str, int]]) -> Iterator[tantivy.Token]:
    at = 0
    for term, position in terms:
        yield tantivy.Token(term, position, at, at + len(term))
        at += len(term) + 1
