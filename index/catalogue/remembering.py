"""Passages that were read, remembered for as long as the library does not change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.catalogue.records import PassageRecord

Read = Callable[[Sequence[int]], dict[int, PassageRecord]]
# No library has this generation.
NOTHING = -1
# A question reads about a hundred; these take some ten MB.
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Remembered:
    """The passages of a generation by their entries; threads may share it."""

    generation: int
    passages: dict[int, PassageRecord] = field(default_factory=dict)

    def among(self, entries: Iterable[int], read: Read) -> dict[int, PassageRecord]:
        """The passages that exist among these entries; those not yet known are read."""
        wanted = list(dict.fromkeys(entries))
        held = {entry: self.passages.get(entry) for entry in wanted}
        known = {entry: passage for entry, passage in held.items() if passage is not None}
        unknown = [entry for entry in wanted if entry not in known]
        if unknown:
            found = read(unknown)
            if len(self.passages) + len(found) > _MOST:
                self.passages.clear()
            self.passages.update(found)
            known |= found
        return known
