"""The process that reads files: takes them from its standard input one by one, and tells how each goes on its output.

Started by `process.py`. It imports what reading needs and no models, so that it is there in a moment.
"""

import os
import pickle
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from service.reading import refusals
from service.reading.apart import take_apart
from service.reading.limits import MIB, Limits
from service.reading.messages import Message, Outcome, Read, Ready, Task

# How many times as long as a file may take this process lives on when the other one is no longer there to end it.
_ORPHANED = 2
# A process that has kept this part of the memory that a file may need is no fair start for the next.
_KEPT = 0.5


def serve(limits: Limits, module: str) -> None:
    """Read files until no more come, or until too much memory is taken."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the other process, which ends this one
    files, answers = _private_streams()
    room = _limit_memory(limits)
    _tell(answers, Ready())
    spent = False
    while not spent and (task := _next(files)) is not None:
        _end_itself_after(limits.file_s * _ORPHANED)
        outcome = take_apart(task, limits, partial(_tell, answers), module)
        spent = room is not None and _address_space() > room
        _hand_over(answers, replace(outcome, spent=spent), task.name, limits)
        _end_itself_after(0)


def _next(files: IO[bytes]) -> Task | None:
    try:
        task = pickle.load(files)
    except EOFError:
        return None
    assert isinstance(task, Task)
    return task


def _hand_over(answers: IO[bytes], outcome: Outcome, name: str, limits: Limits) -> None:
    try:
        _tell(answers, outcome)
    except MemoryError:
        refusal = refusals.huge(name, Read(0), limits)
        _tell(answers, Outcome(refusal, outcome.seconds, outcome.spent))


def _tell(answers: IO[bytes], message: Message) -> None:
    """All of the message or nothing of it. Raises MemoryError."""
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    try:
        answers.write(packed)
        answers.flush()
    except OSError:
        os._exit(1)  # nobody listens any more


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Input and output for messages alone: what a library prints goes nowhere."""
    files, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1):
        os.dup2(nowhere, taken)
    os.close(nowhere)
    return files, answers


def _end_itself_after(seconds: float) -> None:
    """By a signal that ends the process whatever it is in the middle of; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(limits: Limits) -> int | None:
    """Limit what files may add to this process. How far it may have grown to take another file, in bytes."""
    held = _address_space()
    if not held:
        return None
    import resource  # not on every system

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = held + limits.memory_mib * MIB
    limit = allowed if most == resource.RLIM_INFINITY else min(allowed, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    return held + int(limits.memory_mib * MIB * _KEPT)


def _address_space() -> int:
    """Bytes of this process; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
