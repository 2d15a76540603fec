"""Evaluation sets, one file each. A new set is a new module here and a line in SETS."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from evaluation.questions import Question
from ingest.errors import EvaluationError

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))

SETS: Mapping[str, str] = {
    "belgium": "evaluation.sets.belgium",
    "scifact": "evaluation.sets.scifact",
    "squad2": "evaluation.sets.squad2",
    "pages": "evaluation.sets.pages",
}


class Absent(EvaluationError):
    """The material of a set is not on this machine."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Questions, and the files that answer them. `title` says in a line what is measured."""

    name: str
    title: str
    questions: tuple[Question, ...]
    files: tuple[Path, ...]


class _Module(Protocol):
    load: Callable[[Path, Path], EvaluationSet]


def load(name: str, work: Path, data: Path = DATA) -> EvaluationSet:
    """A set by name; files that have to be made for it are made below `work`. Raises Absent."""
    if name not in SETS:
        raise EvaluationError(f"no evaluation set {name!r}; the sets are {', '.join(SETS)}.")
    module: _Module = import_module(SETS[name])
    return module.load(data, work)


def require(path: Path, name: str) -> Path:
    """The path itself. Raises Absent when there is nothing."""
    if not path.exists():
        raise Absent(f"{name}: skipped, there is nothing at {path}; PINCITE_DATA tells where the data is.")
    return path
