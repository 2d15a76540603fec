"""Asks a library the same questions with one set of options after another; each is embedded and resolved once."""

from collections.abc import Mapping, Sequence

from evaluation.questions import Question
from evaluation.remembering import Remembering, remembering
from evaluation.resolving import Resolver, ranking
from evaluation.running import DEPTH
from evaluation.trec import NOTHING, Run
from index.catalogue.reading import Catalogue
from index.derived import Derived, require_indexes
from index.embedding.embedder import Embedder
from index.fitted import UNFITTED, fitted
from index.options import RetrievalOptions
from index.question import read_question
from index.retrieval import Mode, Retriever
from service.filtering import read_filters, scope_of
from service.library import Library


class Replay:
    """Answerable questions over a library whose indexes are up to date."""

    def __init__(self, library: Library, embedder: Embedder, questions: Sequence[Question]) -> None:
        generation = library.readiness().generation
        self._catalogue = Catalogue(library.paths.catalogue)
        self._indexes = remembering(
            require_indexes(Derived(library.paths.derived).open(generation), library.paths.root)
        )
        self._embedder = Remembering(embedder)
        documents, resolver = library.documents(), Resolver(library)
        gazetteer, definitions = self._catalogue.entities().gazetteer, self._catalogue.definitions()
        self._asked = [
            (q, read_question(q.question, gazetteer, definitions), scope_of(read_filters(q.filters), documents))
            for q in questions
        ]
        self.qrels: Mapping[str, Mapping[str, int]] = {q.id: dict.fromkeys(resolver.relevant(q), 1) for q in questions}

    def present_options(self) -> RetrievalOptions:
        """Those by which the library answers."""
        return RetrievalOptions(fitted=fitted(self._embedder.fingerprint) or UNFITTED)

    def run(self, options: RetrievalOptions, mode: Mode = Mode.HYBRID) -> Run:
        """The ranked units of each question by these options, scored as a TREC run is."""
        retriever = Retriever(self._catalogue, lambda: self._embedder, options)
        run: dict[str, dict[str, float]] = {}
        for question, text, scope in self._asked:
            found = retriever.retrieve(self._indexes, text, DEPTH, scope, mode)
            units = ranking([candidate.passage for candidate in found], question.gold[0].unit)
            run[question.id] = {unit: 1 / rank for rank, unit in enumerate(units or (NOTHING,), 1)}
        return run
