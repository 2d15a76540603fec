"""The levels of headings: by the outline, by numbers, by labels such as "Part I", by type."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from ingest.numbering import depth, split_number
from ingest.readers.pdf.outlinelevels import outline_levels, usual_levels
from ingest.readers.pdf.styles import LARGER, Style, Typed
from ingest.sentences import ends_sentence
from ingest.titles import is_references, stands_apart

_FEWEST_NUMBERED, _NUMBERED_SHARE = 3, 0.3
# A word or two and a number that counts up: "Part I", "Item 1A.", "Chapitre 2 :", "Key finding #3:".
_LABEL = re.compile(
    r"(?P<word>[^\W\d_]{2,}(?:\s[^\W\d_]{2,})?)(?:\s+|\s*#\s?)(?P<number>\d{1,3}[A-Z]?|[IVXLC]{1,6}|[A-Z])(?=\s*[.:)—–-]|\s|$)"
)
_COUNT = re.compile(r"(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])[.)]\s")
_FEWEST_IN_SERIES, _FEWEST_IN_RUN = 2, 3
_SAME_SIZE = 0.04
_FEWEST_CHAPTERS = 2
_FIRST = frozenset({"1", "I", "A"})
# Characters between a heading and the next one below it, without text of its own.
_NEAR = 120
# A heading of more words, or of some and a full stop, is a statement.
_MOST_WORDS_OF_A_TITLE, _FEWEST_WORDS_SAID = 12, 5
_NO_LABEL, _COUNTED = "", "#"


class Mark(NamedTuple):
    """What a heading of a series begins with: the label that all bear, "part" or "key finding", and its number."""

    label: str
    number: str


def series(paragraphs: Sequence[Typed]) -> dict[int, Mark]:
    """The mark of each paragraph that is one of a series, by its start; a mere number has the label "#"."""
    found: dict[int, Mark] = {}
    for paragraph in paragraphs:
        if match := _LABEL.match(paragraph.text):
            found[paragraph.start] = Mark(match["word"].casefold(), match["number"])
        elif match := _COUNT.match(paragraph.text):
            found[paragraph.start] = Mark(_COUNTED, match["number"])
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for mark in found.values():
        numbers[mark.label].add(mark.number)
    return {start: mark for start, mark in found.items() if len(numbers[mark.label]) >= _FEWEST_IN_SERIES}


@dataclass(frozen=True, slots=True)
class _Kind:
    """Headings that are set alike and begin alike: of one type, one label, and statements or not."""

    style: Style
    label: str
    said: bool


def levels(
    chosen: Sequence[Typed],
    by_outline: Mapping[int, int],
    marks: Mapping[int, Mark],
    body: Style,
    heads: Collection[int] = (),
) -> dict[int, int]:
    """The level of each heading by its start. `body`: the type of running text; `heads` are of one level."""
    kinds = _alike([p.start in heads for p in chosen], _kinds(chosen, marks, body))
    known = {**_by_number(chosen), **outline_levels(chosen, kinds, by_outline)}
    if not known:
        return _depths(chosen, _above_series(chosen, kinds, _beside_series(kinds, _ranks(kinds)), marks))
    usual, top = usual_levels(chosen, known), _top_levels(chosen, known)
    rank = {style: place for place, style in enumerate(sorted({p.style for p in chosen}, key=_order(chosen)), 1)}
    return {
        p.start: known.get(p.start) or (_is_apart(p) and top.get(p.style)) or _by_style(p.style, usual, rank)
        for p in chosen
    }


def _is_apart(paragraph: Typed) -> bool:
    return is_references(paragraph.text) or stands_apart(paragraph.text)


def _top_levels(chosen: Sequence[Typed], known: Mapping[int, int]) -> dict[Style, int]:
    """The level of chapters, of types in which these are set: what stands apart is beside them, though more below are.

    One chapter in a type may be set so by mistake.
    """
    chapters = Counter(p.style for p in chosen if known.get(p.start) == 1)
    return {style: 1 for style, count in chapters.items() if count >= _FEWEST_CHAPTERS}


def _by_number(chosen: Sequence[Typed]) -> dict[int, int]:
    """By the depth of numbers, where enough headings have them."""
    numbers = {p.start: depth(split_number(p.text)[0]) for p in chosen}
    found = {start: number for start, number in numbers.items() if number is not None}
    deep = max(found.values(), default=1) > 1
    return found if deep and len(found) >= max(_FEWEST_NUMBERED, _NUMBERED_SHARE * len(chosen)) else {}


def _by_style(style: Style, usual: Mapping[Style, int], rank: Mapping[Style, int]) -> int:
    """The level of a type: that which its headings have, else between those of larger and of smaller ones."""
    if style in usual:
        return usual[style]
    above = [level for other, level in usual.items() if rank[other] < rank[style]]
    below = [level for other, level in usual.items() if rank[other] > rank[style]]
    return max(above) + 1 if above else max(1, min(below) - 1) if below else rank[style]


def _kinds(chosen: Sequence[Typed], marks: Mapping[int, Mark], body: Style) -> list[_Kind]:
    """Of each heading; a series of one size has the type of most of it."""
    sizes = _levelled_sizes([paragraph.style.size for paragraph in chosen])
    styles = [replace(paragraph.style, size=sizes[paragraph.style.size]) for paragraph in chosen]
    of_series: defaultdict[tuple[str, float], Counter[Style]] = defaultdict(Counter)
    for paragraph, style in zip(chosen, styles, strict=True):
        if mark := marks.get(paragraph.start):
            of_series[mark.label, style.size][style] += 1
    kinds: list[_Kind] = []
    for paragraph, own in zip(chosen, styles, strict=True):
        mark = marks.get(paragraph.start)
        label = mark.label if mark else _NO_LABEL
        common = of_series.get((label, own.size))
        style = common.most_common(1)[0][0] if common else own
        large = style.size >= LARGER * body.size
        kinds.append(_Kind(style, label, not (label or large) and _is_statement(paragraph.text)))
    return kinds


def _alike(heads: Sequence[bool], kinds: Sequence[_Kind]) -> list[_Kind]:
    """With one kind for all heads of slides: a title that is longer is set smaller."""
    counts = Counter(kind for kind, is_head in zip(kinds, heads, strict=True) if is_head)
    common = counts.most_common(1)[0][0] if counts else None
    return [common if common and is_head else kind for kind, is_head in zip(kinds, heads, strict=True)]


def _is_statement(text: str) -> bool:
    words = len(text.split())
    return words > _MOST_WORDS_OF_A_TITLE or (words >= _FEWEST_WORDS_SAID and ends_sentence(text))


def _order(chosen: Sequence[Typed]) -> Callable[[Style], tuple[object, ...]]:
    first: dict[Style, int] = {}
    for paragraph in chosen:
        first.setdefault(paragraph.style, paragraph.start)
    return lambda style: (style.weight, first[style])


def _ranks(kinds: Sequence[_Kind]) -> dict[_Kind, int]:
    """Kinds from the greatest: by type, within one type labelled before others, titles before statements."""
    first: dict[_Kind, int] = {}
    for place, kind in enumerate(kinds):
        first.setdefault(kind, place)

    def order(kind: _Kind) -> tuple[object, ...]:
        size, face, slanted, small, aside = kind.style.weight
        labelled = 0 if kind.label not in (_NO_LABEL, _COUNTED) else 1
        return (size, face, slanted, labelled, not kind.label, small, aside, kind.said, first[kind])

    return {kind: place for place, kind in enumerate(sorted(first, key=order))}


def _levelled_sizes(sizes: Sequence[float]) -> dict[float, float]:
    """Each size, and the largest of those that are about the same."""
    ordered = sorted(set(sizes), reverse=True)
    found = dict(zip(ordered[:1], ordered[:1], strict=True))
    for above, size in pairwise(ordered):
        found[size] = size if above - size > _SAME_SIZE * above else found[above]
    return found


def _beside_series(kinds: Sequence[_Kind], ranks: Mapping[_Kind, int]) -> list[float]:
    """The rank of each heading; what follows a series and stands nowhere within it is beside it, not below its last."""
    found: list[float] = [ranks[kind] for kind in kinds]
    for series in dict.fromkeys(kind for kind in kinds if kind.label):
        for run in _runs(kinds, found, series, ranks[series]):
            members = [place for place in run if kinds[place] == series]
            within = {kinds[place] for place in run if place < members[-1]}
            after = [place for place in run if place > members[-1]]
            if len(members) >= _FEWEST_IN_RUN and not within.intersection(kinds[place] for place in after):
                beside = min((found[place] for place in after), default=0)
                for place in after:
                    found[place] = ranks[series] if found[place] == beside else found[place]
    return found


def _above_series(
    chosen: Sequence[Typed], kinds: Sequence[_Kind], ranks: Sequence[float], marks: Mapping[int, Mark]
) -> list[float]:
    """What stands right above the first of a series that begins anew is greater: "Notes" above "1. Leases"."""
    found = list(ranks)
    for place, after in enumerate(chosen[1:]):
        mark = marks.get(after.start)
        near = after.start - chosen[place].paragraph.end <= _NEAR
        if mark and mark.number in _FIRST and near and not kinds[place].label and ranks[place] >= ranks[place + 1]:
            found[place] = ranks[place + 1] - 0.5
    return found


def _runs(kinds: Sequence[_Kind], ranks: Sequence[float], series: _Kind, rank: int) -> list[list[int]]:
    """The places of headings from the first of a series on, as long as none of greater rank comes."""
    runs: list[list[int]] = [[]]
    for place, kind in enumerate(kinds):
        if ranks[place] < rank:
            runs.append([])
        elif kind == series or runs[-1]:
            runs[-1].append(place)
    return [run for run in runs if run]


def _depths(chosen: Sequence[Typed], ranks: Sequence[float]) -> dict[int, int]:
    """How deep each heading is below those of greater rank before it."""
    found: dict[int, int] = {}
    line: list[float] = []
    for paragraph, rank in zip(chosen, ranks, strict=True):
        while line and line[-1] >= rank:
            line.pop()
        line.append(rank)
        found[paragraph.start] = len(line)
    return found
