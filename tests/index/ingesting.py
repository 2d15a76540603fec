"""Ingests files in processes that die, or that are refused room, at chosen points.

Run by the tests: LIBRARY FOLDER OUTCOMES KIND POINT… Each point gets a copy of the library below OUTCOMES, and a
process of its own, forked here so that the imports are paid for once. Those that live to the end print a line of JSON.
Where there is no FOLDER, its name is that of another model, and the library goes over to it.
"""

import json
import os
import resource
import runpy
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest.errors import PinciteError
from service.ingesting import Progress
from service.library import Library

MODEL = runpy.run_path(str(Path(__file__).parents[1] / "conftest.py"))["HashingEmbedder"]
EMBEDDER = MODEL()
FILE_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.rmdir"}


class Steps:
    """Counts what an ingest does: every file that it touches, every statement of SQL, every report of progress."""

    def __init__(self, root: Path, fatal: int | None) -> None:
        self.root, self.fatal = str(root), fatal
        self.count = 0
        self.progress: list[int] = []
        self.opening: list[sqlite3.Connection] = []
        sys.addaudithook(self.audit)

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        while self.opening:  # a connection can be traced only after the event that tells of it
            self.opening.pop().set_trace_callback(lambda _: self.step())
        if event in FILE_EVENTS and str(arguments[0]).startswith(self.root):
            self.step()
        if event == "sqlite3.connect/handle" and isinstance(arguments[0], sqlite3.Connection):
            self.opening.append(arguments[0])

    def on_progress(self, _: Progress) -> None:
        self.step()
        self.progress.append(self.count)


def count(library: Path, folder: Path, _: float) -> dict[str, object]:
    steps, started = Steps(library, None), time.perf_counter()
    run(library, folder, steps.on_progress)
    return {"steps": steps.count, "progress": steps.progress, "seconds": time.perf_counter() - started}


def die(library: Path, folder: Path, at: float) -> dict[str, object]:
    run(library, folder, Steps(library, int(at)).on_progress)
    return {"survived": True}


def be_killed(library: Path, folder: Path, after: float) -> dict[str, object]:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends the process, whatever it is in the middle of
    signal.setitimer(signal.ITIMER_REAL, after)
    run(library, folder, lambda _: None)
    return {"survived": True}


def want_room(library: Path, folder: Path, largest: float) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    try:
        run(library, folder, lambda _: None)
    except PinciteError as error:
        return {"error": type(error).__name__, "message": str(error)}
    return {"error": None}


def run(library: Path, folder: Path, on_progress: Callable[[Progress], None]) -> None:
    with Library.open(library, embedder=EMBEDDER) as opened:
        if folder.is_dir():
            opened.ingest([folder], on_progress)
        else:
            opened.reindex(folder.name, on_progress, embedder=MODEL(folder.name, 16))


KINDS = {kind.__name__: kind for kind in (count, die, be_killed, want_room)}


def main() -> None:
    library, folder, outcomes, kind, *points = sys.argv[1:]
    for point in points:
        copy = Path(outcomes) / f"{kind}-{point}"
        shutil.copytree(library, copy)
        child = os.fork()
        if child == 0:
            print(json.dumps({"point": point, **KINDS[kind](copy, Path(folder), float(point))}), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
