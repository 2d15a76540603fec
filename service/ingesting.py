"""Ingest: files and folders into a library, with a report of what was found in each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.embedding.embedder import Embedder
from index.writer import Change, Incoming, Place, Writer
from ingest.document import ParsedDocument
from ingest.errors import ManifestError, RefusedFile
from ingest.manifest import manifest_for
from ingest.parse import parse
from ingest.readers import is_readable, read_bytes, read_source

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: file `file` of `files`, and within it `done` of `total` passages."""

    file: int
    files: int
    name: str
    stage: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file. `status` is that of `Change`, or "refused" with `message` saying why."""

    path: str
    status: str
    document: str | None = None
    pages: int = 0
    sections: int = 0
    passages: int = 0
    references: int = 0
    footnotes: int = 0
    warnings: tuple[str, ...] = ()
    message: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file, and the seconds that all took."""

    files: tuple[FileReport, ...]
    seconds: float

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.status == REFUSED)


OnProgress = Callable[[Progress], None]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every readable file below the folders named, in order and once."""
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_below(path) if path.is_dir() else [path]))
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and is_readable(path) and not hidden:
            yield path


def ingest_files(
    writer: Writer, files: Sequence[Path], embedder: Callable[[], Embedder], on_progress: OnProgress
) -> list[FileReport]:
    """Put each file into the library; one that is refused does not stop the others."""
    reports = []
    for number, path in enumerate(files, 1):

        def advance(stage: str, done: int = 0, total: int = 0, number: int = number, name: str = path.name) -> None:
            on_progress(Progress(number, len(files), name, stage, done, total))

        try:
            reports.append(_ingest_file(writer, path, embedder, advance))
        except (RefusedFile, ManifestError) as error:
            reports.append(FileReport(str(path), REFUSED, message=str(error)))
    return reports


def _ingest_file(
    writer: Writer, path: Path, embedder: Callable[[], Embedder], advance: Callable[..., None]
) -> FileReport:
    advance("reading")
    incoming = Incoming(path, read_bytes(path), manifest_for(path))
    place = writer.place(incoming)
    if place.change is Change.UPDATED:
        writer.touch(place, incoming)
    if place.change not in (Change.ADDED, Change.REPLACED):
        return FileReport(str(path), place.change.value, place.document, message=_remark(place))
    parsed = parse(read_source(path.name, incoming.content))
    advance("embedding")
    writer.put(place, incoming, parsed, embedder(), lambda done, total: advance("embedding", done, total))
    advance("stored")
    return _report(path, place, parsed)


def _remark(place: Place) -> str | None:
    if place.change is not Change.DUPLICATE or place.known is None:
        return None
    return f"the same content as {place.known.source_path or place.known.source_name}; not stored twice"


def _report(path: Path, place: Place, parsed: ParsedDocument) -> FileReport:
    return FileReport(
        path=str(path),
        status=place.change.value,
        document=place.document,
        pages=len(parsed.source.pages),
        sections=len(parsed.sections),
        passages=len(parsed.passages),
        references=len(parsed.references),
        footnotes=len(parsed.footnotes),
        warnings=parsed.warnings,
    )
