"""The report's own table of contents: it is never a passage, it tells sections and their first pages."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import Block
from ingest.captions import is_caption
from ingest.lines import RULE
from ingest.markup import plain
from ingest.numbering import depth, split_number
from ingest.roman import from_roman
from ingest.tables import TableRole
from ingest.titles import is_contents, is_list_of_captions, letters

# Roman numerals up to 89; "civil" and "mix" are words.
_LABEL = re.compile(r"(?P<leader>[\s.…·_]+)(?P<label>\d{1,4}|(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))$")
_NO_LABEL = re.compile(r"(?P<label>)$")
_AROUND = " \t.…·_-*•"
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST_LINE = 300
_LABELS_TITLE = "page"
# Without a title above them, so many lines with leaders or tabs before a page label make a contents page
# when this part of them comes again as headings.
_FEWEST_ENTRIES = 4
# An entry has a number, a title and a label; more cells has a row of a table.
_MOST_GAPS = 2
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: heading number, title, and the label of the page where it begins.

    `indent` is how far right of the margin it stands.
    """

    number: str | None
    title: str
    label: str | None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries, and the blocks (first, last + 1) that hold them and their title."""

    entries: tuple[ContentsEntry, ...] = ()
    first: int = 0
    last: int = 0


def find_contents(source: str, blocks: Sequence[Block]) -> Contents:
    """The table of contents among the blocks; empty when there is none."""
    short = [block.text for block in blocks if len(block.text) <= _LONGEST_LINE]
    titles = Counter(letters(text) for text in short)
    bare = {letters(split_number(text)[1]) for text in short}
    seen = 0
    for index, block in enumerate(blocks):
        lines = _lines(source, block)
        if lines and is_contents(lines[0]):
            entries, last = _titled(source, blocks, index, titles)
        elif lines and index >= seen and _is_led(lines[0].strip()):
            entries, seen = _Gathering(blocks).gather(source, index)
            entries, last = (entries if _is_plausible(entries, bare) else []), seen
        else:
            continue
        if len(entries) > 1:
            return Contents(tuple(e for e in entries if not is_caption(e.title)), index, last)
    return Contents()


def _titled(source: str, blocks: Sequence[Block], index: int, titles: Counter[str]) -> tuple[list[ContentsEntry], int]:
    """The entries below a title; numbers after a mere space are labels only if most entries have one."""
    gathering = _Gathering(blocks, titles, titled=True)
    entries, last = gathering.gather(source, index)
    labels = [entry.label for entry in entries if entry.label]
    if gathering.guessed and (len(labels) <= _MOST * len(entries) or not _rise(labels)):
        return _Gathering(blocks, titles, titled=True, guesses=False).gather(source, index)
    return entries, last


def _is_plausible(entries: Sequence[ContentsEntry], titles: Container[str]) -> bool:
    """Whether lines without a title above them are contents, not a table: they come again as headings."""
    again = sum(letters(entry.title) in titles for entry in entries)
    enough = len(entries) >= _FEWEST_ENTRIES and again > _MOST * len(entries)
    return enough and _rise([entry.label for entry in entries if entry.label])


def _rise(labels: Sequence[str]) -> bool:
    """Whether page labels do not fall; roman numerals come before the others."""
    places = [(1, int(label)) if label.isdigit() else (0, from_roman(label) or 0) for label in labels]
    return all(before <= after for before, after in pairwise(places))


def levels(contents: Contents) -> dict[ContentsEntry, int]:
    """Levels in the heading tree: by number, else by how many steps an entry is indented."""
    steps = {indent: step for step, indent in enumerate(sorted({e.indent for e in contents.entries}), 1)}
    return {entry: depth(entry.number) or steps[entry.indent] for entry in contents.entries}


@dataclass(slots=True)
class _Gathering:
    """Collects entries from block to block until one comes that is none."""

    blocks: Sequence[Block]
    repeated: Counter[str] = field(default_factory=Counter)
    titled: bool = False
    guesses: bool = True
    guessed: bool = False
    entries: list[ContentsEntry] = field(default_factory=list)
    pending: str = ""
    seen: set[str] = field(default_factory=set)

    def gather(self, source: str, first: int) -> tuple[list[ContentsEntry], int]:
        """The entries, and the index of the block after them."""
        last = first
        begun: list[ContentsEntry] = []
        for index in range(first, len(self.blocks)):
            lines = _lines(source, self.blocks[index])
            if _is_captioned(self.blocks[index]) or any(line.count("\t") > _MOST_GAPS for line in lines):
                break
            headed = bool(lines) and (is_list_of_captions(lines[0]) or (index == first and self.titled))
            if self.pending and not (lines and _is_led(lines[0].strip())):
                break
            begun += self._take(lines[headed:])
            if not self.pending:
                self.entries += begun
                begun = []
                last = index + 1
        return self.entries, last

    def _take(self, lines: Sequence[str]) -> Iterator[ContentsEntry]:
        """The entries of a block; one that is not complete by its end stays pending."""
        for line in lines:
            text = f"{self.pending} {line.strip()}" if self.pending else line
            match = self._label(text.strip(), alone=len(lines) == 1)
            self.pending = text if match is None else ""
            if match is not None:
                head = text.strip()[: match.start()]
                self.seen.add(letters(head))
                number, title = split_number(head.strip(_AROUND))
                indent = len(text.expandtabs()) - len(text.lstrip().expandtabs())
                yield ContentsEntry(number, title, match["label"] or None, indent)

    def _label(self, line: str, *, alone: bool) -> re.Match[str] | None:
        """The page label of an entry, empty for one that comes again as a heading; None for another line."""
        if len(line) > _LONGEST_LINE or letters(line) in self.seen:
            return None
        match = _LABEL.search(line)
        match = match if match and letters(line[: match.start()]) else None
        if match and _is_led(line):
            return match
        if letters(line) and self.repeated[letters(line)] >= (2 if alone else 1):
            return _NO_LABEL.search(line)
        if not match or not self.titled or _YEAR.fullmatch(match["label"]):
            return None
        apart = match["leader"].count(" ") > 1
        self.guessed = self.guessed or not apart
        return match if apart or self.guesses else None


def _is_captioned(block: Block) -> bool:
    """Whether it is the caption of a table, which is no entry and whose rows are none."""
    return block.part is not None and block.part.role is TableRole.CAPTION


def _is_led(line: str) -> bool:
    """Whether dots or a tab lead to a page label."""
    match = _LABEL.search(line) if len(line) <= _LONGEST_LINE else None
    return bool(match and ("\t" in match["leader"] or len(match["leader"].strip()) >= 3))


def _lines(source: str, block: Block) -> list[str]:
    """The lines of a block without markup; white space and dots still stand in them."""
    if block.end - block.start > _LONGEST_LINE * block.lines:
        return [source[block.start : block.end]]
    start = max(source.rfind("\n", 0, block.start), source.rfind("\f", 0, block.start)) + 1
    lines = (line.rstrip() for line in plain(source[start : block.end]).split("\n"))
    return [line for line in lines if line and not RULE.fullmatch(line) and line.strip().casefold() != _LABELS_TITLE]
