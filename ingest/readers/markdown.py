"""Markdown: text whose headings are marked."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from ingest.readers.text import decode, hash_heading
from ingest.source import READING, HeadingHint, Reading, Source
from ingest.tabular import find_tables

# What pandoc and site generators put above a text: "---", lines such as "title: …", "---".
_HEAD = re.compile(r"---[ \t]*\n(?P<values>(?:[^\n]*\n){0,100}?)---[ \t]*(?:\n|$)")
_VALUE = re.compile(r"^(\w+):[ \t]*[\"']?([^\n]*?)[\"']?[ \t]*$", re.M)
_INFO = {"title": "title", "author": "authors", "date": "year", "lang": "language"}


def read(name: str, content: bytes, _: Reading = READING) -> Source:
    """Raises UndecodableFile as the text reader does."""
    text = decode(name, content)
    head = _HEAD.match(text)
    info = {_INFO[key]: value for key, value in _VALUE.findall(head["values"]) if key in _INFO} if head else {}
    begins = head.end() if head else 0
    hints = tuple(_headings(text, begins))
    return Source(name, "text/markdown", text, begins=begins, heading_hints=hints, info=info, tables=find_tables(text))


def _headings(text: str, start: int) -> Iterator[HeadingHint]:
    starts = [start]
    for line in text[start:].split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    # what stands inside a block is not needed, and takes most of the time
    for token in MarkdownIt("commonmark").disable("inline").parse(text[start:]):
        if token.type == "heading_open" and token.map:
            first, end = token.map
            if token.markup.startswith("#"):
                at = text.index("#", starts[first])
                hint = hash_heading(text[at : starts[first + 1] - 1], at)
            else:
                hint = _underlined(text, starts[first], starts[end - 1] - 1, int(token.tag[1:]))
            if hint:
                yield hint


def _underlined(text: str, start: int, end: int, level: int) -> HeadingHint:
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return HeadingHint(start + lead, start + len(text[start:end].rstrip()), level)
