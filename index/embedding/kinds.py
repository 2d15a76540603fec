"""What is asked of the cache: which kind of model, and which one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from index.embedding.cache import R
from index.embedding.record import Asked
from index.embedding.sources import Task, Weights


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """Embedding models or rerankers: the module that compiles them, and how their record is read."""

    task: Task
    compiler: str
    read: Callable[[Path], R]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that was found, and the folder where its compiled form belongs."""

    weights: Weights
    fingerprint: str
    precision: Asked | None
    entry: Path
