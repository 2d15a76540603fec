"""Entry point of the command line: loads the command that is called for, and turns errors into exit codes."""

import sys
from importlib import import_module

import click

from ingest.errors import NotFound, PinciteError, UsageError
from service.cli.commands import COMMANDS
from service.version import version

FAILED, MISUSED = 1, 2


class _Commands(click.Group):
    """Commands by name, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version(), prog_name="pincite")
def pincite() -> None:
    """Ask reports; get passages with exact citations."""


def main() -> None:
    """Run the command line. Exit code 0 on success, 1 where the work failed, 2 on wrong usage."""
    try:
        pincite(prog_name="pincite")
    except PinciteError as error:
        click.echo(f"pincite: {error}", err=True)
        misused = isinstance(error, UsageError) and not isinstance(error, NotFound)
        sys.exit(MISUSED if misused else FAILED)
