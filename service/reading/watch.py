"""How long a file may still take, and why it is refused when that is over or its process has ended."""

import signal
import time
from math import inf

from ingest.errors import RefusedFile
from service.reading import refusals
from service.reading.limits import Limits
from service.reading.messages import OnItsPage, Outcome, Read, Ready, Where

# For imports from a slow disk; a file's own seconds begin when they are done.
_STARTING_S = 120.0


class Watch:
    """Follows one file through what its process tells."""

    def __init__(self, name: str, limits: Limits, *, started: bool, taken: float = 0.0) -> None:
        """`started`: whether the process that reads it is known to be there already.

        `taken`: seconds of the file's that are gone.
        """
        self._name, self._limits = name, limits
        self._file_s = limits.file_s - taken
        self._where: Where = None
        self._started = started
        self._begun = now = time.monotonic()
        self._page_due = now + (limits.page_s if started else _STARTING_S)
        self._file_due = now + self._file_s if started else inf

    def heard(self, message: Ready | OnItsPage | Read) -> None:
        """A sign of life. Taking a report apart has no pages, and is only part of what the file may take."""
        now = time.monotonic()
        if isinstance(message, Ready):
            self._started, self._file_due = True, now + self._file_s
        else:
            self._where = message
        self._page_due = inf if isinstance(message, Read) else now + self._limits.page_s

    def left(self) -> float:
        """Seconds."""
        return max(min(self._page_due, self._file_due) - time.monotonic(), 0.0)

    def expired(self) -> Outcome:
        """Why it is refused when no seconds are left."""
        if not self._started:
            return self._refused(refusals.not_started(self._name, "it did not answer"))
        if self._page_due >= self._file_due:
            return self._refused(refusals.slow_file(self._name, self._where, self._limits))
        slow = refusals.slow_page(self._name, self._where, self._limits)
        return self._refused(slow, f"took longer than {self._limits.page_s:g} s")

    def ended(self, code: int) -> Outcome:
        """Why it is refused when its process has ended with this code."""
        if not self._started:
            return self._refused(refusals.not_started(self._name, code))
        if code == -getattr(signal, "SIGALRM", 0):  # the process has ended itself before this one got to it
            return self._refused(refusals.slow_file(self._name, self._where, self._limits))
        return self._refused(refusals.ended(self._name, self._where, code), refusals.crashed(code))

    def _refused(self, refusal: RefusedFile, why: str | None = None) -> Outcome:
        """`why`: what is said of its page, if that is to blame."""
        bad = refusals.bad_page(self._where, why) if why else None
        return Outcome(refusal, time.monotonic() - self._begun, spent=True, page=bad)
