"""Markdown: text whose headings are marked."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from ingest.readers.text import decode
from ingest.source import HeadingHint, Source

_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<title>.*?)(?:[ \t]+#+)?[ \t]*$")


def read(name: str, content: bytes) -> Source:
    """Raises UndecodableFile as the text reader does."""
    text = decode(name, content)
    return Source(name, "text/markdown", text, heading_hints=tuple(_headings(text)))


def _headings(text: str) -> Iterator[HeadingHint]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "heading_open" and token.map:
            first, end = token.map
            line = text[starts[first] : starts[first + 1] - 1]
            atx = _ATX.match(line)
            low, high = atx.span("title") if atx else (0, starts[max(end - 1, first + 1)] - 1 - starts[first])
            if text[starts[first] + low : starts[first] + high].strip():
                yield HeadingHint(starts[first] + low, starts[first] + high, int(token.tag[1:]))
