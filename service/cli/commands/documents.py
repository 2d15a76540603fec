"""pincite documents"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option
from service.cli.saying import say


@click.command("documents")
@library_option
@json_option
def command(library_path: Path | None, as_json: bool) -> None:
    """List the documents of the library."""
    from service.cli.opening import open_library
    from service.cli.output import out, print_json
    from service.cli.tables import document_table
    from service.documents import listed

    with open_library(library_path) as library:
        documents = listed(library.documents())
    if as_json:
        print_json(documents)
    elif documents.documents:
        out().print(document_table(documents.documents))
    else:
        say("No documents yet. Add reports with: pincite ingest PATH")
