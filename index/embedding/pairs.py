"""Two texts in one input of a model. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairFrame:
    """The special tokens around and between two texts, and the limit, which counts them.

    `second_type` is the token type of the second text and of what follows it; all before is of type 0.
    """

    prefix: tuple[int, ...]
    middle: tuple[int, ...]
    suffix: tuple[int, ...]
    second_type: int
    limit: int

    @property
    def room(self) -> int:
        return self.limit - len(self.prefix) - len(self.middle) - len(self.suffix)

    def join(self, first: Sequence[int], second: Sequence[int]) -> tuple[list[int], list[int]]:
        """The tokens of the input and their types, cut where the model would cut them."""
        kept, kept_second = longest_first(len(first), len(second), self.room)
        start = [*self.prefix, *first[:kept], *self.middle]
        end = [*second[:kept_second], *self.suffix]
        return start + end, [0] * len(start) + [self.second_type] * len(end)


def longest_first(first: int, second: int, room: int) -> tuple[int, int]:
    """How many tokens stay of each text: the longer one is cut, and both if each is longer than half of the room."""
    if first + second <= room:
        return first, second
    shorter = min(first, second, room // 2)
    return (shorter, room - shorter) if first <= second else (room - shorter, shorter)
