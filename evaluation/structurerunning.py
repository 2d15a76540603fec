"""Headers and footers that are left in passages."""

import re
from bisect import bisect_right
from collections.abc import Set
from operator import attrgetter, itemgetter

from evaluation.goldpdf import digest
from evaluation.structuregold import GoldFile
from evaluation.structureshares import Share
from ingest.document import ParsedDocument
from ingest.segments import source_ranges

_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")
_DIGIT = re.compile(r"\d")


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
    """The numbers of the physical pages that have a line with one of these digests in a passage."""
    inside = sorted(
        found for passage in document.passages for found in source_ranges(document.segments, passage.start, passage.end)
    )
    pages = document.source.pages
    found = set()
    for line in _LINE.finditer(document.source.text) if running else ():
        start, end = line.span()
        before = bisect_right(inside, end - 1, key=itemgetter(0)) - 1
        is_inside = before >= 0 and inside[before][1] > start + len(line.group()) - len(line.group().lstrip())
        if is_inside and running_digest(line.group()) in running:
            found.add(pages[bisect_right(pages, start, key=attrgetter("start")) - 1].number)
    return found
