"""What was fitted to each model: how much its similarities are trusted, and from where on they mean anything."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FITTED_FILE = "fitted.toml"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Constants of retrieval that depend on the embedding model.

    The weights are those of the two searches in fusion. Questions on other subjects stay below `similarity_floor`
    with every passage; None where nobody has measured it.
    """

    dense_weight: float = 1.0
    lexical_weight: float = 1.0
    similarity_floor: float | None = None


UNFITTED = Fitted()


def fitted(fingerprint: str | None) -> Fitted | None:
    """What was fitted to the model of this fingerprint; None where nothing was."""
    return _table().get(fingerprint or "")


@cache
def _table() -> dict[str, Fitted]:
    entries = tomllib.loads(files("index").joinpath(FITTED_FILE).read_text(encoding="utf-8"))
    return {fingerprint: Fitted(**values) for fingerprint, values in entries.items()}
