"""A file, read and taken apart; the same in this process as in one of its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from ingest.errors import RefusedFile
from ingest.parse import parse
from ingest.source import Reading, Source
from service.reading import refusals
from service.reading.limits import Limits
from service.reading.messages import OnItsPage, Outcome, Read, Task, Where

READERS = "ingest.readers"
Tell = Callable[[OnItsPage | Read], object]
ReadSource = Callable[[str, bytes, Reading], Source]


@dataclass(slots=True)
class _Telling:
    """Passes on where a file is, and remembers it for what is said of a refusal."""

    tell: Tell
    where: Where = field(default=None)

    def reading(self, task: Task) -> Reading:
        return Reading(task.password, self.page, lambda pages: self.now(Read(pages)), task.without)

    def page(self, number: int, pages: int) -> None:
        self.now(OnItsPage(number, pages))

    def now(self, where: OnItsPage | Read) -> None:
        self.where = where
        self.tell(where)


def take_apart(task: Task, limits: Limits, tell: Tell, module: str = READERS) -> Outcome:
    """Whatever the file trips over becomes a refusal. `tell` hears of each page before it is read.

    `module` has the `read_source` that reads it.
    """
    started, telling = time.perf_counter(), _Telling(tell)
    try:
        read_source: ReadSource = import_module(module).read_source
        source = read_source(task.name, task.content, telling.reading(task))
        telling.now(Read(len(source.pages)))
        return Outcome(parse(source, task.stated), time.perf_counter() - started)
    except RefusedFile as error:
        return Outcome(error.with_traceback(None), time.perf_counter() - started)
    except MemoryError:
        huge, bad = refusals.huge(task.name, telling.where, limits), refusals.bad_page(telling.where, "out of memory")
        return Outcome(huge, time.perf_counter() - started, page=bad)
    except Exception as error:
        refusal = refusals.tripped(task.name, telling.where, error)
    return Outcome(refusal, time.perf_counter() - started)
