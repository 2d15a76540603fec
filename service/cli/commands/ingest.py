"""pincite ingest"""

import sys
from pathlib import Path

import click

from service.cli.options import json_option, library_option, model_option

# As a shell reports a process that an interrupt has ended.
INTERRUPTED = 130
_ASK = ""


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@library_option
@model_option
@click.option(
    "--password",
    is_flag=False,
    flag_value=_ASK,
    help="Opens encrypted files; without a value, at the end, it is asked for [PINCITE_PASSWORD].",
)
@json_option
def command(
    paths: tuple[Path, ...], library_path: Path | None, model: str | None, password: str | None, as_json: bool
) -> None:
    """Add or refresh reports: files, and all readable files below folders."""
    from service.cli.ingested import interrupted, render_ingest
    from service.cli.opening import open_library
    from service.cli.output import err, out, print_json
    from service.cli.progress import IngestProgress
    from service.cli.saying import say

    if password == _ASK:
        password = click.prompt("Password", hide_input=True, err=True)
    progress = IngestProgress(err())
    try:
        with open_library(library_path, model) as library, progress:
            report = library.ingest(paths, progress.show, password=password)
    except KeyboardInterrupt:
        say(interrupted(progress.became, progress.files), err=True)
        sys.exit(INTERRUPTED)
    if as_json:
        print_json(report)
    else:
        render_ingest(report, out())
    sys.exit(1 if report.refused else 0)
