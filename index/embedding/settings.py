"""What a model is told besides its weights."""

from dataclasses import dataclass
from typing import Literal

Pooling = Literal["mean", "max", "cls"]
# What of a passage gets a vector of its own: each sentence, or all that the model reads at once.
Granularity = Literal["sentence", "window"]


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the model wants in front of a question and of a passage; often nothing."""

    question: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model reads a text and makes one vector of it."""

    prompts: Prompts
    pooling: Pooling
    max_length: int
