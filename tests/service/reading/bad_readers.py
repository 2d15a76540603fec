"""Readers that do what readers must not do; the content of a file says what."""

import ctypes
import os
import signal
import sys
import time

from ingest.errors import EmptyFile
from ingest.source import Reading, Source, SourcePage

PAGES = 9


def read_source(name: str, content: bytes, reading: Reading) -> Source:
    """Page 1 is read; page 2 is where it goes wrong, or those that follow, as in "crash 4 5".

    A page that is left out does no harm, but with "always".
    """
    said = content.decode()
    does, *numbers = said.split()
    bad = [*map(int, filter(str.isdigit, numbers))] or [2]
    for number in range(1, max(bad) + 1):
        reading.on_page(number, PAGES)
        if number in bad and (number not in reading.without or "always" in numbers):
            _DEEDS.get(does, _nothing)(reading)
    without = "".join(f"Without page {number} ({why}). " for number, why in reading.without.items())
    word = reading.password or "no password"
    text = f"# 1. Barley\n\n{said}. The process {os.getpid()} has read this by {word}. {without}\n"
    pages = (SourcePage(1, "i", 0, 11), SourcePage(2, None, 11, len(text)))
    return Source(name, "text/plain", text, pages if "pages" in said else ())


def _nothing(_: Reading) -> None:
    """Most files do no harm."""


def _loop(_: Reading) -> None:
    while True:
        pass


def _dawdle(reading: Reading) -> None:
    """No page takes long, and there is no end to them."""
    for number in range(3, 10**6):
        reading.on_page(number, 10**6)
        time.sleep(0.01)


def _devour(_: Reading) -> None:
    held = []
    while True:
        held.append(bytearray(2**24))


def _crash(_: Reading) -> None:
    ctypes.string_at(0)


def _recurse(reading: Reading) -> None:
    _recurse(reading)


def _print(_: Reading) -> None:
    os.write(1, b"Garbage among the messages\n")
    print("more of it", flush=True)


def _refuse(_: Reading) -> None:
    raise EmptyFile("empty.pdf: holds no text.")


def _raise(_: Reading) -> None:
    raise LookupError("odd")


_DEEDS = {
    "loop": _loop,
    "dawdle": _dawdle,
    "devour": _devour,
    "crash": _crash,
    "abort": lambda _: os.abort(),
    "exit": lambda _: os._exit(3),
    "leave": lambda _: sys.exit("left"),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "recurse": _recurse,
    "print": _print,
    "refuse": _refuse,
    "raise": _raise,
}
