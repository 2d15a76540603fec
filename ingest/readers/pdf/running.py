"""Which paragraphs of a page are running text, which are notes, and whether a sentence is cut where one ends."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.footnotes import markers, plain_marker
from ingest.lines import NOTE_BODY
from ingest.readers.pdf.bodytype import LEADERS, BodyType, Group, has_words
from ingest.readers.pdf.lines import PageLine
from ingest.sentences import ends_sentence

_SMALLER = 0.95
_TIGHTER = 0.85
_SIGN = re.compile(r"[*∗†‡§¶]{1,3}\s?\w|[*∗†‡§¶]{1,3}\s?[\"“‘«]")
# On a page of so many entries of a contents page, what has one or two lines may be one of them.
_FEWEST_LISTED = 3
# A stop with the number of a note that the file does not raise.
_NUMBERED_STOP = re.compile(r"[^\W\d][.!?][\"'”’»)\]]*\d{1,3}$")


def notes_of(groups: Sequence[Group], body: BodyType) -> list[Group]:
    """The notes whose markers are on the page; those of others are labels, whatever they belong to."""
    found = [group for group in groups if _is_note(group, body)]
    if not found:
        return []
    text = "\n".join(line.text for group in groups if not _is_note(group, body) for line in group)
    marked = {marker for *_, marker in markers(text)}
    return [group for group in found if any(marker in marked for marker in _markers(group))]


def _is_note(group: Group, body: BodyType) -> bool:
    return group[0].size < _SMALLER * body.size and bool(NOTE_BODY.match(group[0].text))


def _markers(group: Group) -> list[str]:
    """Of the notes of a group, which may be set without a gap."""
    found = (NOTE_BODY.match(line.text) for line in group)
    return [plain_marker(match.group()) for match in found if match]


def running_text(groups: Sequence[Group], body: BodyType) -> list[int]:
    """The groups of running text: in its type, with words; a few words where they end a sentence in its column."""
    listed = sum(bool(LEADERS.search(line.text)) for group in groups for line in group) >= _FEWEST_LISTED
    kept = [index for index, group in enumerate(groups) if body.is_set(group) and not (listed and len(group) <= 2)]
    long = [index for index in kept if has_words(groups[index])]
    lefts = [line.left for index in long for line in groups[index]]
    short = [index for index in kept if index not in long and _is_rest(groups[index], lefts)]
    found = sorted([*long, *short])
    found = found[: len(found) - _drawn_late([groups[index] for index in found])]
    return found[: len(found) - _at_foot([groups[index] for index in found])]


def _drawn_late(running: Sequence[Group]) -> int:
    """How many of the last groups are drawn above what is there: tables and boxes, which files have behind the text."""
    count = 0
    while count < len(running) and any(_is_over(running[-1 - count], group) for group in running[: -1 - count]):
        count += 1
    late = sum(map(len, running[len(running) - count :]))
    return count if 2 * late < sum(map(len, running)) else 0


def _is_over(group: Group, other: Group) -> bool:
    """Whether a group stands above another one, in its column."""
    return group[-1].baseline < other[0].baseline and any(shares(line, other[0]) for line in group)


def _at_foot(running: Sequence[Group]) -> int:
    """How many of the last groups are notes in what the file gives as the type of the text: a scan knows no other.

    They are set tighter, or are single lines that begin with the sign of a note.
    """
    distances = [b.baseline - a.baseline for group in running for a, b in pairwise(group)]
    usual = median(distances) if distances else 0.0
    count = 0
    for group in reversed(running):
        distance = (group[-1].baseline - group[0].baseline) / max(len(group) - 1, 1)
        is_tight = len(group) > 1 and 0 < distance < _TIGHTER * usual
        if not is_tight and not (len(group) == 1 and _SIGN.match(group[0].text)):
            break
        count += 1
    return count


def _is_rest(group: Group, lefts: Sequence[float]) -> bool:
    near = 0.5 * group[0].size
    return not is_cut(group) and len(group) == 1 and any(abs(group[0].left - left) < near for left in lefts)


def is_cut(group: Group) -> bool:
    text = group[-1].text
    return not ends_sentence(text) and not _NUMBERED_STOP.search(text)


def shares(one: PageLine, other: PageLine) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)
