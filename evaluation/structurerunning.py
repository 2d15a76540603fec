"""Headers and footers that are left in passages."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from operator import itemgetter

from evaluation.goldpdf import digest
from evaluation.structuregold import GoldFile
from evaluation.structureshares import Share
from ingest.document import ParsedDocument
from ingest.lines import BULLET, NUMBER
from ingest.segments import source_ranges
from ingest.source import SourcePage

_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")
_DIGIT = re.compile(r"\d")
# Dots that lead to a page in the contents.
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
# "2. Title" may be a header among so many lines at either end of a page, and is an item of a list elsewhere.
_OUTER = 3


def running_shares(gold: GoldFile, document: ParsedDocument) -> dict[str, Share]:
    """Pages with a running line in a passage, of all pages read; the first may hold the title that is repeated."""
    last = gold.pages_read or len(document.source.pages)
    pages = [page for page in pages_with_running_lines(document, gold.running) if 1 < page <= last]
    whole = min(last, len(document.source.pages)) - 1 if gold.running else 0
    return {"running": Share(len(pages), max(whole, 0))}


def running_digest(line: str) -> str:
    """Of a header or footer: any number in it may be the page's."""
    return digest(_DIGIT.sub("#", line))


def pages_with_running_lines(document: ParsedDocument, running: Set[str]) -> set[int]:
    """The numbers of the physical pages that have a line with one of these digests in a passage.

    The same words are no header where they are an entry of the contents or of a list.
    """
    inside = sorted(
        found for passage in document.passages for found in source_ranges(document.segments, passage.start, passage.end)
    )
    return {
        page.number
        for page in (document.source.pages if running else ())
        for line in _lines_but_entries(document.source.text, page)
        if _is_inside(line, inside) and running_digest(line.group()) in running
    }


def _lines_but_entries(text: str, page: SourcePage) -> Iterator[re.Match[str]]:
    lines = list(_LINE.finditer(text, page.start, page.end))
    for at, line in enumerate(lines):
        is_inner = _OUTER <= at < len(lines) - _OUTER
        words = line.group().strip()
        if not (_LEADERS.search(words) or BULLET.match(words) or (is_inner and NUMBER.match(words))):
            yield line


def _is_inside(line: re.Match[str], inside: Sequence[tuple[int, int]]) -> bool:
    """Whether any of its characters are in these ranges, which are in order."""
    start, end = line.span()
    before = bisect_right(inside, end - 1, key=itemgetter(0)) - 1
    return before >= 0 and inside[before][1] > start + len(line.group()) - len(line.group().lstrip())
