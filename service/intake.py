"""Intake: one file after the other into a library, while the next ones are being read."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from index.embedding.embedder import Embedder
from index.naming import wished_id
from index.originals import content_hash
from index.writer import Change, Incoming, Place, Writer, is_gone
from ingest.document import ParsedDocument
from ingest.errors import ManifestError, RefusedFile, UnreadableFile, UnsupportedFile
from ingest.manifest import manifest_for
from ingest.readers import READERS, is_folder, read_bytes
from ingest.segments import page_starts
from ingest.sentences import sentence_spans
from service.doubting import doubtful
from service.ingesting import REFUSED, FileReport, OnProgress, Progress
from service.reading.messages import OnItsPage, Outcome, Read
from service.reading.readers import Awaited, Readers

# Of so many files the bytes and the documents are held besides those of the one that is being embedded.
AHEAD = 2
_TAKEN_APART = (Change.ADDED, Change.REPLACED)
_A = TypeVar("_A")
_B = TypeVar("_B")
Advance = Callable[[str, int, int], None]


def ahead(items: Iterable[_A], begin: Callable[[_A], _B], depth: int) -> Iterator[_B]:
    """Each item begun, in order: when one is handed out, the `depth` that come after it have been begun as well."""
    begun: deque[_B] = deque()
    for item in items:
        begun.append(begin(item))
        if len(begun) > depth:
            yield begun.popleft()
    yield from begun


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that has been looked at. `place` is known where it cannot change, `awaited` where reading has begun."""

    path: Path
    incoming: Incoming | RefusedFile | ManifestError
    place: Place | None = None
    awaited: Awaited | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes files into a library. `writer` makes one where none `exists`, and is called for when it is needed."""

    writer: Callable[[], Writer]
    exists: Callable[[], bool]
    embedder: Callable[[], Embedder]
    readers: Readers
    on_progress: OnProgress
    # Of what is being read or was, so that a copy is not read as well.
    _digests: set[str] = field(default_factory=set)
    # Files that were there when the ingest began.
    _listed: set[Path] = field(default_factory=set)
    # Files whose content is nobody's any more.
    _parted: list[Path] = field(default_factory=list)

    def take(self, files: Sequence[Path]) -> list[FileReport]:
        """What became of each file; one that is refused does not stop the others.

        Files whose document got another content come after those given, each to be a document of its own.
        """
        reports: list[FileReport] = []
        now = list(files)
        self._listed.update(filter(os.path.lexists, now))
        while now:
            now = self._taken_all(now, reports)
        return list({report.path: report for report in reports}.values())

    def _taken_all(self, files: Sequence[Path], reports: list[FileReport]) -> list[Path]:
        """Adds a report on each; the files that are to be taken in after these."""
        after: dict[Path, None] = {}
        given = {Path(os.path.realpath(path)): path for path in files}
        before, total = len(reports), len(reports) + len(files)
        for number, begun in enumerate(ahead(files, self._begin, AHEAD), 1):
            advance = self._advance(before + number, total, begun.path.name)
            advance("reading", 0, 0)
            reports.append(self._report(begun, advance))
            advance(reports[-1].status, 0, 0)
            parted = [given.get(path, path) for path in self._parted]
            after.update(dict.fromkeys(path for path in parted if path not in files[number:]))
            self._parted.clear()
        return list(after)

    def _advance(self, number: int, files: int, name: str) -> Advance:
        return lambda stage, done, total: self.on_progress(Progress(number, files, name, stage, done, total))

    def _begin(self, path: Path) -> _Begun:
        """Look at a file, and have it read where it will be needed, as far as can be told before its turn."""
        try:
            incoming = _opened(path, self.readers.most_bytes)
        except (RefusedFile, ManifestError) as error:
            return _Begun(path, self._vanished(path) or error)
        place = self.writer().place(incoming) if self.exists() else None
        if place is not None and place.change is Change.UNCHANGED:
            return _Begun(path, incoming, place)
        digest = content_hash(incoming.content)
        if digest in self._digests or (place is not None and place.change not in _TAKEN_APART):
            return _Begun(path, incoming)
        self._digests.add(digest)
        return _Begun(path, incoming, awaited=self._reading(incoming))

    def _vanished(self, path: Path) -> UnreadableFile | None:
        """Said of a file that was there at first."""
        if path not in self._listed or os.path.lexists(path):
            return None
        return UnreadableFile(
            f"{path}: was removed or renamed after the ingest had begun. Ingest it under the name that it has now."
        )

    def _reading(self, incoming: Incoming) -> Awaited:
        return self.readers.begin(incoming.path.name, incoming.content, incoming.manifest)

    def _report(self, begun: _Begun, advance: Advance) -> FileReport:
        started = time.perf_counter()
        try:
            report = self._taken(begun, advance)
        except (RefusedFile, ManifestError) as error:
            report = _refused(begun.path, error)
        return replace(report, seconds=round(report.seconds or time.perf_counter() - started, 3))

    def _taken(self, begun: _Begun, advance: Advance) -> FileReport:
        """Raises RefusedFile or ManifestError."""
        incoming = begun.incoming
        if not isinstance(incoming, Incoming):
            raise incoming
        outcome = self._outcome(begun.awaited, begun.path, advance) if begun.awaited else None
        if outcome is not None and isinstance(outcome.found, RefusedFile):
            return _refused(begun.path, outcome.found, outcome.seconds)
        place = begun.place or self.writer().place(incoming)
        if place.change in _TAKEN_APART:
            return self._put(
                place, incoming, outcome or self._outcome(self._reading(incoming), begun.path, advance), advance
            )
        if place.change is Change.UPDATED:
            self.writer().touch(place, incoming)
        if place.change is Change.DUPLICATE:
            self.writer().note_copy(place, incoming)
        return FileReport(str(begun.path), place.change.value, place.document, message=_remark(place, incoming))

    def _outcome(self, awaited: Awaited, path: Path, advance: Advance) -> Outcome:
        """The model is made ready while another process reads."""
        if self.readers.guards(path.name):
            self.embedder()
        return awaited(lambda where: _tell(where, advance))

    def _put(self, place: Place, incoming: Incoming, outcome: Outcome, advance: Advance) -> FileReport:
        started, parsed = time.perf_counter(), outcome.document()
        self.writer().put(
            place, incoming, parsed, self.embedder(), lambda done, total: advance("embedding", done, total)
        )
        seconds = outcome.seconds + time.perf_counter() - started
        found = _with_name_warning(_found(incoming.path, place, parsed, seconds), incoming.path)
        found = replace(found, warnings=(*found.warnings, *doubtful(place, parsed, incoming.manifest)))
        parted = [source.path for source in place.parted(content_hash(incoming.content)) if not is_gone(source.path)]
        self._parted.extend(map(Path, parted))
        return replace(found, message=f"no longer the content of {', '.join(parted)}") if parted else found


def _tell(where: OnItsPage | Read, advance: Advance) -> None:
    if isinstance(where, OnItsPage):
        advance("reading", where.number, where.pages)


def _printable(path: Path) -> str:
    """The path, with the bytes that are not UTF-8 spelt out."""
    return str(path).encode(errors="surrogateescape").decode(errors="backslashreplace")


def _opened(path: Path, most: int) -> Incoming:
    if _printable(path) != str(path):
        raise UnreadableFile(f"{_printable(path)}: its name is not UTF-8. Rename it.")
    if is_folder(path):
        raise _no_file_in(path)
    return Incoming(path, read_bytes(path, most), manifest_for(path))


def _no_file_in(folder: Path) -> RefusedFile:
    known = ", ".join(sorted(READERS))
    try:
        os.scandir(folder).close()
    except OSError as error:
        return UnreadableFile(f"{folder}: cannot be looked into ({error.strerror}). Check its permissions.")
    return UnsupportedFile(f"{folder}: no file in this folder that Pincite reads; it reads {known}.")


def _refused(path: Path, error: Exception, seconds: float = 0.0) -> FileReport:
    return FileReport(_printable(path), REFUSED, message=str(error), error=type(error).__name__, seconds=seconds)


def _remark(place: Place, incoming: Incoming) -> str | None:
    if place.known is None:
        return None
    before = place.known.source_path or place.known.source_name
    if place.change is Change.DUPLICATE:
        return f"the same content as {before}; not stored twice"
    return f"moved here from {before}" if before != incoming.source_path else None


def _found(path: Path, place: Place, parsed: ParsedDocument, seconds: float) -> FileReport:
    return FileReport(
        path=str(path),
        status=place.change.value,
        document=place.document,
        pages=len(parsed.source.pages),
        sections=len(parsed.sections),
        passages=len(parsed.passages),
        references=len(parsed.references),
        footnotes=len(parsed.footnotes),
        counts={**parsed.source.counts, **_joined(parsed)},
        warnings=parsed.warnings,
        seconds=seconds,
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


def _joined(parsed: ParsedDocument) -> dict[str, int]:
    """How many sentences of passages run from one page to the next."""
    turns = [at for at, _ in page_starts(parsed.segments, parsed.source.pages)[1:]]
    spans = [
        (passage.start + start, passage.start + end)
        for passage in parsed.passages
        for start, end in sentence_spans(parsed.passage_text(passage))
    ]
    joined = sum(any(start < at < end for at in turns) for start, end in spans)
    return {"sentences_joined_over_pages": joined} if turns else {}
