"""Which Python makes the environment, and what is said when none can."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TOO_OLD = """#!/bin/sh
case "$*" in *print*) echo 3.9.2 ;; *) exit 1 ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$*" in *print*) echo 3.12.1 ;; *ensurepip*) exit 1 ;; esac
"""
GOOD = "#!/bin/sh\n"

Script = Callable[[str, str], Path]


def find(root: Path, *pythons: Path) -> subprocess.CompletedProcess[str]:
    line = [root / ".ci/find-python", *pythons]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_the_first_python_that_can_is_taken(root: Path, script: Script) -> None:
    pythons = [
        script("old", TOO_OLD),
        script("bare", WITHOUT_VENV),
        script("good", GOOD),
        script("last", GOOD),
    ]
    found = find(root, *pythons)
    assert (found.returncode, found.stdout, found.stderr) == (0, f"{pythons[2]}\n", "")


@pytest.mark.parametrize("name", ["python3", "python3.12"])
def test_without_venv_its_package_is_named(root: Path, script: Script, name: str) -> None:
    found = find(root, script("old", TOO_OLD), script(name, WITHOUT_VENV))
    assert found.returncode == 1
    assert "(3.12.1) cannot make a virtual environment" in found.stderr
    assert f"apt install {name}-venv" in found.stderr
    assert found.stderr.count("\n") == 1


def test_an_old_python_is_told_what_to_install(root: Path, script: Script) -> None:
    found = find(root, script("python3", TOO_OLD))
    assert found.returncode == 1
    assert "needs Python 3.11 to 3.14" in found.stderr
    assert "python3 is 3.9.2: install one" in found.stderr
    assert found.stderr.count("\n") == 1


def test_no_python_at_all(root: Path, tmp_path: Path) -> None:
    assert "nowhere is missing: install one" in find(root, tmp_path / "nowhere").stderr
