"""The two halves of each set: retrieval is fitted on one and tested on the other."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Literal

from evaluation.questions import Question

Half = Literal["train", "test"]

# These come without a split that keeps the questions of a document together.
BY_DOCUMENT = ("pages", "squad2")


def half(name: str, question: Question) -> Half:
    """The half of the set `name` that a question is in; what is not marked or drawn for fitting is for testing."""
    if name in BY_DOCUMENT:
        return drawn(family(name, question))
    return "train" if question.split == "train" else "test"


def family(name: str, question: Question) -> str:
    """What questions that must not be told apart share: those on a document, a question and its translations."""
    if name in BY_DOCUMENT:
        return question.gold[0].document if question.gold else question.id
    return question.id.removesuffix(f"-{question.language}")


def drawn(key: str) -> Half:
    """A half by lot, the same for a key on every machine and whatever else the set holds."""
    return "train" if blake2b(key.encode(), digest_size=1).digest()[0] % 2 else "test"


def of_half(name: str, questions: Iterable[Question], wanted: Half) -> list[Question]:
    """Those of the set's questions that are in this half."""
    return [question for question in questions if half(name, question) == wanted]
