"""Progress of an ingest or a reindex, on stderr: a live bar in a terminal, a line a file elsewhere."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from service import ingesting

_UNDER_WAY = frozenset({"reading", "embedding"})
# Where lines stay, only files that became something have one.
_QUIET = _UNDER_WAY | {"indexing", "unchanged"}


class IngestProgress:
    """Shows `service.ingesting.Progress` as it comes in."""

    def __init__(self, console: Console, what: str = "ingest", unit: str = "files") -> None:
        self._console = console
        self._what, self._unit = what, unit
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._files: TaskID | None = None
        self._passages: TaskID | None = None

    def __enter__(self) -> "IngestProgress":
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def show(self, progress: ingesting.Progress) -> None:
        if self._console.is_terminal:
            self._move_bars(progress)
        elif progress.stage not in _QUIET:
            self._console.print(f"{progress.file}/{progress.files} {progress.name}: {progress.stage}", soft_wrap=True)

    def _move_bars(self, progress: ingesting.Progress) -> None:
        if self._files is None:
            self._files = self._bars.add_task(self._what, total=progress.files, unit=self._unit)
            self._passages = self._bars.add_task("", total=None, unit="passages")
        assert self._passages is not None
        finished = progress.file - (progress.stage in _UNDER_WAY)
        self._bars.update(self._files, completed=finished)
        self._bars.update(
            self._passages,
            description=f"{progress.stage} {progress.name}",
            completed=progress.done,
            total=progress.total or None,
        )
