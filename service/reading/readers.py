"""Readers of files: in this process where a format is harmless, else in guarded ones, reused and replaced."""

from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import TypeAlias

from ingest.document import ParsedDocument
from ingest.errors import RefusedFile
from service.reading import refusals
from service.reading.apart import READERS, Tell, take_apart
from service.reading.limits import MIB, Limits
from service.reading.messages import OnItsPage, Outcome, Read, Task
from service.reading.process import ReadingProcess

# Formats whose readers may loop, crash or be led to need any amount of memory by what a file says.
GUARDED = frozenset({".pdf"})
# Of a file with more pages that take its reader down, no good text is to be expected.
MOST_BAD_PAGES = 3
# Waits for the outcome of a file; `tell` hears of each page before it is read, or at once of those that were.
Awaited = Callable[[Tell], Outcome]
_Pages: TypeAlias = SimpleQueue[OnItsPage | Read | None]


class Readers:
    """Reads files one after the other, ahead of whoever waits for them. Processes start when they are needed."""

    def __init__(
        self,
        limits: Limits,
        password: str | None = None,
        *,
        module: str = READERS,
        guarded: frozenset[str] = GUARDED,
        processes: int = 1,
    ) -> None:
        """`password` opens encrypted files; `module` names one with `read_source`, as `ingest.readers` has."""
        self._limits, self._password = limits, password
        self._module, self._guarded = module, guarded
        self._threads = ThreadPoolExecutor(processes, "reading")
        self._idle: list[ReadingProcess] = []
        self._all: list[ReadingProcess] = []
        self._lock = Lock()
        self._closed = False

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, also those that read."""
        with self._lock:
            self._closed = True
            processes, self._idle, self._all = self._all, [], []
            for process in processes:
                process.end()
        self._threads.shutdown(cancel_futures=True)
        for process in processes:
            process.close()

    def begin(self, name: str, content: bytes, stated: Mapping[str, object]) -> Awaited:
        """Have a file read. The outcome of one that is not guarded is made when it is waited for."""
        task = Task(name, content, stated, self._password)
        if not self.guards(name):
            return lambda tell: take_apart(task, self._limits, tell, self._module)
        pages = _Pages()
        outcome = self._threads.submit(self._read, task, pages)
        outcome.add_done_callback(lambda _: pages.put(None))
        return lambda tell: _followed(pages, outcome, tell)

    def read(self, name: str, content: bytes, stated: Mapping[str, object]) -> ParsedDocument:
        """A file, read and taken apart. Raises RefusedFile."""
        return self.begin(name, content, stated)(lambda _: None).document()

    @property
    def most_bytes(self) -> int:
        """A file of more would take all the memory that reading it may need."""
        return self._limits.memory_mib * MIB

    def guards(self, name: str) -> bool:
        """Whether a file of this name is read in a process of its own, and so before it is waited for."""
        return Path(name).suffix.lower() in self._guarded

    def _read(self, task: Task, pages: _Pages) -> Outcome:
        """Again without a page that breaks reading off, a few times; where that does not help, the first refusal."""
        bad: dict[int, str] = {}
        first = outcome = self._read_once(task, pages, 0.0)
        taken = first.seconds
        while (page := outcome.page) is not None and page.number not in bad:
            bad[page.number] = page.why
            if len(bad) > MOST_BAD_PAGES or self._closed:
                break
            outcome = self._read_once(replace(task, without=bad), pages, taken)
            taken += outcome.seconds
        if isinstance(outcome.found, RefusedFile) and isinstance(first.found, RefusedFile):
            outcome = replace(first, found=refusals.several(first.found, sorted(bad)[1:]))
        return replace(outcome, seconds=taken)

    def _read_once(self, task: Task, pages: _Pages, taken: float) -> Outcome:
        try:
            process = self._taken()
            try:
                return process.read(task, pages.put, taken)
            finally:
                self._give_back(process)
        except OSError as error:
            return Outcome(refusals.not_started(task.name, str(error)), 0.0)

    def _taken(self) -> ReadingProcess:
        """A process that reads nothing at present. Raises OSError where none can be started."""
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._idle:
                return self._idle.pop()
            process = ReadingProcess(self._limits, self._module)
            self._all.append(process)
            return process

    def _give_back(self, process: ReadingProcess) -> None:
        with self._lock:
            if self._closed:
                return
            if process.usable:
                self._idle.append(process)
            else:
                self._all.remove(process)
                process.close()


def _followed(pages: _Pages, outcome: Future[Outcome], tell: Tell) -> Outcome:
    while (page := pages.get()) is not None:
        tell(page)
    return outcome.result()
