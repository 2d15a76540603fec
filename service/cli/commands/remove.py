"""pincite remove"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option
from service.cli.saying import say


@click.command("remove")
@click.argument("documents", nargs=-1, required=True)
@library_option
@json_option
def command(documents: tuple[str, ...], library_path: Path | None, as_json: bool) -> None:
    """Remove DOCUMENTS with their originals and vectors; their permalinks answer "gone". All of them, or none."""
    from service.cli.opening import open_library
    from service.cli.output import print_json

    with open_library(library_path) as library:
        library.remove(*documents)
    if as_json:
        print_json({"removed": list(documents)})
    else:
        say("\n".join(f"removed {document}" for document in documents))
