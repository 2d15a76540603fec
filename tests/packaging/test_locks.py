"""The lock files: exact, hashed, and nothing in them of the place where they were made."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")


def names(text: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?===)", text, re.MULTILINE))


def wanted(entries: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9.-]", entry, maxsplit=1)[0].lower() for entry in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_is_exact_and_hashed(root: Path, name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (root / name).read_text(encoding="utf-8"))[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+ (; .* )?\\\n +--hash=sha256:[0-9a-f]{64}", entry), entry


def test_the_locks_hold_what_the_project_names(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, dev = (names((root / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert wanted(project["project"]["dependencies"]) - runtime == {"torch"}
    assert wanted(project["dependency-groups"]["build"]) <= runtime
    assert wanted(project["dependency-groups"]["dev"]) <= dev


def test_torch_and_its_cuda_come_apart(root: Path) -> None:
    runtime = names((root / "requirements.lock").read_text(encoding="utf-8"))
    assert not {name for name in runtime if name.startswith(("torch", "triton", "nvidia", "cuda"))}
    assert re.fullmatch(r"torch==[0-9.]+\n", (root / "torch.lock").read_text(encoding="utf-8"))
