"""The text of the Belgian report, taken apart for the typesetter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from evaluation.typesetting.runs import plain
from ingest.errors import EvaluationError

_BLANK_LINES = re.compile(r"\n\s*\n")
_ENTRY = re.compile(r"(?:(?P<number>[^\t]+)\t)?(?P<title>[^\t]+?)\.*\t(?P<page>\d+)")
_NOTE = re.compile(r"(?P<marker>⁽[¹²³⁴-⁹⁰]+⁾) (?P<text>.+)", re.S)
_AUTHOR = re.compile(r"Author: (?P<name>[^(\n]+?) \(")
_CITATION = re.compile(r"\((?P<year>\d{4})\)\. \*(?P<title>[^*]+)\*")
_COVER, _TITLE_PAGE = slice(0, 3), slice(3, 5)
_COLOPHON, _CONTENTS = "Author: ", "Contents"
_BULLET = "- "
_ENDS = (".", ":")


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents page: the number of a section, if it has one, its title and its printed page."""

    number: str | None
    title: str
    page: int

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def level(self) -> int:
        return 2 if self.number and self.number[0].isdigit() else 1


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item with its markup; `entry` is a heading's line of the contents page.

    `after_break`: the text shows that a page ends before it.
    """

    kind: Kind
    text: str
    entry: Entry | None = None
    after_break: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Blocks of the front matter page by page, the contents page, the body, and footnotes by their marker."""

    title: str
    author: str
    year: int
    cover: Sequence[str]
    title_page: Sequence[str]
    series: Sequence[str]
    colophon: Sequence[str]
    contents_title: str
    contents: Sequence[Entry]
    body: Sequence[Block]
    notes: Mapping[str, str]


def read_report(text: str) -> Report:
    """Raises EvaluationError where the text is not laid out like that of the Belgian report."""
    blocks = _BLANK_LINES.split(text.strip())
    author, citation = _AUTHOR.search(text), _CITATION.search(text)
    if not author or not citation or _CONTENTS not in blocks:
        raise EvaluationError("the text lacks its author, its citation or its contents page. Give the Belgian report.")
    at = blocks.index(_CONTENTS)
    series = list(takewhile(lambda block: not block.startswith(_COLOPHON), blocks[_TITLE_PAGE.stop : at]))
    contents = [_entry(line) for line in blocks[at + 1].splitlines()]
    return Report(
        title=citation["title"],
        author=author["name"],
        year=int(citation["year"]),
        cover=blocks[_COVER],
        title_page=blocks[_TITLE_PAGE],
        series=series,
        colophon=blocks[_TITLE_PAGE.stop + len(series) : at],
        contents_title=blocks[at],
        contents=contents,
        body=list(_body(blocks[at + 2 :], contents)),
        notes={note["marker"]: note["text"] for block in blocks[at + 2 :] if (note := _NOTE.fullmatch(block))},
    )


def _entry(line: str) -> Entry:
    if not (entry := _ENTRY.fullmatch(line)):
        raise EvaluationError(f"{line!r} on the contents page has no title with a page. Give the Belgian report.")
    return Entry(entry["number"], entry["title"], int(entry["page"]))


def _body(blocks: Iterable[str], contents: Iterable[Entry]) -> Iterator[Block]:
    entries = iter(contents)
    entry = next(entries, None)
    before = ""
    for text in blocks:
        after_break = _shows_break(before, text)
        if entry and plain(text) == entry.heading:
            yield Block(Kind.HEADING, text, entry)
            entry, before = next(entries, None), ""
            continue
        before = text
        if text.startswith(_BULLET):
            for number, line in enumerate(text.splitlines()):
                yield Block(Kind.ITEM, line.removeprefix(_BULLET), after_break=after_break and not number)
        elif not _NOTE.fullmatch(text):
            yield Block(Kind.PARAGRAPH, text, after_break=after_break)
    if entry:
        raise EvaluationError(f"no heading {entry.heading!r}, which the contents page names. Give the Belgian report.")


def _shows_break(before: str, text: str) -> bool:
    """Between two blocks: after footnotes, which end a page, and where a blank line cuts a sentence or a list."""
    if not before or _NOTE.fullmatch(text):
        return False
    if text.startswith(_BULLET):
        return before.startswith(_BULLET)
    return bool(_NOTE.fullmatch(before)) or not before.endswith(_ENDS)
