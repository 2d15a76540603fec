"""Windows over the tokens of a text that a model cannot read at once. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tokenize = Callable[[str], list[int]]

OVERLAP = 32


def encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which a JSON escape can bring and no tokenizer takes."""
    return text.encode(errors="replace").decode()


@dataclass(frozen=True, slots=True)
class Frame:
    """The special tokens around every input of a model, and its limit, which counts them."""

    prefix: tuple[int, ...]
    suffix: tuple[int, ...]
    limit: int

    @property
    def room(self) -> int:
        return self.limit - len(self.prefix) - len(self.suffix)

    def wrap(self, tokens: Sequence[int]) -> list[int]:
        return [*self.prefix, *tokens, *self.suffix]


def spans(length: int, capacity: int, overlap: int) -> list[tuple[int, int]]:
    """Fewest windows of about equal size over `length` tokens, neighbours sharing `overlap` of them."""
    if length <= capacity:
        return [(0, length)]
    distinct = length - overlap
    count = -(-distinct // (capacity - overlap))
    return [(i * distinct // count, (i + 1) * distinct // count + overlap) for i in range(count)]


def cut(tokenize: Tokenize, frame: Frame, text: str) -> list[int]:
    """One input, cut where the model would cut it."""
    return frame.wrap(tokenize(text)[: frame.room])


def inputs(tokenize: Tokenize, frame: Frame, prompt: str, context: str, text: str) -> list[list[int]]:
    """The model's inputs for one passage: a single one if all fits, else windows led by the context."""
    lead = f"{context}\n" if context else ""
    whole = tokenize(prompt + lead + text)
    if len(whole) <= frame.room:
        return [frame.wrap(whole)]
    head = (tokenize(prompt) + tokenize(lead)[: frame.limit // 4])[: frame.limit // 2]
    tokens = tokenize(text)
    capacity = frame.room - len(head)
    overlap = min(OVERLAP, capacity // 8)
    return [frame.wrap(head + tokens[start:stop]) for start, stop in spans(len(tokens), capacity, overlap)]
