"""The report of an ingest in a terminal."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from service.cli.output import print_indented
from service.ingesting import REFUSED, FileReport, IngestReport

_STYLES = {REFUSED: "bold red", "added": "green", "replaced": "green", "updated": "green"}
_INDENT = 11
_COUNTED = ("pages", "sections", "passages", "references", "footnotes")


def render_ingest(report: IngestReport, console: Console) -> None:
    """Each file with what was found in it, warnings and reasons below it; then how many became what."""
    for file in report.files:
        lead = (f"{file.status:<{_INDENT}}", _STYLES.get(file.status, "dim"))
        console.print(Text.assemble(lead, file.path), soft_wrap=True)  # a path is copied whole
        for line in _details(file):
            print_indented(line, console, _INDENT)
    console.print(Text(_total(report), style="dim"))


def _details(file: FileReport) -> Iterator[Text]:
    if file.passages is not None:
        yield Text(f"{file.document}: {_found(file)}")
    for warning in file.warnings:
        yield Text(f"warning: {warning}", style="yellow")
    if file.message:
        yield Text(file.message, style="red" if file.status == REFUSED else "dim")


def _found(file: FileReport) -> str:
    counts = ((getattr(file, name), name) for name in _COUNTED)
    return ", ".join(f"{count} {name if count != 1 else name[:-1]}" for count, name in counts if count)


def _total(report: IngestReport) -> str:
    counts = Counter(file.status for file in report.files)
    files = "1 file" if len(report.files) == 1 else f"{len(report.files)} files"
    parts = ", ".join(f"{count} {status}" for status, count in counts.items())
    return f"{files} in {report.seconds:.1f} s: {parts}"
