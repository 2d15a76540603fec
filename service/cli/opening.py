"""Opens the library that a command works on."""

from pathlib import Path

from service.cli.output import err
from service.library import Library


def open_library(path: Path | None, model: str | None = None, rerank: str | None = None) -> Library:
    return Library.open(path, model=model, rerank=rerank, notify=lambda message: err().print(message))
