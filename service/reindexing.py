"""Reindexing: a library goes over to another embedding model, with a report of what that took."""

from dataclasses import dataclass
from enum import StrEnum

from index.catalogue.reading import Catalogue
from index.embedding.embedder import Embedder
from index.reindexing import Step
from index.writer import Writer
from service.ingesting import OnProgress, Progress


class Reindexed(StrEnum):
    """What a reindex did to the library."""

    REINDEXED = "reindexed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """Which model the library has now, and which it had `before`; None for a library that never had one.

    Of all `passages`, `embedded` were embedded by this call; the others had been by one that was interrupted.
    `status` is that of `Reindexed`.
    """

    status: str
    model: str
    fingerprint: str
    dimension: int
    before: str | None
    documents: int
    passages: int
    embedded: int
    seconds: float = 0.0


def reindex(writer: Writer, catalogue: Catalogue, embedder: Embedder, on_progress: OnProgress) -> ReindexReport:
    """Embed what lacks vectors of the model, and make it the library's."""

    def on_step(step: Step) -> None:
        stage = "embedding" if step.done < step.total else "embedded" if step.total else "unchanged"
        on_progress(Progress(step.number, step.documents, step.document, stage, step.done, step.total))

    before = catalogue.library()
    embedded = writer.embed_missing(embedder, on_step)
    documents = len(catalogue.documents())
    on_progress(Progress(documents, documents, "", "indexing"))
    unchanged = not embedded and before.fingerprint == embedder.fingerprint
    if unchanged:
        writer.drop_unused_vectors()
    else:
        writer.change_over(embedder)
    return ReindexReport(
        status=(Reindexed.UNCHANGED if unchanged else Reindexed.REINDEXED).value,
        model=embedder.name,
        fingerprint=embedder.fingerprint,
        dimension=embedder.dimension,
        before=before.model,
        documents=documents,
        passages=catalogue.passage_count(),
        embedded=embedded,
    )
