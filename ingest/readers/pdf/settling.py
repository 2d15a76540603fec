"""What stands between the parts of a sentence, as figures, tables and notes: moved out of its way on its page."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from ingest.lines import NOTE_BODY
from ingest.readers.pdf.lines import PageLine
from ingest.sentences import ends_sentence
from ingest.titles import is_caption

Group = list[PageLine]

_SAME_SIZE = 0.06
_SMALLER = 0.95
_FEWEST_WORDS = 4


def body_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """The size of type of most characters."""
    counts: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def settled(groups: Sequence[Group], body: float) -> list[Group]:
    """Notes behind the text; what interrupts a sentence behind its end, or before its beginning at the page's end."""
    notes = [group for group in groups if _is_note(group, body)]
    others = [group for group in groups if group not in notes]
    running = [index for index, group in enumerate(others) if _runs(group, body)]
    order = list(range(len(others)))
    if running:
        order = _before_the_last(others, running, _behind_the_first(others, running, order))
    return [*_undivided([others[index] for index in order], body), *notes]


def _is_note(group: Group, body: float) -> bool:
    return group[0].size < _SMALLER * body and bool(NOTE_BODY.match(group[0].text))


def _runs(group: Group, body: float) -> bool:
    """Whether it is running text: neither heading nor caption, table or label."""
    words = sum(len(line.text.split()) for line in group)
    return (
        abs(group[0].size - body) <= _SAME_SIZE * body
        and words >= _FEWEST_WORDS
        and all(line.cells == 1 for line in group)
        and not is_caption(group[0].text)
    )


def _begins_inside(group: Group) -> bool:
    return group[0].text[:1].islower()


def _is_cut(group: Group) -> bool:
    return not ends_sentence(group[-1].text)


def _behind_the_first(others: Sequence[Group], running: Sequence[int], order: list[int]) -> list[int]:
    """Where the page begins within a sentence, that comes first."""
    first = running[0]
    if not _begins_inside(others[first]):
        return order
    return [first, *(index for index in order if index != first)]


def _before_the_last(others: Sequence[Group], running: Sequence[int], order: list[int]) -> list[int]:
    """Where the page ends within a sentence, that comes last."""
    last = running[-1]
    behind = [index for index in order if index > last]
    if not _is_cut(others[last]) or not behind or not all(_floats(others[index]) for index in behind):
        return order
    return [*(index for index in order if index != last), last]


def _floats(group: Group) -> bool:
    """Whether it may stand elsewhere: labels, captions, tables, but no title of what follows."""
    return any(line.cells > 1 for line in group) or is_caption(group[0].text) or _is_label(group)


def _is_label(group: Group) -> bool:
    return sum(len(line.text.split()) for line in group) < 2 * _FEWEST_WORDS and not group[0].bold


def _undivided(groups: Sequence[Group], body: float) -> list[Group]:
    """What stands between a cut paragraph and the rest of it comes behind that."""
    found = list(groups)
    at = 0
    while at < len(found):
        if _runs(found[at], body) and _is_cut(found[at]):
            rest = next((n for n in range(at + 1, len(found)) if _runs(found[n], body)), None)
            if rest is not None and rest > at + 1 and _begins_inside(found[rest]):
                found.insert(at + 1, found.pop(rest))
        at += 1
    return found
