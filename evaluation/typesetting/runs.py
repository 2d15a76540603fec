"""Inline markup of the report as runs of text that look alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("zero").enable(["autolink", "emphasis", "escape", "link"])
_ADDRESS = re.compile(r"(https?://\S+)")
_MARKER = re.compile(r"(⁽[¹²³⁴-⁹⁰]+⁾)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text that stands in italics, as a `link` whose target the text does not tell, is an `address`, or a footnote's
    `marker`."""

    text: str
    italic: bool = False
    link: bool = False
    address: bool = False
    marker: bool = False


def runs(markup: str) -> list[Run]:
    """The visible text of a block."""
    return [run for run in _runs(_MARKDOWN.parseInline(markup)[0].children or ()) if run.text]


def plain(markup: str) -> str:
    """The visible text of a block, without its looks."""
    return "".join(run.text for run in runs(markup))


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    italic = link = 0
    for token in tokens:
        italic += token.nesting * (token.tag == "em")
        link += token.nesting * (token.tag == "a")
        for part in _ADDRESS.split(token.content):
            if _ADDRESS.fullmatch(part):
                yield Run(part, address=True)
                continue
            for text in _MARKER.split(part):
                yield Run(text, italic=bool(italic), link=bool(link), marker=bool(_MARKER.fullmatch(text)))
