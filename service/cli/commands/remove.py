"""pincite remove"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option


@click.command("remove")
@click.argument("documents", nargs=-1, required=True)
@library_option
@json_option
def command(documents: tuple[str, ...], library_path: Path | None, as_json: bool) -> None:
    """Remove DOCUMENTS with their originals and vectors; their permalinks answer "gone"."""
    from service.cli.opening import open_library
    from service.cli.output import print_json

    with open_library(library_path) as library:
        for document in documents:
            library.remove(document)
            if not as_json:
                click.echo(f"removed {document}")
    if as_json:
        print_json({"removed": list(documents)})
