"""Pages of a PDF that list its contents: what stands there is said again where it belongs."""

import re
from collections.abc import Sequence

from ingest.readers.pdf.styles import Typed
from ingest.titles import is_contents

# A gap, or dots, lead to the number of a page.
_ENTRY = re.compile(r"(?:\t|[.…·_\s]{3,})\s*(?:\d{1,4}|[ivxlc]{1,6})$")
# The share of lines with such a number on a page that goes on with the list.
_MOST = 0.3


def listed(spoken: Sequence[Typed]) -> frozenset[int]:
    """The starts of the paragraphs below the title of the contents, up to the last that leads to a page."""
    found: set[int] = set()
    for place, paragraph in enumerate(spoken):
        if paragraph.start not in found and is_contents(_first_line(paragraph)):
            found |= {each.start for each in spoken[place + 1 : _end(spoken, place)]}
    return frozenset(found)


def _end(spoken: Sequence[Typed], place: int) -> int:
    """The place behind the last entry: on the page of the title, and on those behind that go on."""
    end, page = place + 1, spoken[place].page
    while True:
        on_page = [at for at in range(place + 1, len(spoken)) if spoken[at].page == page]
        entries = [at for at in on_page if _entries(spoken[at])]
        share = sum(_entries(spoken[at]) for at in on_page) / max(sum(spoken[at].lines for at in on_page), 1)
        if not entries or (page > spoken[place].page and share < _MOST):
            return end
        end, page = entries[-1] + 1, page + 1


def _entries(paragraph: Typed) -> int:
    return sum(bool(_ENTRY.search(placed.line.text)) for placed in paragraph.paragraph.lines)


def _first_line(paragraph: Typed) -> str:
    return paragraph.paragraph.lines[0].line.text
