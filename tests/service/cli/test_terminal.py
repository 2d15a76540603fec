"""What a terminal shows: colours, marks, bars."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from rich.text import Text

from service.cli.ingested import interrupted, render_ingest
from service.cli.output import HarmlessConsole
from service.cli.progress import IngestProgress
from service.cli.rendering import render_answer
from service.ingesting import FileReport, IngestReport, Progress
from service.library import Library

Run = Callable[..., Result]
Write = Callable[[str, str], Path]
QUESTION = "What did Flanders do on quality assurance?"


def _rendered(console: Console, library: Library) -> str:
    render_answer(library.ask(QUESTION, k=2), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_quotes_are_bold_in_colour(belgium: Library) -> None:
    shown = _rendered(Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=80), belgium)
    assert "\x1b[1;33m" in shown
    assert "«" not in shown


@pytest.mark.parametrize("options", [{"force_terminal": False}, {"force_terminal": True, "color_system": None}])
def test_quotes_are_marked_where_there_is_no_colour(belgium: Library, options: dict[str, object]) -> None:
    console = Console(file=io.StringIO(), width=80, **options)  # type: ignore[arg-type]
    shown = _rendered(console, belgium)
    assert "«" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("width", [40, 80, 200])
def test_fits_any_width(belgium: Library, width: int) -> None:
    shown = _rendered(Console(file=io.StringIO(), width=width), belgium)
    assert max(map(len, shown.splitlines())) <= width


def test_colours_are_those_of_the_console_alone() -> None:
    console = HarmlessConsole(file=io.StringIO(), force_terminal=True, color_system="standard", width=40)
    console.print(Text("a\x1b[31mb\x9bc", style="bold"))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "\x1b[1ma\ufffd[31mb\ufffdc\x1b[0m\n"


def test_what_a_report_holds_gives_a_terminal_no_orders(run: Run, tmp_path: Path, write: Write) -> None:
    """Colours, titles and the clipboard of a terminal can be set by characters in a text."""
    evil = "\x1b]0;owned\x07 \x1b[31mred\x9b2J"
    filler = "Iron rusts. " * 200
    text = f"# 1. Rust {evil}\n\nRust {evil} spreads.\n\n{filler}\n\n## References\n\nDoe (2023). {evil}\n"
    report = write("evil.md", text)
    assert run("ingest", report, library=tmp_path / "library").exit_code == 0
    for command in (["ask", "rust spreads"], ["search", "rust", "--explain"], ["documents"], ["show", "evil"],
                    ["show", "evil", "--text"], ["show", "evil", "--sections"], ["show", "evil", "--references"],
                    ["verify"], ["set", "evil", f"title=Rust {evil}"], ["remove", "evil"]):  # fmt: skip
        result = run(*command, library=tmp_path / "library")
        assert result.exit_code == 0, command
        assert {c for c in result.output if c < " " or "\x7f" <= c < "\xa0"} <= {"\n"}, command


def test_json_holds_the_text_as_it_is(run: Run, tmp_path: Path, write: Write) -> None:
    report, library = write("evil.md", f"# 1. Rust\n\nRust \x1b[31mspreads.\n\n{'Iron. ' * 50}"), tmp_path / "library"
    run("ingest", report, library=library)
    assert "\x1b[31m" in json.loads(run("show", "evil", "--text", "--json", library=library).stdout)["text"]


def test_a_bar_counts_and_tells_the_time_left() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with IngestProgress(console) as progress:
        progress.show(Progress(1, 3, "a.txt", "added"))
        progress.show(Progress(2, 3, "b [red] [x].txt", "embedding", 16, 99))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    for expected in ("1/3", "16/99", "embedding b [red] [x].txt", "-:--:--"):
        assert expected in shown


def test_a_bar_counts_the_pages_and_passages_of_all_files() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with IngestProgress(console) as progress:
        for name in ("a.pdf", "b.pdf"):
            for number in range(1, 13):
                progress.show(Progress(1 + (name == "b.pdf"), 3, name, "reading", number, 12))
            progress.show(Progress(1 + (name == "b.pdf"), 3, name, "embedding", 0, 600))
            progress.show(Progress(1 + (name == "b.pdf"), 3, name, "embedding", 600, 600))
    assert isinstance(console.file, io.StringIO)
    assert "files, 24 pages, 1,200 passages" in console.file.getvalue()


def test_indexing_after_an_interrupt_moves_no_bar_to_its_end() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with IngestProgress(console) as progress:
        progress.show(Progress(1, 3, "a.txt", "embedding", 7, 9))
        progress.show(Progress(1, 3, "a.txt", "added"))
        progress.show(Progress(3, 3, "", "indexing"))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "indexing" in shown
    assert "3/3" not in shown
    assert "0/9" not in shown


def test_tells_what_became_of_how_many_files() -> None:
    progress = IngestProgress(Console(file=io.StringIO()))
    for number, stage in ((1, "added"), (2, "refused"), (3, "added"), (4, "reading")):
        progress.show(Progress(number, 9, "a.txt", stage))
    progress.show(Progress(9, 9, "", "indexing"))
    assert interrupted(progress.became, progress.files) == (
        "pincite: interrupted after 3 of 9 files (2 added, 1 refused). "
        "What is in stays in; the same command goes on with the others."
    )


def test_a_report_tells_what_its_reader_counted_and_the_sums() -> None:
    counts = {"sentences_joined_over_pages": 1, "headers_removed": 24, "links": 0}
    files = tuple(
        FileReport(name, "added", name, 12, 3, 1200, 1, 0, counts, seconds=2.04) for name in ("a.pdf", "b.pdf")
    )
    console = Console(file=io.StringIO(), width=80)
    render_ingest(IngestReport(files, 5.0), console)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines()[3:] == [
        "added      b.pdf",
        "           b.pdf: 12 pages, 3 sections, 1,200 passages, 1 reference in 2.0 s",
        "           1 sentence joined over pages, 24 headers removed",
        "together: 24 pages, 6 sections, 2,400 passages, 2 references",
        "2 files in 5.0 s: 2 added",
    ]


def test_outside_a_terminal_there_is_a_line_for_each_file_that_became_something() -> None:
    console = Console(file=io.StringIO(), force_terminal=False, markup=False, width=80)
    with IngestProgress(console) as progress:
        for stage in ("reading", "embedding", "added"):
            progress.show(Progress(1, 3, "a.txt", stage))
        progress.show(Progress(2, 3, "b.txt", "unchanged"))
        progress.show(Progress(3, 3, "c.txt", "refused"))
        progress.show(Progress(3, 3, "", "indexing"))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "1/3 a.txt: added\n3/3 c.txt: refused\n"
