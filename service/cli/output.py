"""What commands print: results to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from functools import cache
from typing import Any

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from service.cli.saying import harmless


def print_json(value: Any) -> None:
    """The JSON of the API."""
    click.echo(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


# Where there is no terminal whose width counts, such as in a pipe or a log.
_WIDTH_IN_FILES = 80


class HarmlessConsole(Console):
    """A console whose colours are its own: control characters in what it prints reach no terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=harmless(segment.text))


@cache
def out() -> Console:
    return _console(sys.stdout.isatty(), stderr=False)


@cache
def err() -> Console:
    return _console(sys.stderr.isatty(), stderr=True)


def _console(terminal: bool, *, stderr: bool) -> Console:
    return HarmlessConsole(stderr=stderr, highlight=False, markup=False, width=None if terminal else _WIDTH_IN_FILES)


def print_indented(text: Text, console: Console, indent: int) -> None:
    """Wrapped and indented, without the blanks at the ends of lines that padding leaves."""
    for line in text.wrap(console, console.width - indent, overflow="fold") if text else ():
        line.rstrip()
        line.pad_left(indent)
        console.print(line)
