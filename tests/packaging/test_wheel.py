"""The wheel: what is in it, and that it works without the tree that it was built from."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

PACKAGES = ("ingest", "index", "service", "evaluation")

Python = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: a build folder left in the tree would bring files that are no longer there."""
    root, folder = request.config.rootpath, tmp_path_factory.mktemp("wheel")
    for name in (*PACKAGES, "corpus"):
        shutil.copytree(root / name, folder / "tree" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in root.iterdir():
        if path.suffix in {".toml", ".md"} or path.name == "LICENSE":
            shutil.copy(path, folder / "tree")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    line: list[str | Path] = [*build, "--outdir", folder, folder / "tree"]
    built = subprocess.run(line, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def listing(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed") / "site"
    line = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*line, "--target", target, wheel], check=True)
    return target


@pytest.fixture
def python(installed: Path, tmp_path: Path) -> Python:
    """Runs Python with the installed wheel; -S leaves out what makes the tree itself importable."""
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    environment = {**os.environ, "PYTHONPATH": path, "PINCITE_LIBRARY": str(tmp_path / "library")}

    def run(*arguments: str | Path) -> str:
        ran = subprocess.run(
            [sys.executable, "-S", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    return run


def is_shipped(path: Path) -> bool:
    """Everything but what is there to be read in the repository only."""
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"


def test_every_module_and_its_data_is_there(root: Path, listing: set[str]) -> None:
    paths = (path for package in PACKAGES for path in (root / package).rglob("*") if is_shipped(path))
    assert {path.relative_to(root).as_posix() for path in paths} <= listing


def test_nothing_else_is_there(listing: set[str]) -> None:
    assert {name.split("/")[0] for name in listing if ".dist-info/" not in name} == set(PACKAGES)
    assert {name.split("/")[-1] for name in listing if ".dist-info/" in name} >= {"METADATA", "LICENSE"}


def test_the_code_comes_from_the_wheel(python: Python, installed: Path) -> None:
    found = python("-c", f"import {', '.join(PACKAGES)}; print(ingest.__file__, service.__file__)").split()
    assert all(Path(path).is_relative_to(installed) for path in found)


def test_it_ingests_and_answers(python: Python, installed: Path, root: Path) -> None:
    pincite = installed / "bin/pincite"
    python(pincite, "ingest", root / "corpus")
    answer = json.loads(python(pincite, "ask", "What did Flanders do on quality assurance?", "--json"))
    assert answer["answered"]
    assert answer["passages"][0]["citation"]["section"]["number"] == "2.6"
