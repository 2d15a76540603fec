"""The report of an ingest in a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from service.cli.output import print_indented
from service.ingesting import REFUSED, FileReport, IngestReport

_STYLES = {REFUSED: "bold red", "added": "green", "replaced": "green", "updated": "green"}
_INDENT = 11
_COUNTED = ("pages", "sections", "passages", "references", "footnotes")


def render_ingest(report: IngestReport, console: Console) -> None:
    """Each file with what was found in it, warnings and reasons below it; then the sums."""
    for file in report.files:
        lead = (f"{file.status:<{_INDENT}}", _STYLES.get(file.status, "dim"))
        console.print(Text.assemble(lead, file.path), soft_wrap=True)  # a path is copied whole
        for detail in _details(file):
            print_indented(detail, console, _INDENT)
    for line in _summary(report):
        console.print(Text(line, style="dim"))


def interrupted(became: Mapping[str, int], files: int) -> str:
    """How far an ingest came that was interrupted."""
    done = sum(became.values())
    parts = f" ({_counted(became)})" if done else ""
    of = f" of {files}" if files else ""
    return (
        f"pincite: interrupted after {done}{of} {'file' if (files or done) == 1 else 'files'}{parts}. "
        "What is in stays in; the same command goes on with the others."
    )


def _details(file: FileReport) -> Iterator[Text]:
    if file.passages is not None:
        yield Text(f"{file.document}: {_parts(file)} in {file.seconds:.1f} s")
        if made := ", ".join(_named(count, name.replace("_", " ")) for name, count in file.counts.items() if count):
            yield Text(made, style="dim")
    for warning in file.warnings:
        yield Text(f"warning: {warning}", style="yellow")
    if file.message:
        yield Text(file.message, style="red" if file.status == REFUSED else "dim")


def _parts(file: FileReport) -> str:
    return ", ".join(_named(count, name) for name in _COUNTED if (count := getattr(file, name)))


def _named(count: int, name: str) -> str:
    """ "1 page", "2 pages": of the words of a name the first is the thing."""
    thing, *which = name.split(" ")
    return " ".join((f"{count:,}", thing.removesuffix("s") if count == 1 else thing, *which))


def _summary(report: IngestReport) -> Iterator[str]:
    """What is in several files together, then what became of all."""
    read = [file for file in report.files if file.passages is not None]
    if len(read) > 1:
        sums = ((sum(getattr(file, name) or 0 for file in read), name) for name in _COUNTED)
        yield "together: " + ", ".join(_named(count, name) for count, name in sums if count)
    files = "1 file" if len(report.files) == 1 else f"{len(report.files)} files"
    yield f"{files} in {report.seconds:.1f} s: {_counted(Counter(file.status for file in report.files))}"


def _counted(became: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in became.items())
