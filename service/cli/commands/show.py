"""pincite show"""

from pathlib import Path

import click

from service.cli.options import json_option, library_option
from service.cli.saying import say


@click.command("show")
@click.argument("document")
@click.option("--sections", "part", flag_value="sections", help="The heading tree, with printed pages.")
@click.option("--references", "part", flag_value="references", help="The report's own list of references.")
@click.option("--text", "part", flag_value="text", help="The canonical text, with marks where pages begin.")
@library_option
@json_option
def command(document: str, part: str | None, library_path: Path | None, as_json: bool) -> None:
    """Show what is known of DOCUMENT and where each value comes from."""
    from service.cli import tables
    from service.cli.opening import open_library
    from service.cli.output import out, print_json
    from service.documents import reference_view, section_view, view

    with open_library(library_path) as library:
        if part == "text":
            text = library.text(document)
            shown = tables.with_page_marks(text, library.page_starts(document))
            print_json({"document": document, "text": text}) if as_json else say(shown)
        elif part == "sections":
            sections = [section_view(section) for section in library.sections(document)]
            print_json(sections) if as_json else out().print(tables.section_tree(sections, document))
        elif part == "references":
            references = [reference_view(entry) for entry in library.references(document)]
            print_json(references) if as_json else out().print(tables.reference_list(references))
        else:
            record = view(library.document(document))
            print_json(record) if as_json else out().print(tables.document_record(record))
