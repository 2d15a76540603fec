"""Which blocks are headings.

Evidence, strongest first: the file format, the contents page, numbering, usual names, shape.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.blocks import Block
from ingest.captions import is_caption
from ingest.contents import Contents, ContentsEntry, levels
from ingest.document import SectionKind
from ingest.footnotes import without_markers
from ingest.numbering import begins_title, depth, follows, has_word, split_number
from ingest.references import looks_like_entry
from ingest.sentences import ends_sentence
from ingest.titles import is_references, is_usual, letters, stands_apart

_LONGEST_HEADING = 250
_STOPS = ".,;:"
_LONGEST_BARE_TITLE_WORDS = 10
_FEWEST_WORDS_OF_RUNNING_TEXT = 10
# How alike the titles in the contents and in the body must be where the numbers agree.
_SAME_TITLE = 0.6
_FEWEST_HEADINGS_WITH_TITLE = 2
_BLOCKS_UNTIL_FIRST_ENTRY = 3

# The number of a heading, and its title.
Numbered = tuple[str | None, str]
Candidates = Mapping[int, Numbered]


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that is a heading. `entry` is its line in the contents; `kind` tells what follows."""

    block: int
    level: int
    number: str | None
    title: str
    entry: ContentsEntry | None = None
    kind: SectionKind = SectionKind.BODY


def find_headings(blocks: Sequence[Block], contents: Contents, *, paged: bool = False) -> list[Heading]:
    """The headings in reading order; blocks of the contents are left out, but for a marked title of theirs.

    Numbers and shapes tell little where a file is `paged`: its lines come without their place on the page.
    """
    candidates = dict(_candidates(blocks, contents))
    listed = _listed(candidates, contents.entries)
    if sum(block.hint is not None for block in blocks) > 1:
        return list(_from_hints(blocks, contents, listed, paged=paged))
    firm = list(_Firm(blocks, contents, by_shape=not paged).find(candidates, listed))
    if paged:
        return firm
    return sorted([*firm, *_bare_titles(blocks, contents, firm)], key=lambda heading: heading.block)


def _candidates(blocks: Sequence[Block], contents: Contents) -> Iterator[tuple[int, Numbered]]:
    """Number and title of each block that is short enough."""
    for index, block in enumerate(blocks):
        inside = contents.first <= index < contents.last
        bullet = block.item and block.number is None
        if not inside and not bullet and 0 < len(block.text) <= _LONGEST_HEADING:
            yield index, split_number(without_markers(block.text))


def _listed(candidates: Candidates, entries: Sequence[ContentsEntry]) -> dict[int, ContentsEntry]:
    """Blocks and their lines in the contents: the most pairs that stand in the same order in both."""
    by_title: dict[str, list[int]] = defaultdict(list)
    by_number: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        by_title[letters(entry.title)].append(place)
        if entry.number:
            by_number[entry.number.casefold()].append(place)
    pairs: list[tuple[int, int]] = []
    for index, (number, title) in candidates.items():
        places = {p for p in by_title[letters(title)] if number is None or entries[p].number in (None, number)}
        if number:
            places |= {p for p in by_number[number.casefold()] if _alike(title, entries[p].title)}
        pairs.extend((index, place) for place in sorted(places, reverse=True))
    return {index: entries[place] for index, place in _longest_rise(pairs)}


def _alike(title: str, other: str) -> bool:
    return SequenceMatcher(None, letters(title), letters(other), autojunk=False).ratio() >= _SAME_TITLE


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both; the pairs come by rising first and falling second."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [at]
        before.append(tails[length - 1] if length else None)
    chain = []
    last = tails[-1] if tails else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _from_hints(
    blocks: Sequence[Block], contents: Contents, listed: Mapping[int, ContentsEntry], *, paged: bool
) -> Iterator[Heading]:
    """Headings that the file format marks, without the report's title."""
    hinted = [
        (index, block.hint.level, *split_number(without_markers(block.text)))
        for index, block in enumerate(blocks)
        if block.hint and block.text
    ]
    told = [(level, number, title) for _, level, number, title in hinted]
    body = hinted[1:] if _begins_with_title(told, paged=paged) else hinted
    top = min((level for _, level, _, _ in body), default=1)
    for index, level, number, title in body:
        kind = SectionKind.CONTENTS if contents.first <= index < contents.last else _kind(blocks, index, title)
        yield Heading(index, level - top + 1, number, title, listed.get(index), kind)


def _begins_with_title(hinted: Sequence[tuple[int, str | None, str]], *, paged: bool) -> bool:
    """Whether the first one is the report's title: alone on its level, or without a number before numbered ones.

    Of pages the reader knows better: what is set as chapters are is one, as a foreword is.
    """
    if len(hinted) < _FEWEST_HEADINGS_WITH_TITLE:
        return False
    level, number, title = hinted[0]
    others = [other for other in hinted[1:] if other[0] <= level]
    if number or is_usual(title):
        return False
    return not others or (not paged and any(other_number for _, other_number, _ in others))


class _Firm:
    """Finds headings by contents, numbering or name, one after the other."""

    def __init__(self, blocks: Sequence[Block], contents: Contents, *, by_shape: bool) -> None:
        self._blocks = blocks
        self._by_shape = by_shape
        self._contents = contents
        self._deepest = max((depth(entry.number) or 0 for entry in contents.entries), default=0)
        self._levels = levels(contents)
        self._last = -1
        self._last_number: str | None = None

    def find(self, candidates: Candidates, listed: Mapping[int, ContentsEntry]) -> Iterator[Heading]:
        """The headings among the candidates; those in the contents are `listed`."""
        for index, (number, title) in candidates.items():
            entry = listed.get(index)
            if not (entry or self._is_numbered(index, number, title) or self._is_named(index, title)):
                continue
            level = self._levels[entry] if entry else depth(number) or 1
            number = number or (entry.number if entry else None)
            self._last = index
            self._last_number = number or self._last_number
            yield Heading(index, level, number, title, entry, _kind(self._blocks, index, title))

    def _is_numbered(self, index: int, number: str | None, title: str) -> bool:
        block = self._blocks[index]
        if not self._by_shape or number is None or block.item or not begins_title(title) or block.text[-1] in _STOPS:
            return False
        if not follows(number, self._last_number) or self._is_rest(index):
            return False
        return has_word(block.text) or (depth(number) or 0) > self._deepest

    def _is_rest(self, index: int) -> bool:
        """Whether the paragraph before was cut, so that this is the rest of it: "2 Flemish regions"."""
        before = self._blocks[index - 1] if index else None
        number = split_number(self._blocks[index].text)[0] or ""
        if not self._blocks[index].text.startswith(f"{number} ") or "." in number:
            return False
        if before is None or self._last == index - 1 or before.item or ends_sentence(before.text):
            return False
        return len(before.text.split()) >= _FEWEST_WORDS_OF_RUNNING_TEXT

    def _is_named(self, index: int, title: str) -> bool:
        if is_references(title):
            return _kind(self._blocks, index, title) is SectionKind.REFERENCES
        if not self._by_shape:
            return False
        return stands_apart(title) if self._contents.entries else is_usual(title)


def _kind(blocks: Sequence[Block], index: int, title: str) -> SectionKind:
    """Whether a list of references follows: its title says so, and what follows confirms it."""
    near = blocks[index + 1 : index + 1 + _BLOCKS_UNTIL_FIRST_ENTRY] if is_references(title) else ()
    return SectionKind.REFERENCES if any(looks_like_entry(block.text) for block in near) else SectionKind.BODY


def _bare_titles(blocks: Sequence[Block], contents: Contents, firm: Sequence[Heading]) -> Iterator[Heading]:
    """Short lines with the shape of a title between finished paragraphs.

    They are below the numbered or listed heading before them; where there are none, all are on one level.
    """
    by_block = {heading.block: heading for heading in firm}
    nested = bool(contents.entries) or any(heading.number for heading in firm)
    level = 0 if nested else 1
    for index in range(contents.last, len(blocks)):
        if index in by_block:
            heading = by_block[index]
            below = heading.level + 1 if nested else 1
            level = 0 if heading.kind is SectionKind.REFERENCES else below
        elif level and _is_bare_title(blocks, index, by_block):
            yield Heading(index, level, None, blocks[index].text)


def _is_bare_title(blocks: Sequence[Block], index: int, headings: Mapping[int, Heading]) -> bool:
    if index + 1 >= len(blocks) or index + 1 in headings or index == 0:
        return False
    block, before, after = blocks[index], blocks[index - 1], blocks[index + 1]
    return (
        _has_title_shape(block)
        and (index - 1 in headings or before.item or ends_sentence(before.text))
        and _is_text(after)
    )


def _is_text(block: Block) -> bool:
    words = len(block.text.split())
    begins = block.text[:1].isupper() or not block.text[:1].isalpha()
    return not block.item and begins and (ends_sentence(block.text) or words >= _FEWEST_WORDS_OF_RUNNING_TEXT)


def _has_title_shape(block: Block) -> bool:
    text = block.text
    return (
        block.lines == 1
        and not block.item
        and 1 <= len(text.split()) <= _LONGEST_BARE_TITLE_WORDS
        and text[0].isupper()
        and (text[-1].isalpha() or text[-1] in ")’'" or text[-4:].isdecimal())
        and not is_caption(text)
        and not block.row
        and split_number(text)[0] is None
    )
