"""How long a file may still take, and why it is refused when that is over or its process has ended."""

import signal
import time
from math import inf

from ingest.errors import RefusedFile
from service.reading import refusals
from service.reading.limits import Limits
from service.reading.messages import OnItsPage, Read, Ready, Where

# For imports from a slow disk; a file's own seconds begin when they are done.
_STARTING_S = 120.0


class Watch:
    """Follows one file through what its process tells."""

    def __init__(self, name: str, limits: Limits, *, started: bool) -> None:
        """`started`: whether the process that reads it is known to be there already."""
        self._name, self._limits = name, limits
        self._where: Where = None
        self._started = started
        now = time.monotonic()
        self._page_due = now + (limits.page_s if started else _STARTING_S)
        self._file_due = now + limits.file_s if started else inf

    def heard(self, message: Ready | OnItsPage | Read) -> None:
        """A sign of life. Taking a report apart has no pages, and is only part of what the file may take."""
        now = time.monotonic()
        if isinstance(message, Ready):
            self._started, self._file_due = True, now + self._limits.file_s
        else:
            self._where = message
        self._page_due = inf if isinstance(message, Read) else now + self._limits.page_s

    def left(self) -> float:
        """Seconds."""
        return max(min(self._page_due, self._file_due) - time.monotonic(), 0.0)

    def expired(self) -> RefusedFile:
        """Why it is refused when no seconds are left."""
        if not self._started:
            return refusals.not_started(self._name, "it did not answer")
        slow = refusals.slow_page if self._page_due < self._file_due else refusals.slow_file
        return slow(self._name, self._where, self._limits)

    def ended(self, code: int) -> RefusedFile:
        """Why it is refused when its process has ended with this code."""
        if not self._started:
            return refusals.not_started(self._name, code)
        if code == -getattr(signal, "SIGALRM", 0):  # the process has ended itself before this one got to it
            return refusals.slow_file(self._name, self._where, self._limits)
        return refusals.ended(self._name, self._where, code)
