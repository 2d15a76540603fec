"""What a model reads of a passage at once, and where in it the sentences lie. Pure functions."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

Tokenize = Callable[[str], list[int]]
Span = tuple[int, int]

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


@dataclass(frozen=True, slots=True)
class Window:
    """One input of a model, and the spans of its tokens that get a vector each, in order.

    `texts`: the span of the passage's text that each of these is about, in code points.
    """

    tokens: list[int]
    spans: list[Span]
    texts: tuple[Span, ...] = ()


def cut(tokenize: Tokenize, frame: Frame, text: str) -> list[int]:
    """One input, cut where the model would cut it."""
    return frame.wrap(tokenize(text)[: frame.room])


def inputs(head: Sequence[int], sentences: Sequence[list[int]], frame: Frame) -> list[Window]:
    """A single window if all fits, else windows cut between sentences.

    The head leads every window, and a window that is not the first repeats the end of the one before it: both are
    read, and belong to no span. A sentence that fits into no window is cut into parts of about one size.
    """
    capacity = frame.room - len(head)
    length = sum(map(len, sentences))
    if length <= capacity:
        return [_window(frame, head, sentences)]
    overlap = min(OVERLAP, capacity // 8)
    parts = [part for sentence in sentences for part in _parts(sentence, capacity - overlap)]
    tokens, starts = list(chain(*parts)), list(accumulate(map(len, parts), initial=0))
    runs = grouped(list(map(len, parts)), capacity - overlap)
    leads = [tokens[max(0, starts[first] - overlap) : starts[first]] for first, _ in runs]
    return [_window(frame, [*head, *lead], parts[slice(*run)]) for lead, run in zip(leads, runs, strict=True)]


def grouped(lengths: Sequence[int], capacity: int) -> list[Span]:
    """Neighbours that fit into the capacity together: as few groups as can be, the largest as small as can be."""
    count = len(_packed(lengths, capacity))
    least = bisect_left(range(capacity), True, key=lambda room: len(_packed(lengths, room)) == count)
    return _packed(lengths, least)


def _packed(lengths: Sequence[int], capacity: int) -> list[Span]:
    groups, start, size = [], 0, 0
    for place, length in enumerate(lengths):
        if size and size + length > capacity:
            groups.append((start, place))
            start, size = place, 0
        size += length
    return [*groups, (start, len(lengths))]


def _parts(tokens: list[int], capacity: int) -> list[list[int]]:
    count = -(-len(tokens) // capacity)
    ends = [place * len(tokens) // count for place in range(count + 1)]
    return [tokens[start:end] for start, end in pairwise(ends)]


def _window(frame: Frame, head: Sequence[int], sentences: Sequence[list[int]]) -> Window:
    tokens = frame.wrap([*head, *chain(*sentences)])
    ends = accumulate(map(len, sentences), initial=len(frame.prefix) + len(head))
    return Window(tokens, list(pairwise(ends)) or [(0, len(tokens))])
