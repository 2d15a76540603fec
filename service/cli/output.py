"""What commands print: results to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from functools import cache
from typing import Any

import click
from rich.console import Console
from rich.text import Text


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


@cache
def out() -> Console:
    return _console(sys.stdout.isatty(), stderr=False)


@cache
def err() -> Console:
    return _console(sys.stderr.isatty(), stderr=True)


def _console(terminal: bool, *, stderr: bool) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, width=None if terminal else _WIDTH_IN_FILES)


def print_indented(text: Text, console: Console, indent: int) -> None:
    """Wrapped and indented, without the blanks at the ends of lines that padding leaves."""
    for line in text.wrap(console, console.width - indent, overflow="fold") if text else ():
        line.rstrip()
        line.pad_left(indent)
        console.print(line)
