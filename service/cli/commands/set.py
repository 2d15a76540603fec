"""pincite set"""

from pathlib import Path

import click

from ingest.errors import UsageError
from service.cli.options import json_option, library_option


@click.command("set")
@click.argument("document")
@click.argument("changes", nargs=-1, required=True, metavar="KEY=VALUE...")
@library_option
@json_option
def command(document: str, changes: tuple[str, ...], library_path: Path | None, as_json: bool) -> None:
    """Correct metadata of DOCUMENT; KEY= takes a correction back. Several names are parted by semicolons.

    What a passage is about is the key entities.PASSAGE, with the passage's id.
    """
    from service.cli.opening import open_library
    from service.cli.output import out, print_json
    from service.cli.tables import document_record
    from service.documents import view

    with open_library(library_path) as library:
        record = view(library.set_metadata(document, dict(map(_pair, changes))))
    print_json(record) if as_json else out().print(document_record(record))


def _pair(change: str) -> tuple[str, str | None]:
    key, equals, value = change.partition("=")
    if not equals or not key:
        raise UsageError(f"{change!r} is not of the form KEY=VALUE, as in year=2024.")
    return key.strip().replace("-", "_"), value.strip() or None
