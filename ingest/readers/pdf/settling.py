"""What stands between the parts of a sentence, as figures, tables and notes: moved out of its way on its page.

The order of a page is that of its file but for what is moved, so that a sentence that is cut by the end of a column or
page, or by what floats on it, goes on right behind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.captions import is_caption
from ingest.lines import is_item
from ingest.readers.pdf.bodytype import BodyType, Group, sum_of
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.running import is_cut, notes_of, running_text, shares

_SMALLER = 0.95
_MOST_LINES_OF_A_TITLE = 3
# A line that ends within this share of its column's width from the right edge was broken there.
_FULL = 0.15
# In sizes of type: lines of a column begin so near each other, a first line so far in is indented, a title is so near.
_SAME_COLUMN, _INDENT, _NEAR = 4.0, 0.8, 5.0
_HANGING = ",-–("
_OPENING = "\"'“‘«„‚(["
_GOES_ON = re.compile(r"[:;][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Tail:
    """Running text that ends a page within a sentence; `sure`: it can be no line or item that only lacks its stop."""

    group: Group
    sure: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The groups of a page as they are read.

    `joined`: the numbers of those that go on with the one right before; `opens`: the first one goes on with a page
    before; `tail`: what a page behind may go on with; `is_running`: there is running text on the page at all.
    """

    groups: tuple[Group, ...]
    joined: frozenset[int]
    opens: bool
    tail: Tail | None
    is_running: bool


def settled(
    groups: Sequence[Group],
    body: BodyType,
    before: Tail | None = None,
    above: Sequence[Group] = (),
    below: Sequence[Group] = (),
) -> Settled:
    """Notes behind the text; what interrupts a sentence behind its end, or before its beginning at the page's end.

    `before` is running text that the page may go on with; what stands `above` and `below` is none.
    """
    notes = notes_of(groups, body)
    apart = {id(group) for group in notes}
    page = _Page([group for group in groups if id(group) not in apart], body, above, below)
    chains = page.chains(before)
    if page.opens and len(chains) == 1 and page.tail(chains):
        page = _Page(_parted(page.groups, chains[0]), body)
        chains = page.chains(before)
    order = page.order(chains)
    joined = {index for chain in chains for index in chain[1:] if not is_item(page.groups[index][0].text)}
    numbers = frozenset(number for number, index in enumerate(order) if index in joined)
    ordered = (*(page.groups[index] for index in order), *notes)
    return Settled(ordered, numbers, page.opens, page.tail(chains), bool(page.running))


class _Page:
    """The groups of a page in the order of its file, and which of them are running text."""

    def __init__(
        self, groups: Sequence[Group], body: BodyType, above: Sequence[Group] = (), below: Sequence[Group] = ()
    ) -> None:
        self.groups = [*above, *groups, *below]
        self._body = body
        self._below = len(above) + len(groups)
        self.running = [len(above) + index for index in running_text(groups, body)]
        self.opens = self._leads = False

    def chains(self, before: Tail | None) -> list[list[int]]:
        """The running text in its order, what goes on with each other together; the first may go on with `before`."""
        running = list(self.running)
        first = self._rest(before) if before else self._inside()
        self._leads = first is not None
        self.opens = self._leads and before is not None
        if first is not None:
            running.remove(first)
            running.insert(0, first)
        chains = [[index] for index in running[:1]]
        for one, other in pairwise(running):
            if self._follows(one, other):
                chains[-1].append(other)
            else:
                chains.append([other])
        return chains

    def order(self, chains: Sequence[Sequence[int]]) -> list[int]:
        """The numbers of all groups; what is no running text stands where the file has it, but never in a chain."""
        heads = {chain[0]: list(chain) for chain in chains}
        inside = {index for chain in chains for index in chain[1:]}
        order: list[int] = []
        for index in range(len(self.groups)):
            if index not in inside:
                order += heads.get(index, [index])
        if self._leads:
            order = _moved(order, chains[0], 0)
        if chains and not (self._leads and len(chains) == 1) and self._is_last(chains[-1]):
            titled = range(self._titled(chains[-1][0]), chains[-1][0])
            order = _moved(order, [*titled, *chains[-1]], len(order))
        return order

    def tail(self, chains: Sequence[Sequence[int]]) -> Tail | None:
        """What the page ends with, where that is cut."""
        if not chains or not self._is_last(chains[-1]):
            return None
        last = chains[-1][-1]
        return Tail(self.groups[last], self._is_sure(last))

    def _is_last(self, chain: Sequence[int]) -> bool:
        """Whether a chain is cut, and nothing follows but what may stand elsewhere."""
        last = chain[-1]
        behind = range(last + 1, self._below)
        return _is_open(self.groups[last]) and not any(self._is_title_below(last, index) for index in behind)

    def _rest(self, before: Tail) -> int | None:
        """The running text that goes on with what a page before ends with."""
        ended = True
        for number, index in enumerate(self.running):
            group = self.groups[index]
            if is_item(group[0].text):
                return None
            inside = _begins_inside(group)
            likely = inside or (number == 0 and before.sure and self._is_rest(index))
            if ended and likely and _goes_on(before.group, group):
                return index
            ended = not is_cut(group)
        return None

    def _inside(self) -> int | None:
        """The first running text, if that begins within a sentence."""
        return next((index for index in self.running[:1] if _begins_inside(self.groups[index])), None)

    def _follows(self, one: int, other: int) -> bool:
        """Whether a group goes on with another, or is the next item of a list that goes on."""
        before, after = self.groups[one], self.groups[other]
        if not _goes_on(before, after):
            return False
        if _begins_inside(after) or is_item(after[0].text):
            return True
        return self._is_parted(one, other) and self._is_full(one) and self._is_sure(one) and self._is_rest(other)

    def _is_parted(self, one: int, other: int) -> bool:
        """Whether a paragraph stands in the next column, or something between it and the one before."""
        above, below = self.groups[one][-1], self.groups[other][0]
        if not shares(above, below) or below.baseline < above.baseline:
            return True
        return any(
            above.baseline < line.baseline < below.baseline and shares(line, below)
            for index, group in enumerate(self.groups)
            if index not in (one, other)
            for line in group
        )

    def _is_sure(self, index: int) -> bool:
        """Whether what is cut is no line, item or cell that only lacks its stop."""
        group = self.groups[index]
        if len(group) == 1:
            return self._body.is_filled(group[0]) and (group[0].text[-1].isalpha() or group[0].text[-1] in _HANGING)
        return self._body.is_wide(group) and (self._is_full(index) or not is_item(group[0].text))

    def _is_rest(self, index: int) -> bool:
        """Whether a paragraph that begins with no small letter may go on with one before."""
        group = self.groups[index]
        return not self._has_title(index) and (self._body.is_wide(group) or not is_cut(group))

    def _has_title(self, index: int) -> bool:
        """Whether a heading stands above it, behind which nothing goes on."""
        return self._titled(index) < index

    def _titled(self, index: int) -> int:
        """The number of the first of the headings right above a group, else its own."""
        first = index
        while first > 0 and self._is_title(first - 1, index):
            first -= 1
        return first

    def _is_title(self, index: int, below: int) -> bool:
        title, group, under = self.groups[index], self.groups[below], self.groups[index + 1]
        return (
            len(title) <= _MOST_LINES_OF_A_TITLE
            and title[0].size >= _SMALLER * self._body.size
            and all(not line.tabular and not line.turned for line in title)
            and not is_caption(title[0].text)
            and (index not in self.running or _font(title) != _font(group))
            and _is_above(title[-1], under[0], far=title[0].size > self._body.size / _SMALLER)
        )

    def _is_title_below(self, last: int, index: int) -> bool:
        above, title = self.groups[last], self.groups[index]
        is_large = title[0].size > _SMALLER * self._body.size and not title[0].tabular and not title[0].turned
        stands_out = title[0].size > self._body.size / _SMALLER or title[0].bold > 0.5
        return is_large and stands_out and title[0].baseline > above[-1].baseline and shares(above[-1], title[0])

    def _is_full(self, index: int) -> bool:
        last = self.groups[index][-1]
        column = [
            line
            for number in self.running
            for line in self.groups[number]
            if abs(line.left - last.left) < _SAME_COLUMN * last.size
        ]
        left, right = min(line.left for line in column), max(line.right for line in column)
        return right - last.right <= _FULL * (right - left)


def _parted(groups: Sequence[Group], chain: Sequence[int]) -> list[Group]:
    """Where all running text is cut at both ends of its page: parted where a sentence and a line end, if any do."""
    places = ((index, at) for index in reversed(chain) for at in range(len(groups[index]) - 1, 0, -1))
    index, at = next((place for place in places if not is_cut(groups[place[0]][: place[1]])), (0, 0))
    if not at:
        return list(groups)
    return [*groups[:index], groups[index][:at], groups[index][at:], *groups[index + 1 :]]


def _moved(order: Sequence[int], chain: Sequence[int], to: int) -> list[int]:
    rest = [index for index in order if index not in chain]
    return [*rest[:to], *chain, *rest[to:]]


def _goes_on(before: Group, after: Group) -> bool:
    """Whether a sentence may run from one group into another."""
    if not is_cut(before):
        return _is_open(before) and after[0].text[:1].islower()
    first = after[0].text.lstrip(_OPENING)[:1]
    return _begins_inside(after) or (first.isalnum() and not _is_indented(after))


def _font(group: Group) -> str:
    return sum_of(group).most_common(1)[0][0]


def _is_open(group: Group) -> bool:
    """Whether a sentence may go on: it is cut, or ends with a colon or semicolon."""
    return is_cut(group) or bool(_GOES_ON.search(group[-1].text))


def _begins_inside(group: Group) -> bool:
    return group[0].text[:1].islower() or group[0].text[:1] in tuple(",;)")


def _is_indented(group: Group) -> bool:
    return len(group) > 1 and group[0].left - group[1].left > _INDENT * group[0].size


def _is_above(upper: PageLine, lower: PageLine, *, far: bool) -> bool:
    """Near above it, or `far`; in its column."""
    distance = lower.baseline - upper.baseline
    return distance > 0 and (far or distance < _NEAR * max(upper.size, lower.size)) and shares(upper, lower)
