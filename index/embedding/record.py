"""What is known of a compiled model, kept beside it as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from index.embedding.settings import Granularity, Prompts

Precision = Literal["int8", "fp32", "reference"]
# What may be asked for; otherwise the first of the three that agrees with the original is taken.
Asked = Literal["fp32"]

RECORD_FILE = "record.json"


class Comparison(Protocol):
    """How close a compiled model comes to the original."""

    def describe(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Agreement:
    """How close the compiled model comes to sentence-transformers on the sample passages.

    `mean` and `minimum` are cosines of the two vectors of a passage. `noise` is the error of the similarity
    of two passages, as a part of how much such similarities vary: it says what becomes of a ranking, also
    for a model whose vectors all lie close together.
    """

    mean: float
    minimum: float
    noise: float
    passages: int

    def describe(self) -> str:
        cosines = f"cosine {self.mean:.4f} in the mean, {self.minimum:.4f} at least"
        return f"{cosines}, similarities off by {self.noise:.1%} of their spread, on {self.passages} passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How a model was compiled, and how well the result agrees with the original.

    `precision` is "reference" where sentence-transformers itself runs; `reason` says why this one.
    `checksums` are the CRC-32 of the files beside the record.
    """

    name: str
    fingerprint: str
    precision: Precision
    reason: str
    agreement: Comparison | None
    max_length: int
    versions: Mapping[str, str]
    licence: str | None
    source: str | None
    checksums: Mapping[str, int]

    def summary(self) -> str:
        """How the model runs, why so, and how well that agrees with the original."""
        way = "by sentence-transformers itself" if self.precision == "reference" else f"in {self.precision}"
        return f"runs {way}: {self.reason}" + (f"; {self.agreement.describe()}" if self.agreement else "")

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        (folder / RECORD_FILE).write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRecord(Record):
    """The record of an embedding model; `granularity` says what of a passage gets a vector."""

    agreement: Agreement | None
    dimension: int
    prompts: Prompts
    granularity: Granularity


def read_record(folder: Path) -> ModelRecord:
    """Raises OSError, ValueError, TypeError or KeyError where there is no whole record."""
    fields = read_fields(folder)
    agreement = fields.pop("agreement")
    prompts = Prompts(**fields.pop("prompts"))
    return ModelRecord(agreement=Agreement(**agreement) if agreement else None, prompts=prompts, **fields)


def read_fields(folder: Path) -> dict[str, Any]:
    """What is written in the record of this folder."""
    return dict(json.loads((folder / RECORD_FILE).read_text(encoding="utf-8")))
