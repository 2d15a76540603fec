"""Settings from the environment."""

from pathlib import Path

import pytest

from ingest.errors import UsageError
from service.settings import Settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIBRARY", "CACHE", "MODEL", "THREADS", "RERANK"):
        monkeypatch.delenv(f"PINCITE_{name}", raising=False)
    assert Settings.from_environment() == Settings(Path(".pincite"), None, None, None)


def test_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LIBRARY": "lib", "CACHE": "cache", "MODEL": "a-model", "THREADS": "3", "RERANK": "r"}.items():
        monkeypatch.setenv(f"PINCITE_{name}", value)
    assert Settings.from_environment() == Settings(Path("lib"), Path("cache"), "a-model", 3, "r")


@pytest.mark.parametrize("threads", ["0", "-1", "many", "²", "1.5"])
def test_refuses_threads_that_are_no_number(monkeypatch: pytest.MonkeyPatch, threads: str) -> None:
    monkeypatch.setenv("PINCITE_THREADS", threads)
    with pytest.raises(UsageError, match="must be a whole number above 0"):
        Settings.from_environment()
