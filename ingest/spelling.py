"""Names that are written with one letter wrong."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

# One letter more, less or another makes one short word of another too often.
SHORTEST = 6


class Spelling:
    """Names in folded form, by their first letter and length."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if len(name) >= SHORTEST:
                self._names[name[0], len(name)].append(name)

    def nearest(self, word: str) -> list[str]:
        """The names that begin as this word does and become it by one letter added, left out, changed or swapped."""
        if len(word) < SHORTEST:
            return []
        sizes = (len(word) - 1, len(word), len(word) + 1)
        return [name for size in sizes for name in self._names.get((word[0], size), ()) if is_one_off(word, name)]


def is_one_off(one: str, other: str) -> bool:
    """Whether exactly one letter is added, left out, changed, or swapped with the next."""
    same = _same(one, other)
    rest, wanted = one[same:], other[same:]
    if len(rest) == len(wanted):
        changed = rest[1:] == wanted[1:]
        return bool(rest) and (changed or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]))
    return rest[1:] == wanted or rest == wanted[1:]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters are the same at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
