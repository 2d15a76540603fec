"""Last touches to a ranking: passages that tie stand as in the report, and what repeats a better one comes last."""

from collections.abc import Mapping, Sequence

from index.analysis import pairs_of
from index.catalogue.records import PassageRecord

# Of the pairs of neighbouring words that two passages have, the part that both have where one repeats the other.
_REPEATED = 0.8


def in_reading_order(
    ranking: Sequence[int], scores: Mapping[int, float], passages: Mapping[int, PassageRecord], margin: float
) -> list[int]:
    """Neighbours of one section that follow each other in the ranking and differ by less than the margin."""
    ordered: list[int] = []
    run: list[int] = []
    for entry in ranking:
        if run and not (_tie(scores[run[0]], scores[entry], margin) and _adjoins(entry, run, passages)):
            ordered += _read(run, passages)
            run = []
        run.append(entry)
    return [*ordered, *_read(run, passages)]


def repeats_last(
    ranking: Sequence[int], passages: Mapping[int, PassageRecord], languages: Mapping[str, str]
) -> list[int]:
    """Passages that say nearly what a better one says behind all others. `languages`: those of the documents."""
    pairs = {entry: pairs_of(passages[entry].text, languages[passages[entry].document_id]) for entry in ranking}
    kept: list[int] = []
    for entry in ranking:
        least, most = len(pairs[entry]) * _REPEATED, len(pairs[entry]) / _REPEATED
        alike = (other for other in kept if least <= len(pairs[other]) <= most)
        if not any(_repeats(pairs[entry], pairs[other]) for other in alike):
            kept.append(entry)
    return [*kept, *(entry for entry in ranking if entry not in kept)]


def _tie(first: float, second: float, margin: float) -> bool:
    return abs(first - second) <= margin


def _adjoins(entry: int, run: Sequence[int], passages: Mapping[int, PassageRecord]) -> bool:
    mine = passages[entry]
    return any(
        abs(mine.ordinal - other.ordinal) == 1
        and (mine.document_id, mine.section.ordinal) == (other.document_id, other.section.ordinal)
        for other in (passages[name] for name in run)
    )


def _read(run: Sequence[int], passages: Mapping[int, PassageRecord]) -> list[int]:
    return sorted(run, key=lambda entry: passages[entry].ordinal)


def _repeats(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    shared = len(one & other)
    return shared >= _REPEATED * (len(one) + len(other) - shared) > 0
