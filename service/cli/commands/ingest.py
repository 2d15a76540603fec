"""pincite ingest"""

import sys
from pathlib import Path

import click

from service.cli.options import json_option, library_option, model_option


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
@model_option
@json_option
def command(paths: tuple[Path, ...], library_path: Path | None, model: str | None, as_json: bool) -> None:
    """Add or refresh reports: files, and all readable files below folders."""
    from service.cli.ingested import render_ingest
    from service.cli.opening import open_library
    from service.cli.output import err, out, print_json
    from service.cli.progress import IngestProgress

    with open_library(library_path, model) as library, IngestProgress(err()) as progress:
        report = library.ingest(paths, progress.show)
    if as_json:
        print_json(report)
    else:
        render_ingest(report, out())
    sys.exit(1 if report.refused else 0)
