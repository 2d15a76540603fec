"""The report's own table of contents: it is never a passage, it tells sections and their first pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import Block, lines_of
from ingest.numbering import split_number

_TITLE = re.compile(
    r"(?:table of )?contents|sommaire|table des matières|inhalt(?:sverzeichnis)?|inhoud(?:sopgave)?", re.I
)
_LIST_TITLE = re.compile(
    r"(?:list of )?(?:tables|figures|boxes|charts)(?:,? (?:and )?(?:tables|figures|boxes|charts))*", re.I
)
_ENTRY = re.compile(
    r"(?P<title>.*?\w.*?)(?P<leader>\s*[.…·_ ]{3,}\s*|\s*\t\s*|\s+)(?P<label>\d{1,4}|[ivxlc]{1,7})\s*"
)
# Without a title above them, so many lines with leaders or tabs before a page label make a contents page.
_FEWEST_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: heading number, title, and the label of the page where it begins."""

    number: str | None
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries, and the blocks (first, last + 1) that hold them and their title."""

    entries: tuple[ContentsEntry, ...] = ()
    first: int = 0
    last: int = 0


def find_contents(source: str, blocks: Sequence[Block]) -> Contents:
    """The table of contents among the blocks; empty when there is none."""
    for index, block in enumerate(blocks):
        lines = _lines(source, block)
        titled = bool(_TITLE.fullmatch(lines[0].strip(" :*#"))) if lines else False
        if titled or sum(_is_led(line) for line in lines) >= _FEWEST_ENTRIES:
            found = _read(source, blocks, index, titled)
            if len(found.entries) > 1:
                return found
    return Contents()


def _read(source: str, blocks: Sequence[Block], first: int, titled: bool) -> Contents:
    entries: list[ContentsEntry] = []
    last = first
    for index in range(first, len(blocks)):
        lines = _lines(source, blocks[index])
        lines = lines[1:] if index == first and titled else lines
        found = list(_entries(lines))
        if not found and index > first and not _LIST_TITLE.fullmatch(blocks[index].text):
            break
        if lines and not found and index == first:
            break
        entries.extend(found)
        last = index + 1
    return Contents(tuple(entries), first, last)


def _entries(lines: Sequence[str]) -> Iterator[ContentsEntry]:
    """Entries of a block whose every line is one, or the beginning of one that goes on in the next line."""
    pending = ""
    found: list[ContentsEntry] = []
    for line in lines:
        match = _ENTRY.fullmatch(f"{pending} {line}".strip())
        if match is None:
            pending = f"{pending} {line}".strip()
            continue
        pending = ""
        number, title = split_number(match["title"].strip(" .…·_"))
        found.append(ContentsEntry(number, title, match["label"]))
    if not pending:
        yield from found


def _is_led(line: str) -> bool:
    match = _ENTRY.fullmatch(line)
    return bool(match and ("\t" in match["leader"] or len(match["leader"].strip()) >= 3))


def _lines(source: str, block: Block) -> list[str]:
    return [
        source[line.start + block.start : line.end + block.start]
        for line in lines_of(source[block.start : block.end])
    ]
