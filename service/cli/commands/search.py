"""pincite search"""

from pathlib import Path
from typing import Any

import click

from service.cli.options import filter_options, given_filters, json_option, library_option, model_option, rerank_option


@click.command("search")
@click.argument("query")
@click.option("-k", default=10, show_default=True, help="Number of passages.")
@click.option("--offset", default=0, show_default=True, help="Passages to leave out at the top.")
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--explain", is_flag=True, help="Show ranks and scores.")
@filter_options
@library_option
@model_option
@rerank_option
@json_option
def command(
    query: str,
    k: int,
    offset: int,
    mode: str,
    explain: bool,
    library_path: Path | None,
    model: str | None,
    rerank: str | None,
    as_json: bool,
    **filters: Any,
) -> None:
    """Rank passages for QUERY without answering."""
    from service.cli.opening import open_library
    from service.cli.output import out, print_json
    from service.cli.rendering import render_search

    with open_library(library_path, model, rerank) as library:
        result = library.search(query, k, offset, given_filters(**filters), mode, explain)
    if as_json:
        print_json(result)
    else:
        render_search(result, out())
