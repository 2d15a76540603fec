"""Settings from the environment."""

import os
from pathlib import Path

import pytest

from ingest.errors import UsageError
from service.reading.limits import Limits
from service.settings import Settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        monkeypatch.delenv(name)
    assert Settings.from_environment() == Settings(Path(".pincite"), None, None, None)


def test_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LIBRARY": "lib", "CACHE": "cache", "MODEL": "a-model", "THREADS": "3", "RERANK": "r"}.items():
        monkeypatch.setenv(f"PINCITE_{name}", value)
    assert Settings.from_environment() == Settings(Path("lib"), Path("cache"), "a-model", 3, "r")


def test_reads_the_limits_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PAGE_SECONDS": "7", "FILE_SECONDS": "70", "FILE_MEMORY": "700"}.items():
        monkeypatch.setenv(f"PINCITE_{name}", value)
    assert Settings.from_environment().limits == Limits(page_s=7, file_s=70, memory_mib=700)


def test_does_not_show_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_PASSWORD", "s3cret")
    settings = Settings.from_environment()
    assert settings.password == "s3cret"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("name", ["THREADS", "PAGE_SECONDS", "FILE_SECONDS", "FILE_MEMORY"])
@pytest.mark.parametrize("value", ["0", "-1", "many", "²", "1.5"])
def test_refuses_what_is_no_number(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PINCITE_{name}", value)
    with pytest.raises(UsageError, match=f"PINCITE_{name} is '{value}'; it must be a whole number above 0"):
        Settings.from_environment()
