"""The library: one core behind the command line, HTTP and Python."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from index.analysis import question_terms
from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord
from index.derived import Derived, OpenIndexes, require_indexes
from index.embedding.embedder import Embedder
from index.originals import Originals
from index.paths import LibraryPaths
from index.retrieval import Candidate, Mode, Retriever
from index.scope import Filters
from index.verification import Finding, verify_library
from index.writer import Writer, mismatch, open_writer
from ingest.document import Reference, Section
from ingest.errors import ModelMismatch, NoLibrary, UsageError, WriterBusy
from ingest.manifest import stated
from service.abstaining import abstention
from service.answer import Answer, Interpretation, PassageView, SearchResult
from service.filtering import read_filters, scope_of, shown
from service.ingesting import FileReport, IngestReport, OnProgress, Progress, find_files, ingest_files
from service.presenting import Presenter
from service.quoting import rarity
from service.settings import Settings

LONGEST_QUESTION = 4_000
MOST_HITS = 200
FARTHEST_OFFSET = 10_000
Given = Mapping[str, object] | Filters | None


def _silent(_: Progress) -> None:
    """Progress that nobody watches."""


class Library:
    """A folder that holds one collection of documents. Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None = None,
        notify: Callable[[str], object] | None = None,
    ) -> None:
        self.paths = LibraryPaths(settings.library)
        self._notify = notify
        self._settings = settings
        self._embedder = embedder
        self._held_catalogue: Catalogue | None = None
        self._held_indexes: OpenIndexes | None = None
        self._guard = threading.RLock()

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        model: str | None = None,
        embedder: Embedder | None = None,
        notify: Callable[[str], object] | None = None,
    ) -> "Library":
        """The library at `path`, else at PINCITE_LIBRARY, else in `.pincite`.

        Nothing is read before it is needed: a library that does not exist yet is made by `ingest`.
        `embedder` takes the place of the model that the library names; `notify` is told of work that
        takes long.
        """
        given = Settings.from_environment()
        library = Path(path) if path is not None else given.library
        return cls(Settings(library, given.cache, model or given.model, given.threads), embedder, notify)

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with self._guard:
            if self._held_catalogue:
                self._held_catalogue.close()
            self._held_catalogue = self._held_indexes = None

    # Asking

    def ask(self, question: str, k: int = 5, filters: Given = None) -> Answer:
        """Cited passages that answer the question, or an abstention. Raises UsageError."""
        started = time.perf_counter()
        checked = read_filters(filters)
        terms, candidates, presenter = self._retrieve(question, k, 0, checked, Mode.HYBRID)
        with self._catalogue().snapshot():
            why_not = abstention(candidates, checked)
            weights = {} if why_not else rarity(terms, [c.passage.text for c in candidates])
            passages = presenter.present(candidates, weights)
        numbers = tuple(word for term, word in terms.items() if term[0].isdigit())
        interpretation = Interpretation(None, (), numbers, shown(checked))
        return Answer(question, why_not is None, why_not, None, interpretation, passages, _since(started))

    def search(
        self,
        query: str,
        k: int = 10,
        offset: int = 0,
        filters: Given = None,
        mode: Mode | str = Mode.HYBRID,
        explain: bool = False,
    ) -> SearchResult:
        """Ranked passages without an answer. Raises UsageError."""
        started = time.perf_counter()
        mode = _mode(mode)
        _, candidates, presenter = self._retrieve(query, k, offset, read_filters(filters), mode)
        with self._catalogue().snapshot():
            hits = presenter.present(candidates, {}, first_rank=offset + 1, explain=explain)
        return SearchResult(query, mode.value, offset, hits, _since(started))

    def _retrieve(
        self, question: str, k: int, offset: int, filters: Filters, mode: Mode
    ) -> tuple[dict[str, str], list[Candidate], Presenter]:
        check_question(question, k, offset)
        catalogue, indexes = self._catalogue(), self._indexes()
        with catalogue.snapshot():
            scope = scope_of(filters, catalogue.documents() if filters != Filters() else [])
            retriever = Retriever(catalogue, self._asking_embedder)
            candidates = retriever.retrieve(indexes, question, k + offset, scope, mode)[offset:]
        return question_terms(question), candidates, Presenter(catalogue)

    # Looking

    def documents(self) -> list[DocumentRecord]:
        return self._catalogue().documents()

    def document(self, document: str) -> DocumentRecord:
        """Raises NotFound."""
        return self._catalogue().document(document)

    def text(self, document: str) -> str:
        """The document's canonical text. Raises NotFound."""
        return self._catalogue().text(document)[0]

    def sections(self, document: str) -> list[Section]:
        """The heading tree in reading order. Raises NotFound."""
        self.document(document)
        return self._catalogue().sections(document)

    def references(self, document: str) -> list[Reference]:
        """The document's own list of references. Raises NotFound."""
        self.document(document)
        return self._catalogue().references(document)

    def passage(self, passage: str) -> PassageView:
        """A passage by its id, with its neighbours. Raises NotFound, or Gone once it was removed."""
        catalogue = self._catalogue()
        with catalogue.snapshot():
            found = catalogue.passage(passage)
            return PassageView(Presenter(catalogue).cited(found), *catalogue.neighbours(found))

    def original(self, document: str) -> Path:
        """The ingested file as it was. Raises NotFound."""
        record = self.document(document)
        return Originals(self.paths.originals).path(record.content_hash, record.source_name)

    def readiness(self) -> tuple[int, int, str | None]:
        """Generation, number of documents, and model. Raises LibraryError or ModelError while it cannot answer."""
        library = self._catalogue().library()
        self._asking_embedder()
        return library.generation, len(self.documents()), library.model

    def verify(self) -> list[Finding]:
        """Check everything that citations rest on; what is wrong, and remarks."""
        return verify_library(self.paths, self._catalogue(), self.embedder)

    # Changing

    def ingest(self, paths: Iterable[str | Path], on_progress: OnProgress = _silent) -> IngestReport:
        """Add or refresh files, and the readable files below folders. Raises WriterBusy, ModelError, StorageFull."""
        started = time.perf_counter()
        files = find_files(map(Path, paths))
        reports: list[FileReport] = []
        with open_writer(self.paths) as writer:
            try:
                reports = ingest_files(writer, files, self.embedder, on_progress)
            finally:
                on_progress(Progress(len(files), len(files), "", "indexing"))
                writer.publish()
        return IngestReport(tuple(reports), round(time.perf_counter() - started, 3))

    def set_metadata(self, document: str, changes: Mapping[str, object]) -> DocumentRecord:
        """State metadata values; None takes one back. Raises NotFound, ManifestError."""
        given = {key: value for key, value in changes.items() if value is not None}
        checked = {
            **stated(given, document),
            **{key: None for key, value in changes.items() if value is None},
        }
        with self._writer() as writer:
            writer.edit(document, checked)
            writer.publish()
        return self.document(document)

    def remove(self, document: str) -> None:
        """Remove a document, its original and its vectors. Raises NotFound."""
        with self._writer() as writer:
            writer.remove(document)
            writer.publish()

    # Parts

    def embedder(self) -> Embedder:
        """The model that the library was made by, or the one that was asked for. Raises ModelError."""
        with self._guard:
            if self._embedder is None:
                from index.embedding.open import open_embedder
                from index.embedding.sources import DEFAULT_MODEL

                name = self._settings.model or self._made_by() or DEFAULT_MODEL
                self._embedder = open_embedder(name, self._settings.cache, self._settings.threads, self._notify)
            return self._embedder

    def _made_by(self) -> str | None:
        return self._catalogue().library().model if self.paths.catalogue.is_file() else None

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        if not self.paths.catalogue.is_file():
            raise NoLibrary(f"{self.paths.root}: no library here. Create one with: pincite ingest PATH")
        with open_writer(self.paths) as writer:
            yield writer

    def _catalogue(self) -> Catalogue:
        with self._guard:
            if self._held_catalogue is None:
                self._held_catalogue = Catalogue(self.paths.catalogue)
            return self._held_catalogue

    def _indexes(self) -> OpenIndexes:
        """The newest indexes; follows new generations."""
        catalogue = self._catalogue()
        with self._guard:
            held = self._held_indexes
            if held is None or held.generation != catalogue.library().generation:
                self._held_indexes = self._follow(catalogue, held)
            return require_indexes(self._held_indexes, self.paths.root)

    def _follow(self, catalogue: Catalogue, held: OpenIndexes | None) -> OpenIndexes | None:
        """The newest indexes; they are built first where they lack and nobody else is writing."""
        derived = Derived(self.paths.derived)
        wanted = catalogue.library().generation
        if derived.newest() != wanted:
            with suppress(WriterBusy), open_writer(self.paths, patience_s=0) as writer:
                writer.publish()
        if held is not None and derived.newest() == held.generation:
            return held
        return derived.open_newest()

    def _asking_embedder(self) -> Embedder:
        """The embedder, once it is known to be the one that the library was made by. Raises ModelMismatch."""
        embedder, library = self.embedder(), self._catalogue().library()
        if library.fingerprint not in (None, embedder.fingerprint):
            raise ModelMismatch(mismatch(self.paths.root, library.model, embedder.name))
        return embedder


def check_question(question: str, k: int, offset: int = 0) -> None:
    """Raises UsageError for a question, a number of hits or an offset outside the limits."""
    if not any(character.isalnum() for character in question):
        raise UsageError(
            "the question is empty; ask in a few words, for example: What did Flanders do on dual learning?"
        )
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(question):,} characters; the limit is {LONGEST_QUESTION:,}. Ask in fewer words."
        )
    if not 1 <= k <= MOST_HITS:
        raise UsageError(f"k is {k:,}; it must be from 1 to {MOST_HITS}.")
    if not 0 <= offset <= FARTHEST_OFFSET:
        raise UsageError(f"offset is {offset:,}; it must be from 0 to {FARTHEST_OFFSET:,}.")


def _mode(mode: Mode | str) -> Mode:
    try:
        return Mode(mode)
    except ValueError:
        raise UsageError(f"mode is {mode!r}; it must be one of {', '.join(Mode)}.") from None


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
