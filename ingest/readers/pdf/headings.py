"""Which paragraphs of a PDF are headings: those that its outline names, and those set in the type of headings."""

from collections.abc import Container, Sequence

from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.candidates import above_text, has_shape, heading_styles, heads_of_pages, leading, trusted
from ingest.readers.pdf.centring import centred_apart
from ingest.readers.pdf.levels import levels, series
from ingest.readers.pdf.listing import listed
from ingest.readers.pdf.naming import outlined, parted
from ingest.readers.pdf.opening import OutlineEntry
from ingest.readers.pdf.styles import Style, Typed, body_style
from ingest.source import HeadingHint
from ingest.titles import is_contents, is_usual

_RUNNING = 200
# A title is so much larger than headings, and has so many below it.
_LARGER_TITLE, _FEWEST_BELOW_TITLE = 1.03, 2
# Where more of the text than this would be headings, large type is no sign of one.
_MOST_OF_ALL = 0.3


def find_hints(
    paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry], recurring: frozenset[int]
) -> tuple[HeadingHint, ...]:
    """The headings in reading order. `recurring`: the starts of paragraphs that are page furniture."""
    spoken = [Typed(paragraph) for paragraph in paragraphs if paragraph.start not in recurring]
    body = body_style(spoken)
    if body is None:
        return ()
    cover = _cover(spoken, body)
    spoken = list(parted([paragraph for paragraph in spoken if paragraph.page > cover], outline))
    contents = listed(spoken)
    spoken = [paragraph for paragraph in spoken if paragraph.start not in contents]
    by_outline = dict(outlined(spoken, outline))
    marks = series([p for p in spoken if p.style != body])
    shaped = [p for p in spoken if p.start in by_outline or has_shape(p, body, marks)]
    shaped = trusted(shaped, spoken[-1].page, body, by_outline)
    led = leading(shaped, spoken)
    styles = heading_styles(shaped, body, by_outline, led)
    heads = heads_of_pages(spoken, body)
    likely = [p for p in shaped if p.start in by_outline or p.start in heads or p.style in styles]
    chosen = list(above_text(likely, spoken, heads | by_outline.keys(), marks, led, body))
    if cover == 0:
        chosen = _without_front(chosen[_title(chosen, spoken, body, by_outline) :], spoken, body, by_outline)
    if sum(len(p.text) for p in chosen if p.start not in heads) > _MOST_OF_ALL * sum(len(p.text) for p in spoken):
        return ()
    found = levels(list(centred_apart(chosen, spoken, body)), by_outline, marks, body, heads)
    return tuple(HeadingHint(p.start, p.paragraph.end, found[p.start]) for p in chosen)


def _cover(paragraphs: Sequence[Typed], body: Style) -> int:
    """The number of pages before the first one with running text or contents: their lines are titles of the whole."""
    first = next((p for p in paragraphs if is_contents(p.text) or (p.style == body and len(p.text) >= _RUNNING)), None)
    return first.page - 1 if first else 0


def _title(chosen: Sequence[Typed], spoken: Sequence[Typed], body: Style, by_outline: Container[int]) -> int:
    """How many of the first headings are the title of the whole: of the largest type, in which no other stands.

    It has no text of its own, unless it is set apart as names of authors are.
    """
    if not chosen or chosen[0].page != spoken[0].page or chosen[0].start in by_outline:
        return 0
    if _is_known(chosen[0].text):
        return 0
    size = chosen[0].style.size
    lines = next((place for place, p in enumerate(chosen) if p.style.size != size), len(chosen))
    others = chosen[lines:]
    if len(others) < _FEWEST_BELOW_TITLE or any(_LARGER_TITLE * p.style.size > size for p in others):
        return 0
    between = (p for p in spoken if chosen[0].start < p.start < others[0].start)
    return 0 if any(p.style == body for p in between) else lines


def _without_front(
    chosen: Sequence[Typed], spoken: Sequence[Typed], body: Style, by_outline: Container[int]
) -> list[Typed]:
    """Without what stands before the text begins and is set as nothing is later: authors, addresses, dates."""
    begins = next((p.start for p in spoken if p.style == body and len(p.text) >= _RUNNING), 0)
    later = {p.style for p in chosen if p.page > chosen[0].page}
    return [
        p
        for p in chosen
        if p.start >= begins or p.start in by_outline or p.style in later or _is_known(p.text) or not later
    ]


def _is_known(text: str) -> bool:
    return is_usual(text) or is_contents(text)
