"""Which paragraphs of a PDF are headings: those that its outline names, and those set in the type of headings."""

from collections.abc import Sequence

from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.candidates import above_text, has_shape, heading_styles
from ingest.readers.pdf.levels import levels, series
from ingest.readers.pdf.naming import outlined, parted
from ingest.readers.pdf.opening import OutlineEntry
from ingest.readers.pdf.styles import Style, Typed, body_style
from ingest.source import HeadingHint
from ingest.titles import is_contents

_RUNNING = 200
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
    by_outline = dict(outlined(spoken, outline))
    labels = series([p for p in spoken if p.style != body])
    shaped = [p for p in spoken if p.start in by_outline or has_shape(p, body, labels)]
    styles = heading_styles(shaped, spoken, body, by_outline)
    likely = [p for p in shaped if p.start in by_outline or p.style in styles]
    chosen = list(above_text(likely, spoken, by_outline))
    if sum(len(p.text) for p in chosen) > _MOST_OF_ALL * sum(len(p.text) for p in spoken):
        return ()
    found = levels(chosen, by_outline, labels)
    return tuple(HeadingHint(p.start, p.paragraph.end, found[p.start]) for p in chosen)


def _cover(paragraphs: Sequence[Typed], body: Style) -> int:
    """The number of pages before the first one with running text or contents: their lines are titles of the whole."""
    first = next((p for p in paragraphs if is_contents(p.text) or (p.style == body and len(p.text) >= _RUNNING)), None)
    return first.page - 1 if first else 0
