"""pincite ask"""

from pathlib import Path
from typing import Any

import click

from service.cli.options import filter_options, given_filters, json_option, library_option, model_option, rerank_option


@click.command("ask")
@click.argument("question")
@click.option("-k", default=5, show_default=True, help="Number of passages.")
@filter_options
@library_option
@model_option
@rerank_option
@json_option
def command(
    question: str,
    k: int,
    library_path: Path | None,
    model: str | None,
    rerank: str | None,
    as_json: bool,
    **filters: Any,
) -> None:
    """Answer QUESTION with cited passages, or say that the library does not."""
    from service.cli.opening import open_library
    from service.cli.output import out, print_json

    with open_library(library_path, model, rerank) as library:
        answer = library.ask(question, k, given_filters(**filters))
    if as_json:
        print_json(answer)
        return
    from service.cli.rendering import render_answer

    render_answer(answer, out())
