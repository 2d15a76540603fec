"""What a terminal shows: colours, marks, bars."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from rich.text import Text

from service.cli.output import HarmlessConsole
from service.cli.progress import IngestProgress
from service.cli.rendering import render_answer
from service.ingesting import Progress
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
