"""The command line, run in this process and in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli.main import pincite

Run = Callable[..., Result]
Write = Callable[[str, str], Path]
Process = subprocess.CompletedProcess[str]
MAIN = "from service.cli.main import main; main()"


@pytest.fixture
def run(default_library: Path) -> Run:
    """Runs a command on the library with the Belgian report, or on `library`."""

    def invoke(*arguments: object, library: Path = default_library) -> Result:
        environment = {"PINCITE_LIBRARY": str(library)}
        result = CliRunner().invoke(pincite, [str(argument) for argument in arguments], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def environment(default_library: Path, pytestconfig: pytest.Config) -> Mapping[str, str]:
    """What a process needs to run a command."""
    return {**os.environ, "PINCITE_LIBRARY": str(default_library), "PYTHONPATH": str(pytestconfig.rootpath)}


@pytest.fixture
def process(environment: Mapping[str, str]) -> Callable[..., Process]:
    """Runs a command in a process of its own, `before` which some code may run."""

    def start(*arguments: object, before: str = "", **variables: str) -> Process:
        return subprocess.run(
            [sys.executable, "-c", f"{before}\n{MAIN}", *map(str, arguments)],
            env={**environment, **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return start


@pytest.fixture
def own(tmp_path: Path, run: Run, write: Write) -> Path:
    """A library of its own, with a report called `soil`."""
    library = tmp_path / "library"
    report = write("soil.md", "# 1. Soil\n\nSoil is studied by 12 teams.\n")
    assert run("ingest", report, library=library).exit_code == 0
    return library
