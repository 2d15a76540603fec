"""The library: one core behind the command line, HTTP and Python."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import TracebackType

from index.catalogue.database import no_library
from index.catalogue.records import DocumentRecord, PassageRecord
from index.embedding.embedder import Embedder
from index.embedding.listing import ListedModel
from index.originals import Originals
from index.paths import LibraryPaths
from index.reranking.reranker import Reranker
from index.retrieval import Mode
from index.verification import Finding, verify_library
from index.writer import Writer, open_writer
from ingest.document import Footnote, Reference, Section
from ingest.errors import DamagedLibrary
from ingest.regions import Region
from ingest.segments import page_starts
from ingest.source import SourcePage
from service import asking
from service.answer import Answer, PassageView, Readiness, SearchResult
from service.asking import Given
from service.documents import checked_changes
from service.held import Held
from service.held_models import HeldModels, Notify, OpenModel
from service.ingesting import IngestReport, OnProgress, Progress, find_files
from service.intake import Intake
from service.models import list_models
from service.placing import covered
from service.presenting import Presenter
from service.reading.readers import Readers
from service.reindexing import ReindexReport, reindex
from service.settings import Settings


def _silent(_: Progress) -> None:
    """Progress that nobody watches."""


class Library:
    """A folder that holds one collection of documents. Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None = None,
        notify: Notify | None = None,
        open_model: OpenModel | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """`open_model` takes the place of the models of this machine; see `open` for the others."""
        self._settings = settings
        self._held = Held(settings.library, HeldModels(settings, embedder, notify, open_model, reranker))

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        model: str | None = None,
        rerank: str | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        notify: Notify | None = None,
    ) -> "Library":
        """The library at `path`, else at PINCITE_LIBRARY, else in `.pincite`.

        Nothing is read before it is needed: a library that does not exist yet is made by `ingest`.
        `rerank` names a cross-encoder that orders the first passages anew. `embedder` and `reranker` take the
        place of models named; `notify` is told of work that takes long.
        """
        given = Settings.from_environment()
        settings = replace(
            given,
            library=Path(path) if path is not None else given.library,
            model=model or given.model,
            rerank=rerank or given.rerank,
        )
        return cls(settings, embedder, notify, reranker=reranker)

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._held.close()

    @property
    def paths(self) -> LibraryPaths:
        """Where its parts lie."""
        return self._held.paths

    # Asking

    def ask(self, question: str, k: int = 5, filters: Given = None) -> Answer:
        """Cited passages that answer the question, or an abstention. Raises UsageError."""
        return asking.ask(self._held, question, k, filters)

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
        return asking.search(self._held, query, k, offset, filters, mode, explain=explain)

    # Looking

    def documents(self) -> list[DocumentRecord]:
        return self._held.catalogue().documents()

    def document(self, document: str) -> DocumentRecord:
        """Raises NotFound."""
        return self._held.catalogue().document(document)

    def text(self, document: str) -> str:
        """The document's canonical text. Raises NotFound."""
        return self._held.catalogue().text(document)[0]

    def page_starts(self, document: str) -> list[tuple[int, SourcePage]]:
        """Offsets in the text at which its pages begin; none for a document without pages. Raises NotFound."""
        pages = self.document(document).pages
        return page_starts(self._held.catalogue().text(document)[2], pages) if pages else []

    def sections(self, document: str) -> list[Section]:
        """The heading tree in reading order. Raises NotFound."""
        self.document(document)
        return self._held.catalogue().sections(document)

    def references(self, document: str) -> list[Reference]:
        """The document's own list of references. Raises NotFound."""
        self.document(document)
        return self._held.catalogue().references(document)

    def passages(self, document: str) -> list[PassageRecord]:
        """All passages of a document in reading order. Raises NotFound."""
        self.document(document)
        return self._held.catalogue().passages(document)

    def footnotes(self, document: str) -> list[Footnote]:
        """The footnotes of a document. Raises NotFound."""
        self.document(document)
        return self._held.catalogue().footnotes(document)

    def page_texts(self, document: str) -> dict[int, str]:
        """The characters as read, by physical page; empty for a text without pages. Raises NotFound."""
        record = self.document(document)
        _, source, _ = self._held.catalogue().text(document)
        return {page.number: source[page.start : page.end] for page in record.pages}

    def passage(self, passage: str) -> PassageView:
        """A passage by its id, with its neighbours. Raises NotFound, or Gone once it was removed."""
        catalogue = self._held.catalogue()
        with catalogue.snapshot():
            found = catalogue.passage(passage)
            return PassageView(Presenter(catalogue).cited(found), *catalogue.neighbours(found))

    def regions(self, passage: str, start: int = 0, end: int | None = None) -> tuple[Region, ...]:
        """What a passage, or the part of it between two offsets, covers of its pages; nothing for a text without pages.

        Raises NotFound, Gone, or UsageError for offsets outside the passage.
        """
        catalogue = self._held.catalogue()
        with catalogue.snapshot():
            return covered(catalogue, catalogue.passage(passage), start, end)

    def original(self, document: str) -> Path:
        """The ingested file as it was. Raises NotFound, or DamagedLibrary where it is missing."""
        record = self.document(document)
        path = Originals(self.paths.originals).path(record.content_hash, record.source_name)
        if not path.is_file():
            raise DamagedLibrary(f"the original of {document!r} is missing. Ingest {record.source_name} again.")
        return path

    def readiness(self) -> Readiness:
        """Raises LibraryError or ModelError while it cannot answer, or only from indexes that it cannot renew."""
        indexes = self._held.indexes(present=True)
        self._held.asking_embedder()
        library = self._held.catalogue().library()
        return Readiness(library.generation, indexes.generation, len(self.documents()), library.model)

    def model(self) -> str:
        """A sentence on the model: its name, how it runs here, and how exactly. Raises ModelError."""
        return self._held.embedder().describe()

    def models(self) -> list[ListedModel]:
        """The models of this machine, and that of the library where there is one; none is loaded."""
        return list_models(self._held.library(), self._settings.cache)

    def verify(self) -> list[Finding]:
        """Check everything that citations rest on; what is wrong, and remarks."""
        with Readers(self._settings.limits, self._settings.password) as readers:
            return verify_library(self.paths, self._held.catalogue(), self._held.embedder, readers.read)

    # Changing

    def ingest(
        self, paths: Iterable[str | Path], on_progress: OnProgress = _silent, *, password: str | None = None
    ) -> IngestReport:
        """Add or refresh files, and the readable files below folders. Raises WriterBusy, ModelError, StorageFull.

        A library that is not there yet is made with the first file that can be read. `password` opens encrypted files.
        """
        started = time.perf_counter()
        files = find_files(map(Path, paths), self.paths.root)
        with ExitStack() as stack:

            @cache
            def writer() -> Writer:
                if not self._held.exists():
                    self._held.embedder()  # a model that cannot be used must not leave a library behind
                opened = stack.enter_context(open_writer(self.paths))
                stack.callback(opened.publish)
                stack.callback(on_progress, Progress(len(files), len(files), "", "indexing"))
                return opened

            with Readers(self._settings.limits, password or self._settings.password) as readers:
                intake = Intake(writer, self._held.exists, self._held.embedder, readers, on_progress)
                reports = intake.take(files)
        return IngestReport(tuple(reports), round(time.perf_counter() - started, 3))

    def reindex(
        self, model: str, on_progress: OnProgress = _silent, *, embedder: Embedder | None = None
    ) -> ReindexReport:
        """Embed all passages anew by another model. Raises NoLibrary, WriterBusy, ModelError, StorageFull.

        Until that is done the old one goes on answering, also where it is interrupted; the next call goes on from
        there. Ids, permalinks and documents stay. `embedder` takes the place of the model of that name.
        """
        started = time.perf_counter()
        if not self._held.exists():
            raise no_library(self.paths.root)
        opened = embedder or self._held.models.open(model)
        self._held.models.adopt(opened)
        with self._writer() as writer:
            report = reindex(writer, self._held.catalogue(), opened, on_progress)
        return replace(report, seconds=round(time.perf_counter() - started, 3))

    def set_metadata(self, document: str, changes: Mapping[str, object]) -> DocumentRecord:
        """State metadata values; None takes one back. Raises NotFound, ManifestError."""
        checked = checked_changes(changes, document)
        with self._writer() as writer:
            writer.edit(document, checked)
        return self.document(document)

    def remove(self, *documents: str) -> None:
        """Remove documents, their originals and their vectors: all of them, or none and NotFound."""
        with self._writer() as writer:
            writer.remove(*documents)

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        """A writer of a library that is there; its changes are published at the end."""
        if not self._held.exists():
            raise no_library(self.paths.root)
        with open_writer(self.paths) as writer:
            yield writer
            writer.publish()
