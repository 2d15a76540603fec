"""The report's own table of contents: it is never a passage, it tells sections and their first pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.lines import RULE
from ingest.markup import plain
from ingest.numbering import depth, split_number
from ingest.titles import is_caption, is_contents, is_list_of_captions, letters

_LABEL = re.compile(r"(?P<leader>[\s.…·_]+)(?P<label>\d{1,4}|[ivxlc]{1,7})$")
_NO_LABEL = re.compile(r"(?P<label>)$")
_AROUND = " \t.…·_-*•"
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST_LINE = 300
_LABELS_TITLE = "page"
# Without a title above them, so many lines with leaders or tabs before a page label make a contents page.
_FEWEST_ENTRIES = 4


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
    titles = Counter(letters(block.text) for block in blocks if len(block.text) <= _LONGEST_LINE)
    for index, block in enumerate(blocks):
        lines = _lines(source, block)
        titled = bool(lines) and is_contents(lines[0])
        if titled or (lines and _is_led(lines[0].strip())):
            entries, last = _Gathering(blocks, titled, titles if titled else Counter()).gather(source, index)
            if len(entries) >= (2 if titled else _FEWEST_ENTRIES):
                return Contents(tuple(e for e in entries if not is_caption(e.title)), index, last)
    return Contents()


def levels(contents: Contents) -> dict[ContentsEntry, int]:
    """Levels in the heading tree: by number, else by how many steps an entry is indented."""
    steps = {indent: step for step, indent in enumerate(sorted({e.indent for e in contents.entries}), 1)}
    return {entry: depth(entry.number) or steps[entry.indent] for entry in contents.entries}


@dataclass(slots=True)
class _Gathering:
    """Collects entries from block to block until one comes that is none."""

    blocks: Sequence[Block]
    titled: bool
    repeated: Counter[str]
    entries: list[ContentsEntry] = field(default_factory=list)
    pending: str = ""
    seen: set[str] = field(default_factory=set)

    def gather(self, source: str, first: int) -> tuple[list[ContentsEntry], int]:
        """The entries, and the index of the block after them."""
        last = first
        begun: list[ContentsEntry] = []
        for index in range(first, len(self.blocks)):
            lines = _lines(source, self.blocks[index])
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
        if match and letters(line[: match.start()]):
            is_year = bool(_YEAR.fullmatch(match["label"]))
            if _is_led(line) or (self.titled and not is_year):
                return match
        comes_again = bool(letters(line)) and self.repeated[letters(line)] >= (2 if alone else 1)
        return _NO_LABEL.search(line) if comes_again else None


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
