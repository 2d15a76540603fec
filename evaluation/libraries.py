"""Libraries kept between runs: one for each collection, model and precision."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from evaluation.sets import ROOT, EvaluationSet
from index.embedding.embedder import Embedder
from index.embedding.open import open_model
from service.ingesting import IngestReport
from service.library import Library

WORK = ROOT / ".cache" / "evaluation"
Precision = Literal["int8", "fp32"]


def embedder_of(model: str, precision: Precision = "int8") -> Embedder:
    """A model as it runs, in 8 bits where these agree with the original, or else in 32. Raises ModelError."""
    return open_model(model, precision="fp32" if precision == "fp32" else None)


@contextmanager
def kept(
    material: EvaluationSet, embedder: Embedder, work: Path = WORK, precision: Precision = "int8"
) -> Iterator[tuple[Library, IngestReport]]:
    """The library of a set's files below `work`, brought up to date, and what ingesting reported."""
    folder = work / "libraries" / f"{material.library}-{Path(embedder.name).name}-{precision}"
    with Library.open(folder, embedder=embedder) as library:
        yield library, library.ingest(material.files)
