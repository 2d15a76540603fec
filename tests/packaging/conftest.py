"""What the tests of the packaging share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = subprocess.CompletedProcess[str]
Script = Callable[[str, str], Path]


@pytest.fixture
def root(request: pytest.FixtureRequest) -> Path:
    return request.config.rootpath


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Writes an executable script; Python unless it brings its own first line."""

    def write(name: str, body: str) -> Path:
        path = tmp_path / name
        path.write_text(body if body.startswith("#!") else f"#!{sys.executable}\n{body}", encoding="utf-8")
        path.chmod(0o755)
        return path

    return write
