"""Lines of a page grouped into paragraphs, headings, notes and rows of tables, by their places and their type."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.captions import is_caption
from ingest.lines import is_item
from ingest.numbering import is_number_alone, split_number
from ingest.readers.pdf.lines import PageLine
from ingest.sentences import ends_sentence

# How much of a page's height at its edges headers and footers take.
_EDGE = 0.075
# A gap is wide that is so much wider than usual; a type is another one whose size differs so much.
_WIDER = 1.2
_OTHER_SIZE = 0.06
_LARGER = 1.07
_INDENT, _MOST_INDENT = 0.8, 5.0
_SHORT = 0.85
_LEAST_OVERLAP = 0.3
_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Leading:
    """The usual distance of baselines by size of type, over a document; and the size of most of its lines."""

    by_size: dict[float, float]
    common: float = math.inf

    def usual(self, size: float) -> float:
        return self.by_size.get(size) or 1.25 * size


def leading_of(pages: Sequence[Sequence[PageLine]]) -> Leading:
    """Measured between lines of the same type that stand below each other."""
    seen: dict[float, Counter[float]] = {}
    for lines in pages:
        for above, below in pairwise(lines):
            distance = round(below.baseline - above.baseline, 1)
            if above.size == below.size and 0 < distance < 3 * above.size:
                seen.setdefault(above.size, Counter())[distance] += 1
    common = max(seen, key=lambda size: seen[size].total(), default=math.inf)
    return Leading({size: _commonest(distances) for size, distances in seen.items()}, common)


def _commonest(distances: Counter[float]) -> float:
    """The least of the distances that are about as common as any: paragraphs may be set apart as often as lines."""
    most = max(distances.values())
    return min(distance for distance, count in distances.items() if count >= 0.5 * most)


def at_edges(
    lines: Sequence[PageLine], height: float, leading: Leading
) -> tuple[list[PageLine], list[PageLine], list[PageLine]]:
    """What stands at the top of a page, between its edges, and at the bottom, wherever the file has it.

    A line there that runs on from text between the edges, or into it, belongs to that: columns may reach down to one.
    """
    top = [line for line in lines if line.bottom < _EDGE * height]
    bottom = [line for line in lines if line.top > (1 - _EDGE) * height]
    outside = {id(line) for line in (*top, *bottom)}
    between = [line for line in lines if id(line) not in outside]
    outside -= {
        *_held(sorted(top, key=_place, reverse=True), between, lambda line, text: _is_next(line, text, leading)),
        *_held(sorted(bottom, key=_place), between, lambda line, text: _is_next(text, line, leading)),
    }
    kept = [line for line in lines if id(line) not in outside]
    top, bottom = ([line for line in edge if id(line) in outside] for edge in (top, bottom))
    return sorted(top, key=_place), kept, sorted(bottom, key=_place)


def _held(
    edge: Sequence[PageLine], between: Sequence[PageLine], is_next: Callable[[PageLine, PageLine], bool]
) -> Iterator[int]:
    """The ids of those lines of an edge, the innermost first, that are next to the text or to another that is."""
    held = list(between)
    for line in edge:
        if any(is_next(line, text) for text in held):
            held.append(line)
            yield id(line)


def _is_next(above: PageLine, line: PageLine, leading: Leading) -> bool:
    """Whether the line is in the same type and column and as near as lines of a paragraph are."""
    distance = line.baseline - above.baseline
    near = 0 < distance <= _WIDER * leading.usual(above.size) + 0.5
    return near and not _is_other_type(above, line) and _stands_below(above, line)


def _place(line: PageLine) -> tuple[float, float]:
    return line.baseline, line.left


def grouped(lines: Sequence[PageLine], leading: Leading) -> list[list[PageLine]]:
    """The lines of each paragraph."""
    groups: list[list[PageLine]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins(group: Sequence[PageLine], line: PageLine, leading: Leading) -> bool:
    before = group[-1]
    if before.cells > 1 and line.cells > 1:
        return line.baseline - before.baseline > 2 * _WIDER * leading.usual(before.size)
    if (before.cells > 1) != (line.cells > 1):
        return not _is_below_title(before, line, leading)
    if _is_other_type(before, line) and not _is_filled(before, line, leading):
        return True
    if not _stands_below(before, line):
        return not _runs_on(before, line)
    if line.baseline - before.baseline > _WIDER * leading.usual(before.size) + 0.5:
        return True
    return is_item(line.text) or _ends_short(group, before, line) or _is_indented(group, before, line)


def _is_below_title(before: PageLine, line: PageLine, leading: Leading) -> bool:
    """Whether a title that stands apart from its number goes on: in its type, below the number or the title."""
    number, _, title = before.text.partition("\t")
    if before.cells > 2 or line.tabular or before.part or not (title and is_number_alone(number)):
        return False
    lefts = (before.left, before.edges[len(number) + 1][0])
    is_set = _stands_out(line) or line.size >= _LARGER * leading.common
    below = is_set and any(abs(line.left - left) <= _INDENT * line.size for left in lefts)
    is_new = is_item(line.text) or split_number(line.text)[0] is not None or ends_sentence(title)
    return below and not is_new and _is_full(before, line) and _is_next(before, line, leading)


def _is_full(before: PageLine, line: PageLine) -> bool:
    """Whether the first word of the line has no place at the end of the line before, as far as lines are seen."""
    word = len(line.text.partition(" ")[0])
    return before.right + line.edges[word - 1][1] - line.left > line.right - 0.5 * line.size


def _is_other_type(one: PageLine, other: PageLine) -> bool:
    """By size, or where one line stands out and the other does not, unless a sentence runs on."""
    if abs(one.size - other.size) > _OTHER_SIZE * max(one.size, other.size):
        return True
    if not ends_sentence(one.text) and other.text[:1].islower():
        return False
    return _stands_out(one) != _stands_out(other) or (one.bold >= _ALL and other.bold == 0)


def _is_filled(before: PageLine, line: PageLine, leading: Leading) -> bool:
    """Whether a sentence goes on in another size: in lines of one column, as near as the smaller type has them."""
    size = min(before.size, line.size)
    near = 0 < line.baseline - before.baseline <= _WIDER * leading.usual(size)
    same = abs(before.left - line.left) < _INDENT * size and before.right >= line.right - size
    return near and same and _runs_on(before, line) and not is_caption(before.text)


def _stands_out(line: PageLine) -> bool:
    return line.bold + line.italic >= _ALL


def _stands_below(above: PageLine, line: PageLine) -> bool:
    """In the same column, and not far."""
    shared = min(above.right, line.right) - max(above.left, line.left)
    narrow = min(above.right - above.left, line.right - line.left)
    return 0 < line.baseline - above.baseline < 4 * above.size and shared > _LEAST_OVERLAP * narrow


def _runs_on(before: PageLine, line: PageLine) -> bool:
    """Whether a sentence goes on at the top of the next column."""
    return not ends_sentence(before.text) and line.text[:1].islower()


def _ends_short(group: Sequence[PageLine], before: PageLine, line: PageLine) -> bool:
    right, left = max(each.right for each in (*group, line)), min(each.left for each in group)
    return ends_sentence(before.text) and before.right - left < _SHORT * (right - left) and line.text[:1].isupper()


def _is_indented(group: Sequence[PageLine], before: PageLine, line: PageLine) -> bool:
    """A first line that stands right of those above it, which end a sentence."""
    indent = line.left - before.left
    return (
        ends_sentence(before.text)
        and not is_item(group[0].text)
        and _INDENT * line.size < indent < _MOST_INDENT * line.size
    )
