"""The calibration of confidence for a model: fitted (evaluation/regression.py), cross-validated, and written down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.abstaining import Abstention
from evaluation.cases import cases
from evaluation.halves import of_half
from evaluation.regression import can_be_fitted, fit
from evaluation.sets import EvaluationSet
from evaluation.tables import markdown, share
from evaluation.validation import validated
from index.embedding.embedder import Embedder
from index.fitted import Calibration, Fitted
from ingest.errors import EvaluationError

# A set without questions that have no answer, as a translated one, bears on confidence and on coverage alone.
SETS = ("belgium", "belgium-fr", "belgium-nl", "belgium-de", "pages", "squad2")


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration, and what it is worth by set on questions that it was not fitted on, in cross-validation."""

    calibration: Calibration
    validated: Mapping[str, Abstention]


def calibrate(materials: Sequence[EvaluationSet], embedder: Embedder, work: Path, fitted: Fitted) -> Calibrated:
    """From the half for fitting of each set, with these constants of retrieval. Raises EvaluationError."""
    halves = [(material, of_half(material.name, material.questions, "train")) for material in materials]
    every = [case for material, half in halves for case in cases(material, half, embedder, work, fitted)]
    if not can_be_fitted(every):
        raise EvaluationError("a calibration needs questions with and without an answer. Give sets that have both.")
    return Calibrated(fit(every), validated(every))


def report(name: str, found: Calibrated) -> str:
    """The weights, and what cross-validation says of them, in Markdown."""
    signals = found.calibration.signals
    weights = markdown(["signal", *signals], [["weight", *(f"{s.weight:.2f}" for s in signals.values())]])
    heads = ["cross-validation", "precision", "recall", "coverage"]
    rows = [
        [f"{set_} ({s.questions})", *map(share, (s.precision, s.recall, s.coverage))]
        for set_, s in found.validated.items()
    ]
    return "\n".join([f"# {name}: threshold {found.calibration.threshold}", weights, markdown(heads, rows)])


def entry(fingerprint: str, found: Calibrated) -> Iterator[str]:
    """The lines of index/fitted.toml that hold a calibration."""
    asked = ", ".join(f"{name} ({s.questions})" for name, s in found.validated.items())
    yield f"[{fingerprint}.calibration]"
    yield f"threshold = {found.calibration.threshold}  # on {asked}"
    yield f"bias = {found.calibration.bias}"
    for name, s in found.calibration.signals.items():
        yield f"signals.{name} = {{ weight = {s.weight}, mean = {s.mean}, scale = {s.scale} }}"
