"""Evaluation sets. A new set is a module here and a line in SETS; sets over the same files share both."""

import os
from collections.abc import Callable, Iterable, Mapping
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
    "belgium-en": "evaluation.sets.belgium",
    "belgium-fr": "evaluation.sets.belgium",
    "belgium-nl": "evaluation.sets.belgium",
    "belgium-de": "evaluation.sets.belgium",
    "scifact": "evaluation.sets.scifact",
    "squad2": "evaluation.sets.squad2",
    "pages": "evaluation.sets.pages",
}
# belgium-en is a part of belgium: where sets are taken together, its questions would count twice.
WHOLE_SETS = [name for name in SETS if name != "belgium-en"]


class Absent(EvaluationError):
    """The material of a set is not on this machine."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Questions, and the files that answer them. `title` says in a line what is measured.

    Sets that name the same `library` have the same files: one library serves them all.
    """

    name: str
    title: str
    library: str
    questions: tuple[Question, ...]
    files: tuple[Path, ...]


class _Module(Protocol):
    load: Callable[[str, Path, Path], EvaluationSet]


def load(name: str, work: Path, data: Path = DATA) -> EvaluationSet:
    """A set by name; files that have to be made for it are made below `work`. Raises Absent."""
    if name not in SETS:
        raise EvaluationError(f"no evaluation set {name!r}; the sets are {', '.join(SETS)}.")
    module: _Module = import_module(SETS[name])
    return module.load(name, data, work)


def require(path: Path, name: str) -> Path:
    """The path itself. Raises Absent when there is nothing."""
    if not path.exists():
        raise Absent(f"{name}: skipped, there is nothing at {path}; PINCITE_DATA tells where the data is.")
    return path


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def write_markdown(folder: Path, texts: Iterable[tuple[str, str, str]]) -> Path:
    """A Markdown file for each (stem, title, text), with its title for heading; the folder. Keeps what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, title, text in texts:
        path = folder / f"{stem}.md"
        if not path.exists():
            path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    return folder
