"""The front matter of a PDF as it is printed: an imprint says one thing a line, whatever its paragraphs are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.labels import alternatives
from ingest.source import CoverLine, Source
from ingest.titles import letters

_SAME_SIZE = 0.06
# A line goes on in the next one at the usual distance.
_NEAR = 0.7
_KINDS = ("authors", "contributors", "publisher", "series", "date", "cite_as")
_TITLE = re.compile(
    r"imprint|impressum|colophon|colofon|mentions légales|crédits|credits|créditos|colofón|ficha técnica|legal notice|"
    r"crediti|tiráž|tiraž|impresum|metryczka|kolophon|kolofon|impressum und .{1,30}|ours",
    re.I,
)


def is_imprint(title: str) -> bool:
    """Whether a section tells who made the report, and is none of its text."""
    return bool(_TITLE.fullmatch(title.strip(" :")))


def printed_front(source: Source, front: str) -> str:
    """The lines of the first pages that are front matter, those that run on in one; a line feed after each."""
    known = letters(front)
    lines = [line for line in source.cover if (own := letters(source.text[line.start : line.end])) and own in known]
    return "\n".join(_paragraphs(source.text, lines))


def _paragraphs(text: str, lines: Sequence[CoverLine]) -> Iterator[str]:
    whole = ""
    before: CoverLine | None = None
    for line in lines:
        words = " ".join(text[line.start : line.end].split(" "))
        if before is not None and _runs_on(whole, before, words, line, lines):
            whole = f"{whole} {words}"
        else:
            if whole:
                yield whole
            whole = words
        before = line
    if whole:
        yield whole


def _runs_on(whole: str, before: CoverLine, words: str, line: CoverLine, lines: Sequence[CoverLine]) -> bool:
    is_near = (
        before.page == line.page
        and abs(before.size - line.size) <= _SAME_SIZE * line.size
        and -line.size <= line.top - before.bottom <= _NEAR * line.size
    )
    if whole.endswith((":", ",", ";")) and before.page == line.page:
        return True
    return is_near and _is_full(before, words, lines) and not _beginning().match(words)


def _is_full(line: CoverLine, after: str, lines: Sequence[CoverLine]) -> bool:
    """Whether the first word of what comes after would not have stood on the line: its type sets the right edge."""
    alike = [each for each in lines if each.page == line.page and abs(each.size - line.size) <= _SAME_SIZE * line.size]
    width = (line.right - line.left) / max(line.end - line.start, 1)
    return line.right + width * (1 + len(after.split(" ")[0])) > max(each.right for each in alike)


@cache
def _beginning() -> re.Pattern[str]:
    """What begins a statement of its own."""
    words = "|".join(alternatives(kind) for kind in _KINDS)
    return re.compile(rf"(?:{words})[\w ]{{0,40}}\s?:|©|copyright\b|\(c\)|ISBN|ISSN|DOI\b|https?:|www\.", re.I)
