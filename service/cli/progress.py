"""Progress of an ingest or a reindex, on stderr: live bars in a terminal, a line a file elsewhere."""

from collections import Counter
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from service import ingesting

_READING, _EMBEDDING = "reading", "embedding"
_UNDER_WAY = frozenset({_READING, _EMBEDDING})
# Where lines stay, only files that became something have one.
_QUIET = _UNDER_WAY | {"indexing", "unchanged"}
# Of the time that a file takes, the part that is over when it is read: the others are read meanwhile.
_READ = 0.2
# The time left is told from all files so far: the last ones alone may have been short.
_ALL_ALONG_S = 24 * 60 * 60


class IngestProgress:
    """Shows `service.ingesting.Progress` as it comes in; `became` counts what became of how many of the `files`."""

    def __init__(self, console: Console, what: str = "ingest", unit: str = "files") -> None:
        self._console = console
        self._what, self._unit = what, unit
        self.files = 0
        self.became: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            speed_estimate_period=_ALL_ALONG_S,
        )
        self._all: TaskID | None = None
        self._one: TaskID | None = None
        self._now = "", 0

    def __enter__(self) -> "IngestProgress":
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def show(self, progress: ingesting.Progress) -> None:
        self._count(progress)
        if self._console.is_terminal:
            self._move_bars(progress)
        elif progress.stage not in _QUIET:
            self._console.print(f"{progress.file}/{progress.files} {progress.name}: {progress.stage}", soft_wrap=True)

    def _count(self, progress: ingesting.Progress) -> None:
        self.files = progress.files
        if progress.stage in _UNDER_WAY:
            if 0 < progress.done == progress.total:
                self._found["pages" if progress.stage == _READING else "passages"] += progress.total
        elif progress.name:
            self.became[progress.stage] += 1

    def _move_bars(self, progress: ingesting.Progress) -> None:
        if self._all is None:
            self._all = self._bars.add_task(self._what, total=progress.files, unit=self._unit)
        if progress.name:
            found = (f"{count:,} {what}" for what, count in sorted(self._found.items()))
            self._bars.update(self._all, completed=_completed(progress), unit=", ".join((self._unit, *found)))
        self._bars.update(self._task(progress), completed=progress.done)

    def _task(self, progress: ingesting.Progress) -> TaskID:
        """The bar of what is under way: a new one for each stage of each file, as a bar keeps its total."""
        now = f"{progress.stage} {progress.name}", progress.total
        if self._one is None or self._now != now:
            if self._one is not None:
                self._bars.remove_task(self._one)
            unit = "pages" if progress.stage == _READING else "passages"
            unit, total = (unit, progress.total) if progress.total else ("", None)
            self._one = self._bars.add_task(now[0], total=total, completed=progress.done, unit=unit)
            self._now = now
        return self._one


def _completed(progress: ingesting.Progress) -> float:
    """Files, with the part of the present one that is done."""
    if progress.stage not in _UNDER_WAY:
        return progress.file
    part = progress.done / progress.total if progress.total else 0.0
    return progress.file - 1 + (_READ * part if progress.stage == _READING else _READ + (1 - _READ) * part)
