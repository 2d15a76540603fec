"""Every command, option, route, filter, key and variable is documented."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ingest.manifest import StatedMetadata
from service.cli.main import pincite
from service.filtering import FiltersBody
from service.http.app import create_app
from service.library import Library

_VARIABLE = re.compile(r"\bPINCITE_[A-Z_]+\b")
# Those of the service, and those that other packages add by entry point.
_CONTEXT = click.Context(pincite)
_COMMANDS = pincite.list_commands(_CONTEXT)
_HELP = {"--help", "-h", "--version"}


@pytest.fixture(scope="module")
def root(pytestconfig: pytest.Config) -> Path:
    return pytestconfig.rootpath


@pytest.fixture(scope="module")
def docs(root: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (root / "README.md", *sorted(root.glob("docs/*.md"))))


def _options() -> Iterator[str]:
    for name in _COMMANDS:
        command = pincite.get_command(_CONTEXT, name)
        assert command is not None, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from parameter.opts


@pytest.mark.parametrize("command", _COMMANDS)
def test_commands_are_documented(docs: str, command: str) -> None:
    assert f"pincite {command}" in docs


@pytest.mark.parametrize("option", sorted({*_options()} - _HELP))
def test_options_are_documented(docs: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", docs)


@pytest.mark.parametrize("route", create_app(Library.open("nowhere")).openapi()["paths"])
def test_routes_are_documented(docs: str, route: str) -> None:
    assert f"{route}`" in docs


@pytest.mark.parametrize("key", StatedMetadata.model_fields)
def test_metadata_keys_are_documented(docs: str, key: str) -> None:
    assert f"`{key}`" in docs


@pytest.mark.parametrize("name", FiltersBody.model_fields)
def test_filters_are_documented(docs: str, name: str) -> None:
    assert f"`--{name}`" in docs
    assert f'"{name}"' in docs


def test_variables_are_documented(docs: str, root: Path) -> None:
    sources = [path for package in ("ingest", "index", "service") for path in root.joinpath(package).rglob("*.py")]
    read = {name for path in sources for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert read
    assert read <= {*_VARIABLE.findall(docs)}
