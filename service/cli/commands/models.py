"""pincite models"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option


@click.command("models")
@library_option
@json_option
def command(library_path: Path | None, as_json: bool) -> None:
    """List the embedding models of this machine, and mark that of the library."""
    from service.cli.modelled import render_models
    from service.cli.opening import open_library
    from service.cli.output import out, print_json

    with open_library(library_path) as library:
        models = library.models()
    print_json(models) if as_json else render_models(models, out())
