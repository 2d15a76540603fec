"""Entry point of the command line: loads the command that is called for, and turns errors into exit codes."""

import sys
from importlib import import_module
from importlib.metadata import entry_points
from io import TextIOWrapper
from typing import Any

import click

from ingest.errors import ManifestError, NotFound, PinciteError, UsageError
from service.cli.commands import COMMANDS
from service.cli.saying import say
from service.version import version

FAILED, MISUSED = 1, 2


# Commands of packages that stand on top of this one, such as `evaluate`.
ENTRY_POINTS = "pincite.commands"


class _Commands(click.Group):
    """Commands by name, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [*COMMANDS, *sorted(entry_points(group=ENTRY_POINTS).names)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name in COMMANDS:
            command = import_module(COMMANDS[cmd_name]).command
        elif cmd_name in (added := entry_points(group=ENTRY_POINTS)).names:
            command = added[cmd_name].load()
        else:
            return None
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PinciteError as error:
            say(f"pincite: {error}", err=True)
            ctx.exit(exit_code(error))


def exit_code(error: PinciteError) -> int:
    """What is not there is no misuse; a value that nobody could use is."""
    misused = isinstance(error, UsageError | ManifestError) and not isinstance(error, NotFound)
    return MISUSED if misused else FAILED


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version(), prog_name="pincite")
def pincite() -> None:
    """Ask reports; get passages with exact citations."""


def main() -> None:
    """Run the command line. Exit code 0 on success, 1 where the work failed, 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    pincite(prog_name="pincite")
