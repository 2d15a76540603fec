"""Asks a library the same questions again and again with other options; each is embedded and resolved once."""

from collections.abc import Mapping, Sequence

from evaluation.questions import Question
from evaluation.resolving import Resolver, ranking
from evaluation.running import DEPTH
from evaluation.trec import NOTHING, Run
from index.catalogue.reading import Catalogue
from index.derived import Derived, require_indexes
from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Vectors
from index.fitted import UNFITTED, fitted
from index.question import read_question
from index.retrieval import Mode, RetrievalOptions, Retriever
from service.filtering import read_filters, scope_of
from service.library import Library


class Remembering:
    """An embedder that embeds no question twice."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._questions: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def describe(self) -> str:
        return self._embedder.describe()

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        return self._embedder.embed_passages(passages)

    def embed_question(self, question: str) -> Vectors:
        if question not in self._questions:
            self._questions[question] = self._embedder.embed_question(question)
        return self._questions[question]


class Replay:
    """Answerable questions over a library whose indexes are up to date."""

    def __init__(self, library: Library, embedder: Embedder, questions: Sequence[Question]) -> None:
        generation = library.readiness().generation
        self._catalogue = Catalogue(library.paths.catalogue)
        self._indexes = require_indexes(Derived(library.paths.derived).open(generation), library.paths.root)
        self._embedder = Remembering(embedder)
        documents, resolver = library.documents(), Resolver(library)
        self._asked = [(q, read_question(q.question), scope_of(read_filters(q.filters), documents)) for q in questions]
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
