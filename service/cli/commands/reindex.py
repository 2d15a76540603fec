"""pincite reindex"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option
from service.cli.saying import say


@click.command("reindex")
@click.option("--model", required=True, envvar="PINCITE_MODEL", help="Embedding model to go over to [PINCITE_MODEL].")
@library_option
@json_option
def command(model: str, library_path: Path | None, as_json: bool) -> None:
    """Embed all passages anew by another model; until that is done, the old one answers."""
    from service.cli.modelled import reindexed
    from service.cli.opening import open_library
    from service.cli.output import err, print_json
    from service.cli.progress import IngestProgress

    with open_library(library_path) as library, IngestProgress(err(), "reindex", "documents") as progress:
        report = library.reindex(model, progress.show)
    print_json(report) if as_json else say(reindexed(report))
