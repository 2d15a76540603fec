"""Options that commands share."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ingest.errors import UsageError

Command = Callable[..., Any]
_YEARS = re.compile(r"(?P<only>\d{4})|(?P<first>\d{4})?-(?P<last>\d{4})?", re.ASCII)

library_option = click.option(
    "--library",
    "library_path",
    type=click.Path(path_type=Path),
    help="Folder of the library [PINCITE_LIBRARY, .pincite].",
)
model_option = click.option("--model", help="Embedding model: a name, or a folder [PINCITE_MODEL].")
rerank_option = click.option(
    "--rerank", metavar="MODEL", help="Reranker for the first passages: a name, or a folder [PINCITE_RERANK]."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the JSON of the API.")


def filter_options(command: Command) -> Command:
    """The filters of ask and search; the command gets them as one `filters`."""
    for option in reversed(
        (
            click.option("--country", multiple=True, help="Country by name or code; repeatable."),
            click.option("--document", multiple=True, help="Document by id; repeatable."),
            click.option("--section", multiple=True, help="Section by number or title, with all below it; repeatable."),
            click.option(
                "--entity", multiple=True, help="Territory that passages are about, or a part of it; repeatable."
            ),
            click.option("--language", multiple=True, help="Language of the document, as en; repeatable."),
            click.option("--year", help="Data year, else year of publication: 2023, 2022-2024, 2022- or -2024."),
        )
    ):
        command = option(command)
    return command


def given_filters(
    country: tuple[str, ...],
    document: tuple[str, ...],
    section: tuple[str, ...],
    entity: tuple[str, ...],
    language: tuple[str, ...],
    year: str | None,
) -> dict[str, object]:
    """The filters as the library takes them."""
    lists = {"country": country, "document": document, "section": section, "entity": entity, "language": language}
    filters: dict[str, object] = {name: list(values) for name, values in lists.items() if values}
    if year is not None:
        filters["year"] = _years(year)
    return filters


def _years(text: str) -> dict[str, int]:
    match = _YEARS.fullmatch(text)
    if not text.strip("-") or match is None:
        raise UsageError(f"--year is {text!r}; give 2023, 2022-2024, 2022- or -2024.")
    ends = {"from": match["only"] or match["first"], "to": match["only"] or match["last"]}
    return {end: int(year) for end, year in ends.items() if year}
