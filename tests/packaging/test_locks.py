"""The lock files: exact, hashed, and nothing in them of the place where they were made."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")


def names(text: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?===)", text, re.MULTILINE))


def wanted(entries: list[str]) -> set[str]:
    stems = (re.split(r"[^A-Za-z0-9._-]", entry, maxsplit=1)[0] for entry in entries)
    return {re.sub(r"[-_.]+", "-", stem).lower() for stem in stems}


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
    extras = [entry for extra in project["project"].get("optional-dependencies", {}).values() for entry in extra]
    assert wanted(extras + project["dependency-groups"]["dev"]) <= runtime | dev


def test_the_second_lock_holds_only_what_the_first_lacks(root: Path) -> None:
    runtime, dev = (names((root / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert not runtime & dev


def test_torch_and_its_cuda_come_apart(root: Path) -> None:
    locked = set().union(*(names((root / name).read_text(encoding="utf-8")) for name in LOCKS))
    assert not {name for name in locked if name.startswith(("torch", "triton", "nvidia", "cuda"))}
    assert re.fullmatch(r"torch==[0-9.]+\n", (root / "torch.lock").read_text(encoding="utf-8"))
