"""Levels that an outline states, put right where types of the headings tell better."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from ingest.numbering import split_number
from ingest.readers.pdf.styles import Style, Typed

_OFTEN_ALIKE = 3


def outline_levels(chosen: Sequence[Typed], kinds: Sequence[Hashable], by_outline: Mapping[int, int]) -> dict[int, int]:
    """The levels of those that the outline names, by their start.

    Where headings are often put below one of their kind, they are beside it. Where one is more than a level below
    the one above it, it has at most the level that its type has elsewhere.
    """
    named = [paragraph for paragraph in chosen if paragraph.start in by_outline]
    stated = [by_outline[paragraph.start] for paragraph in named]
    parents = _parents(stated)
    alike = _alike(named, [kind for p, kind in zip(chosen, kinds, strict=True) if p.start in by_outline], parents)
    found: list[int] = []
    for level, at, is_beside in zip(stated, parents, alike, strict=True):
        found.append(level if at is None else found[at] if is_beside else found[at] + level - stated[at])
    jumping = {place for place, at in enumerate(parents) if at is not None and stated[place] > stated[at] + 1}
    levels = {paragraph.start: level for paragraph, level in zip(named, found, strict=True)}
    usual = usual_levels([p for place, p in enumerate(named) if place not in jumping], levels)
    for place in sorted(jumping):
        at, own = parents[place] or 0, named[place]
        levels[own.start] = max(found[at] + 1, min(found[place], usual.get(own.style, found[place])))
    return levels


def usual_levels(headings: Sequence[Typed], levels: Mapping[int, int]) -> dict[Style, int]:
    """The commonest level of each type, of the headings that have one."""
    of_style: defaultdict[Style, Counter[int]] = defaultdict(Counter)
    for paragraph in headings:
        if paragraph.start in levels:
            of_style[paragraph.style][levels[paragraph.start]] += 1
    return {style: counts.most_common(1)[0][0] for style, counts in of_style.items()}


def _alike(named: Sequence[Typed], kinds: Sequence[Hashable], parents: Sequence[int | None]) -> list[bool]:
    """Whether each is put below one of its own kind, and bears no number, where this happens often to its kind."""
    alike = [
        at is not None and kinds[at] == kind and split_number(paragraph.text)[0] is None
        for paragraph, kind, at in zip(named, kinds, parents, strict=True)
    ]
    often = Counter(kind for kind, is_alike in zip(kinds, alike, strict=True) if is_alike)
    return [is_alike and often[kind] >= _OFTEN_ALIKE for kind, is_alike in zip(kinds, alike, strict=True)]


def _parents(levels: Sequence[int]) -> list[int | None]:
    """The place of the one above each, by levels."""
    parents: list[int | None] = []
    line: list[int] = []
    for place, level in enumerate(levels):
        while line and levels[line[-1]] >= level:
            line.pop()
        parents.append(line[-1] if line else None)
        line.append(place)
    return parents
