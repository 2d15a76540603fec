"""pincite verify"""

import sys
from pathlib import Path

import click

from service.cli.options import json_option, library_option, model_option
from service.cli.saying import say


@click.command("verify")
@library_option
@model_option
@json_option
def command(library_path: Path | None, model: str | None, as_json: bool) -> None:
    """Check that every citation still holds: replay texts, compare originals, vectors and indexes."""
    from service.cli.opening import open_library
    from service.cli.output import print_json

    with open_library(library_path, model) as library:
        findings = library.verify()
        count = len(library.documents())
    faults = sum(finding.fault for finding in findings)
    if as_json:
        print_json({"documents": count, "faults": faults, "findings": [*findings]})
    else:
        for finding in findings:
            say(f"{'FAULT ' if finding.fault else ''}{finding.subject}: {finding.message}")
        say(f"{count} document{_s(count)}, {faults} fault{_s(faults)}")
    sys.exit(1 if faults else 0)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
