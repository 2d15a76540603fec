"""Plain lines for a terminal, in which nothing that a report holds can give the terminal orders."""

import click

# C0 and C1 but for newline and tab; DEL
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0)], "\ufffd")
_SHOWN = {code: mark for code, mark in _CONTROLS.items() if chr(code) not in "\n\t"}


def harmless(text: str) -> str:
    """The text with a mark in the place of each control character but newlines and tabs."""
    return text.translate(_SHOWN)


def say(text: str, *, err: bool = False) -> None:
    """Print a line to stdout, or to stderr."""
    click.echo(harmless(text), err=err)
