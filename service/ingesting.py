"""Ingest: files and folders into a library, with a report of what was found in each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.embedding.embedder import Embedder
from index.writer import Change, Incoming, Place, Writer, wished_id
from ingest.document import ParsedDocument
from ingest.errors import DamagedFile, ManifestError, RefusedFile, UnreadableFile, UnsupportedFile
from ingest.manifest import manifest_for
from ingest.parse import parse
from ingest.readers import READERS, is_readable, read_bytes, read_source

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
    """What became of a file. `status` is that of `Change`, or "refused" with `message` saying why.

    The counts are None for a file that was not taken apart.
    """

    path: str
    status: str
    document: str | None = None
    pages: int | None = None
    sections: int | None = None
    passages: int | None = None
    references: int | None = None
    footnotes: int | None = None
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
Advance = Callable[[str, int, int], None]


def find_files(paths: Iterable[Path], library: Path) -> list[Path]:
    """The files named, and every readable file below the folders named, in order and once.

    A folder without any stands for itself. What the library keeps is never among them.
    """
    kept = library.resolve()
    found: dict[Path, None] = {}
    for path in paths:
        below = [file for file in _below(path) if kept not in file.resolve().parents] if path.is_dir() else []
        found.update(dict.fromkeys(below or [path]))
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and is_readable(path) and not hidden:
            yield path


def ingest_files(
    writer: Callable[[], Writer], files: Sequence[Path], embedder: Callable[[], Embedder], on_progress: OnProgress
) -> list[FileReport]:
    """Put each file into the library; one that is refused does not stop the others.

    `writer` is called for with the first file that can be read.
    """
    reports = []
    for number, path in enumerate(files, 1):

        def advance(stage: str, done: int, total: int, number: int = number, name: str = path.name) -> None:
            on_progress(Progress(number, len(files), name, stage, done, total))

        advance("reading", 0, 0)
        try:
            report = _ingest_file(writer, path, embedder, advance)
        except (RefusedFile, ManifestError) as error:
            report = FileReport(_printable(path), REFUSED, message=str(error))
        reports.append(report)
        advance(report.status, 0, 0)
    return reports


def _printable(path: Path) -> str:
    """The path, with the bytes that are not UTF-8 spelt out."""
    return str(path).encode(errors="surrogateescape").decode(errors="backslashreplace")


def _ingest_file(
    writer: Callable[[], Writer], path: Path, embedder: Callable[[], Embedder], advance: Advance
) -> FileReport:
    incoming = _read(path)
    place = writer().place(incoming)
    if place.change is Change.UPDATED:
        writer().touch(place, incoming)
    if place.change not in (Change.ADDED, Change.REPLACED):
        return FileReport(str(path), place.change.value, place.document, message=_remark(place, incoming))
    parsed = _taken_apart(path.name, incoming)
    writer().put(place, incoming, parsed, embedder(), lambda done, total: advance("embedding", done, total))
    return _with_name_warning(_report(path, place, parsed), path)


def _read(path: Path) -> Incoming:
    if _printable(path) != str(path):
        raise UnreadableFile(f"{_printable(path)}: its name is not UTF-8. Rename it.")
    if path.is_dir():
        known = ", ".join(sorted(READERS))
        raise UnsupportedFile(f"{path}: no file in this folder that Pincite reads; it reads {known}.")
    return Incoming(path, read_bytes(path), manifest_for(path))


def _taken_apart(name: str, incoming: Incoming) -> ParsedDocument:
    """The document. Whatever a file trips over, the other files still have their turn."""
    try:
        return parse(read_source(name, incoming.content), incoming.manifest)
    except RefusedFile:
        raise
    except Exception as error:
        raise DamagedFile(
            f"{name}: could not be taken apart ({type(error).__name__}: {error}). "
            "Try to export it again; if that does not help, please report it."
        ) from error


def _remark(place: Place, incoming: Incoming) -> str | None:
    if place.known is None:
        return None
    before = place.known.source_path or place.known.source_name
    if place.change is Change.DUPLICATE:
        return f"the same content as {before}; not stored twice"
    return f"moved here from {before}" if before != incoming.source_path else None


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


def _with_name_warning(report: FileReport, path: Path) -> FileReport:
    """A number behind the id tells that another document has it or had it."""
    name = wished_id(path)
    if report.status != Change.ADDED.value or report.document == name:
        return report
    warning = (
        f"{name!r} names another document of this library, present or removed, so this one is {report.document!r}, "
        "and citations of the other never lead to it"
    )
    return replace(report, warnings=(*report.warnings, warning))
