"""A process that reads files, seen from the side that sends them: how long it may take, and how it ends."""

import json
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from queue import Empty, SimpleQueue
from typing import TypeAlias

from service.reading.apart import READERS, Tell
from service.reading.limits import Limits
from service.reading.messages import Message, Outcome, Ready, Task
from service.reading.watch import Watch

# Imports come from where those of this process come from; no script of the user is run a second time.
_START = (
    "import json, sys; given = json.loads(sys.argv[1]); sys.path[:] = given['path']; "
    "from service.reading.limits import Limits; from service.reading.worker import serve; "
    "serve(Limits(**given['limits']), given['module'])"
)
_PASSWORD = "PINCITE_PASSWORD"
# One file is read by one core; address space that further threads would set aside is for the file.
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
# How long a process that has closed its output may take to be gone.
_LEAVING_S = 5.0
# None: no more will come.
_Inbox: TypeAlias = SimpleQueue[Message | None]


class ReadingProcess:
    """Reads one file after the other; `usable` until a file, or time, has ended it."""

    def __init__(self, limits: Limits, module: str = READERS) -> None:
        """Starts it. Raises OSError where the system does not let it."""
        self._limits = limits
        self.usable = True
        self._started = False
        given = {"path": [str(at) for at in sys.path], "limits": asdict(limits), "module": module}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    @property
    def pid(self) -> int:
        """The number that the system knows it by."""
        return self._process.pid

    def read(self, task: Task, tell: Tell, taken: float = 0.0) -> Outcome:
        """Blocks until there is an outcome, for no longer than the limits allow. `tell` hears of each page.

        `taken`: seconds that the file has taken before.
        """
        inbox = _Inbox()
        conversation = threading.Thread(target=self._converse, args=(task, inbox), daemon=True)
        conversation.start()
        outcome = self._await(Watch(task.name, self._limits, started=self._started, taken=taken), inbox, tell)
        self.usable = not outcome.spent
        if not self.usable:
            self.end()
        conversation.join()
        return outcome

    def end(self) -> None:
        """At once, whatever it is doing; a file that is being read is refused thereby."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Ends it and closes its streams, which nobody may be using any more."""
        self.end()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # of a file that it has not taken, a part is left to write
                    stream.close()

    def _converse(self, task: Task, inbox: _Inbox) -> None:
        """Whatever may block, in a thread of its own; that the process ends unblocks it."""
        files, answers = self._process.stdin, self._process.stdout
        assert files is not None
        assert answers is not None
        message: Message | None = None
        try:
            pickle.dump(task, files, pickle.HIGHEST_PROTOCOL)
            files.flush()
            while not isinstance(message, Outcome):
                message = pickle.load(answers)
                inbox.put(message)
        except Exception:  # a pickle that breaks off raises nearly anything
            inbox.put(None)

    def _await(self, watch: Watch, inbox: _Inbox, tell: Tell) -> Outcome:
        while True:
            try:
                message = inbox.get(timeout=watch.left())
            except Empty:
                return watch.expired()
            if message is None:
                return watch.ended(self._code())
            if isinstance(message, Outcome):
                return message
            self._started = True
            watch.heard(message)
            if not isinstance(message, Ready):
                tell(message)

    def _code(self) -> int:
        try:
            return self._process.wait(_LEAVING_S)
        except subprocess.TimeoutExpired:
            self.end()
            return self._process.returncode


def _environment() -> dict[str, str]:
    """That of this process, without the password of files, which comes with each file."""
    return {**{name: value for name, value in os.environ.items() if name != _PASSWORD}, **_ALONE}
