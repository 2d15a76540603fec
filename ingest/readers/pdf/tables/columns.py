"""Columns of a table: what stands between the strips that are empty over its bands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf.tables.chunks import Band, Chunk

# A strip is as wide as this share of the size of the type, and at most this share of the bands crosses it.
_NARROWEST = 0.5
_MOST_ACROSS = 0.12
# Of the bands between two upright rules.
_FEWEST_PARTED, _MOST_PARTED = 2, 0.6
_SIGNS_BEFORE = re.compile(r"[$€£¥(<>±~]{1,3}")
_SIGNS_BEHIND = re.compile(r"[%)*†‡]{1,3}")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns are parted: `gutters` are the middles of the strips between them."""

    gutters: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.gutters) + 1

    def of(self, chunk: Chunk) -> int:
        """The column that a chunk begins in."""
        return bisect_right(self.gutters, chunk.left + 0.1)

    def crosses(self, chunk: Chunk) -> bool:
        return self.of(chunk) != bisect_right(self.gutters, chunk.right - 0.1)


def columns_by_gaps(bands: Sequence[Band]) -> Columns:
    """The columns that the bands with several chunks have in common."""
    shared = [band for band in bands if len(band.chunks) > 1]
    if not shared:
        return Columns(())
    size = sorted(band.size for band in shared)[len(shared) // 2]
    most = int(_MOST_ACROSS * len(shared))
    return _without_signs(bands, Columns(tuple(_gutters(shared, most, _NARROWEST * size))))


def columns_by_rules(bands: Sequence[Band], rules: Sequence[float]) -> Columns:
    """The columns between upright rules; where most of what stands between two is parted by gaps, there are more."""
    ruled = Columns(tuple(rules))
    found = list(rules)
    for number in range(ruled.count):
        held = [Band(chunks) for band in bands if (chunks := tuple(c for c in band.chunks if ruled.of(c) == number))]
        parted = [band for band in held if len(band.chunks) > 1]
        if len(parted) >= _FEWEST_PARTED and len(parted) >= _MOST_PARTED * len(held):
            found += columns_by_gaps(parted).gutters
    return _without_signs(bands, Columns(tuple(sorted(found))))


def _gutters(bands: Sequence[Band], most: int, narrowest: float) -> list[float]:
    """The middles of strips inside that at most so many bands cross."""
    events = sorted(
        [(chunk.left, 1) for band in bands for chunk in band.chunks]
        + [(chunk.right, -1) for band in bands for chunk in band.chunks]
    )
    found: list[float] = []
    depth, begin, seen = 0, None, False
    for x, step in events:
        if depth <= most and begin is not None and step > 0 and depth + step > most:
            if x - begin >= narrowest:
                found.append((begin + x) / 2)
            begin = None
        depth += step
        if depth > most:
            seen, begin = True, None
        elif seen and begin is None:
            begin = x
    return found


def _without_signs(bands: Sequence[Band], columns: Columns) -> Columns:
    """Without gutters that only part a sign from its number, as in "$ 20" and "(4 )"."""
    held: list[list[str]] = [[] for _ in range(columns.count)]
    for band in bands:
        for chunk in band.chunks:
            held[columns.of(chunk)].append(chunk.text)
    gone = set()
    for number, texts in enumerate(held):
        if number < len(columns.gutters) and texts and all(_SIGNS_BEFORE.fullmatch(text) for text in texts):
            gone.add(number)
        elif number and all(_SIGNS_BEHIND.fullmatch(text) for text in texts):
            gone.add(number - 1)
    return Columns(tuple(gutter for number, gutter in enumerate(columns.gutters) if number not in gone))
