"""Paragraphs of a PDF that are set as headings are, above text."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.numbering import begins_title, split_number
from ingest.readers.pdf.naming import LONGEST, MOST_LINES
from ingest.readers.pdf.styles import LARGER, SMALLEST, Face, Style, Typed
from ingest.sentences import ends_sentence
from ingest.titles import is_caption, is_contents, is_references

_MOST_WORDS = 50
_FEWEST_LETTERS = 3
# A heading has text of this many characters below it, somewhere, in its type.
_FEWEST_CHARACTERS = 40
# Dots lead from a title in the contents to its page.
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_NOTES = re.compile(r"(?:end)?notes\b", re.I)


def has_shape(paragraph: Typed, body: Style, labelled: Container[int]) -> bool:
    """Whether it has the length and the type of a heading. `labelled`: the starts of those that a series numbers."""
    text, style = paragraph.text, paragraph.style
    return (
        _stands_out(style, body, 1 if paragraph.start in labelled else paragraph.lines)
        and len(text) <= LONGEST
        and paragraph.lines <= MOST_LINES
        and (len(text.split()) <= _MOST_WORDS or paragraph.start in labelled)
        and all(placed.line.cells == 1 for placed in paragraph.paragraph.lines)
        and sum(character.isalpha() for character in text) >= _FEWEST_LETTERS
        and begins_title(split_number(text)[1])
        and not is_caption(text)
        and not _LEADERS.search(text)
        and not _is_cut_or_said(text, style, body)
    )


def _stands_out(style: Style, body: Style, lines: int) -> bool:
    """By its size; or where it is no smaller than running text by its face or font, or on one line by its colour."""
    if style.size >= LARGER * body.size:
        return True
    if style.size < SMALLEST * body.size:
        return False
    if style.face is body.face or style.face is Face.PLAIN:
        return style.font != body.font or (style.colour != body.colour and lines == 1)
    return style.face is not Face.ITALIC or lines == 1


def _is_cut_or_said(text: str, style: Style, body: Style) -> bool:
    """Whether it goes on below, or is a sentence in the size of running text."""
    larger = style.size >= LARGER * body.size
    said = text.endswith(".") and ends_sentence(text) and split_number(text)[0] is None
    is_plain = style.font == body.font and style.face not in (Face.BOLD, Face.MIXED)
    return text.endswith((",", ";")) or (text.endswith(":") and not larger) or (said and not larger and is_plain)


def heading_styles(
    shaped: Sequence[Typed], spoken: Sequence[Typed], body: Style, by_outline: Mapping[int, int]
) -> set[Style]:
    """The types in which headings are set: those of the outline's, and those with running text right below."""
    of_outline = {paragraph.style for paragraph in shaped if paragraph.start in by_outline} - {body}
    following = {p.start: after for p, after in pairwise(spoken)}
    counts: Counter[Style] = Counter()
    leading: Counter[Style] = Counter()
    for paragraph in shaped:
        after = following.get(paragraph.start)
        counts[paragraph.style] += 1
        leading[paragraph.style] += after is not None and _leads(paragraph, after)
    return of_outline | {style for style, count in counts.items() if leading[style] * 2 >= count}


def _leads(paragraph: Typed, after: Typed) -> bool:
    """Whether a paragraph stands above text, or above a heading of less weight."""
    lower = after.style.size < paragraph.style.size
    return len(after.text) >= _FEWEST_CHARACTERS or lower or is_contents(paragraph.text)


def above_text(likely: Sequence[Typed], spoken: Sequence[Typed], by_outline: Mapping[int, int]) -> Iterator[Typed]:
    """Those with text or a lesser heading right below; in a list of notes or references, none of lesser type."""
    starts = {paragraph.start for paragraph in likely}
    following = {p.start: after for p, after in pairwise(spoken)}
    closing: float | None = None
    for paragraph in likely:
        after = following.get(paragraph.start)
        is_above = after is not None and (
            len(after.text) >= _FEWEST_CHARACTERS
            if after.start not in starts
            else after.style.weight >= paragraph.style.weight
        )
        size = paragraph.style.size
        if paragraph.start in by_outline or (is_above and (closing is None or size >= closing)):
            yield paragraph
            closing = size if _lists(paragraph.text) else None


def _lists(title: str) -> bool:
    """Whether notes or references follow."""
    return is_references(title) or bool(_NOTES.match(title))
