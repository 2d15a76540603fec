"""The set-up in the Makefile, with a Python that only notes what it is asked to do."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PYTHON = """#!/bin/sh
case "$*" in
    *"-m venv"*) rm -rf .venv && mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo venv >> calls ;;
    *"-m pip"*) echo "$*" | sed 's/.*install //' >> calls && test ! -e broken ;;
    *demo.py*) echo demo >> calls ;;
esac
"""
RUNTIME = "--no-deps --require-hashes -r requirements.lock"
TORCH = "-r torch.lock"
PROJECT = "--no-deps --no-build-isolation --editable ."
ALL = ["venv", RUNTIME, TORCH, PROJECT, "demo"]

Make = Callable[..., list[str]]


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    checkout = tmp_path / "a checkout"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(root / ".ci/find-python", checkout / ".ci")
    for name in ("Makefile", "torch.lock", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(root / name, checkout)
    return checkout


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *words], cwd=checkout, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def demo(checkout: Path, script: Callable[[str, str], Path]) -> Make:
    """Runs `make demo` and returns what it asked of Python."""
    python = script("python3", PYTHON)

    def make(*words: str, code: int = 0) -> list[str]:
        calls = checkout / "calls"
        calls.write_text("")
        made = run(checkout, "demo", f"PYTHON={python}", *words)
        assert made.returncode == code, made.stderr
        return calls.read_text().splitlines()

    return make


def test_the_second_time_installs_nothing(demo: Make) -> None:
    assert demo() == ALL
    assert demo() == ["demo"]


def test_a_changed_lock_installs_again(demo: Make, checkout: Path) -> None:
    demo()
    lock = checkout / "requirements.lock"
    before = lock.read_text()
    lock.write_text("changed")
    assert demo() == ALL[1:]
    lock.write_text(before)
    assert demo() == ALL[1:]
    lock.touch()
    assert demo() == ["demo"]


def test_an_interrupted_installation_is_not_done(demo: Make, checkout: Path) -> None:
    (checkout / "broken").touch()
    assert demo(code=2) == ALL[:2]
    (checkout / "broken").unlink()
    assert demo() == ALL[1:]


def test_without_its_python_the_environment_is_made_again(demo: Make, checkout: Path) -> None:
    demo()
    (checkout / ".venv/bin/python").unlink()
    assert demo() == ALL


def test_in_another_place_the_environment_is_made_again(demo: Make, checkout: Path, tmp_path: Path) -> None:
    demo()
    moved = checkout.rename(tmp_path / "moved")
    run(moved, "demo", f"PYTHON={tmp_path / 'python3'}")
    assert (moved / "calls").read_text().splitlines() == ALL * 2


def test_another_index_is_for_torch_only(demo: Make) -> None:
    assert demo("TORCH_INDEX=URL") == ["venv", RUNTIME, f"--extra-index-url URL {TORCH}", PROJECT, "demo"]


def test_a_python_that_cannot_is_one_sentence(checkout: Path) -> None:
    made = run(checkout, "demo", "PYTHON=false")
    assert made.returncode == 2
    assert made.stderr.startswith("Pincite needs Python 3.11 to 3.14, and false is missing: install one")
    assert not (checkout / ".venv").exists()


def test_help_names_every_target(checkout: Path, root: Path) -> None:
    phony = (root / "Makefile").read_text(encoding="utf-8").split(".PHONY:")[1].splitlines()[0].split()
    shown = [line.split()[1] for line in run(checkout).stdout.splitlines() if line.startswith("make ")]
    assert sorted(shown) == sorted(phony)
