"""What was fitted to each model: how its searches are weighed, and how far what they find is to be trusted."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

FITTED_FILE = "fitted.toml"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Constants of retrieval that depend on the embedding model.

    The weights are those of the two searches in fusion. Questions on other subjects stay below `similarity_floor`
    with every passage, None where nobody has measured it; in another language than the passage's, it lies lower by
    `crossing_drop`, as the cosines of translated questions do.
    """

    dense_weight: float = 1.0
    lexical_weight: float = 1.0
    similarity_floor: float | None = None
    crossing_drop: float = 0.0

    def floor(self, *, crossing: bool) -> float:
        """The floor for a question in the passage's language, or in another one. 0 where there is none."""
        return (self.similarity_floor or 0.0) - self.crossing_drop * crossing


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a signal counts in a calibration: its weight once `mean` is taken off and it is divided by `scale`."""

    weight: float
    mean: float
    scale: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression over the signals of a question; below `threshold` there is no answer."""

    threshold: float
    bias: float
    signals: Mapping[str, Weighed]

    def confidence(self, signals: Mapping[str, float]) -> float:
        """From 0 to 1. A signal that a question does not have counts as its mean does: not at all."""
        known = [(weighed, signals[name]) for name, weighed in self.signals.items() if name in signals]
        odds = self.bias + sum(w.weight * (value - w.mean) / w.scale for w, value in known)
        return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))


UNFITTED = Fitted()


def fitted(fingerprint: str | None) -> Fitted | None:
    """What was fitted to the model of this fingerprint; None where nothing was."""
    return _table()[0].get(fingerprint or "")


def calibration(fingerprint: str | None) -> Calibration | None:
    """The calibration of the model of this fingerprint; None where nobody has fitted one."""
    return _table()[1].get(fingerprint or "")


@cache
def _table() -> tuple[dict[str, Fitted], dict[str, Calibration]]:
    text = files("index").joinpath(FITTED_FILE).read_text(encoding="utf-8")
    return read_fitted(text), read_calibrations(text)


def read_fitted(text: str) -> dict[str, Fitted]:
    """The constants in the text of such a file, by fingerprint."""
    entries = tomllib.loads(text).items()
    return {key: Fitted(**{n: v for n, v in values.items() if n != "calibration"}) for key, values in entries}


def read_calibrations(text: str) -> dict[str, Calibration]:
    """The calibrations in the text of such a file, by fingerprint."""
    entries = tomllib.loads(text).items()
    return {key: _calibration(values["calibration"]) for key, values in entries if "calibration" in values}


def _calibration(values: Mapping[str, Any]) -> Calibration:
    signals = {name: Weighed(**weighed) for name, weighed in values["signals"].items()}
    return Calibration(values["threshold"], values["bias"], signals)
