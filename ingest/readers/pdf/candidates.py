"""Paragraphs of a PDF that are set as headings are, above text."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from ingest.captions import is_caption
from ingest.numbering import begins_title, is_number_alone, split_number
from ingest.readers.pdf.bodytype import LEADERS
from ingest.readers.pdf.naming import LONGEST, MOST_LINES
from ingest.readers.pdf.styles import LARGER, SMALLEST, Face, Style, Typed
from ingest.sentences import ends_sentence
from ingest.titles import is_contents, is_references, letters

_MOST_WORDS = 50
_FEWEST_LETTERS = 3
# A heading has text of this many characters below it, somewhere, in its type.
_FEWEST_CHARACTERS = 40
# The outline names headings on so much of the pages, and of a type so much.
_FEWEST_NAMED, _DENSE, _MOST_NAMED, _MUCH_LARGER = 5, 0.75, 0.5, 1.15
_FEWEST_REPEATED, _MOST_DISTINCT, _FEW_WORDS = 6, 0.25, 2
_OFTEN, _FEW = 5, 8
_FEW_NUMBERED_WORDS, _FEW_NUMBERED_LINES = 12, 3
# Sizes of the type from the baseline of a line to the next one's.
_NEXT_LINE = 1.5
# Points between what begins at one edge.
_SAME_EDGE = 3.0
_FEWEST_HEADED, _HEADED = 3, 0.5
# What stands before a title that is no number of its own: "a)", "(b)", a year.
_MARK = re.compile(r"\(?[a-z0-9]{1,3}[.)]\s+|(?:19|20)\d{2}\s+(?=[^\W\d])")
_NOTES = re.compile(r"(?:end)?notes\b", re.I)


def has_shape(paragraph: Typed, body: Style, labelled: Container[int]) -> bool:
    """Whether it has the length and the type of a heading. `labelled`: the starts of those that a series numbers."""
    text, style = paragraph.text, paragraph.style
    return (
        (
            _stands_out(style, body, 1 if paragraph.start in labelled else paragraph.lines)
            or _is_numbered(paragraph, body)
        )
        and len(text) <= LONGEST
        and paragraph.lines <= MOST_LINES
        and (len(text.split()) <= _MOST_WORDS or paragraph.start in labelled)
        and _is_uncut(paragraph)
        and sum(character.isalpha() for character in text) >= _FEWEST_LETTERS
        and begins_title(_MARK.sub("", split_number(text)[1], count=1))
        and not is_caption(text)
        and not LEADERS.search(text)
        and not _is_cut(text, style, body)
        and (paragraph.start in labelled or not _is_said(text, style, body))
    )


def _is_numbered(paragraph: Typed, body: Style) -> bool:
    """Whether it is short, with a number that has parts, "2.1 Dual training", and no sentence.

    That is a line, or more of them in another face than running text.
    """
    number, title = split_number(paragraph.text)
    is_set = paragraph.style.face not in (Face.PLAIN, body.face) and paragraph.style.size >= SMALLEST * body.size
    most = _FEW_NUMBERED_LINES if is_set else 1
    is_short = paragraph.lines <= most and len(title.split()) <= most * _FEW_NUMBERED_WORDS
    return is_short and number is not None and "." in number and not title.endswith((".", ";"))


def _is_uncut(paragraph: Typed) -> bool:
    """Whether no gap parts it, as cells of a table are parted, but for one behind its number."""
    first, *others = (placed.line for placed in paragraph.paragraph.lines)
    number, _, title = first.text.partition("\t")
    alone = first.cells == 1 or (first.cells == 2 and bool(title) and is_number_alone(number))
    return alone and first.part is None and not any(line.tabular for line in others)


def _stands_out(style: Style, body: Style, lines: int) -> bool:
    """By its size; or where it is no smaller than running text by its face or font, or on one line by its colour."""
    if style.size >= LARGER * body.size:
        return True
    if style.size < SMALLEST * body.size:
        return False
    if style.capitals and not body.capitals and lines == 1:
        return True
    if style.face is body.face or style.face is Face.PLAIN:
        return style.font != body.font or (style.colour != body.colour and lines == 1)
    return style.face is not Face.ITALIC or lines == 1


def _is_cut(text: str, style: Style, body: Style) -> bool:
    """Whether it goes on below."""
    return text.endswith((",", ";")) or (text.endswith(":") and style.size < LARGER * body.size)


def _is_said(text: str, style: Style, body: Style) -> bool:
    """Whether it is a sentence in the size of running text, not set apart by more than italic."""
    if style.size >= LARGER * body.size or style.face in (Face.BOLD, Face.MIXED):
        return False
    return style.font == body.font and text.endswith(".") and ends_sentence(text) and split_number(text)[0] is None


def leading(shaped: Sequence[Typed], spoken: Sequence[Typed]) -> Counter[Style]:
    """How many of each type stand above text, or above a heading of less weight."""
    following, starts = followers(spoken), {paragraph.start for paragraph in shaped}
    found: Counter[Style] = Counter()
    for paragraph in shaped:
        after = following.get(paragraph.start)
        found[paragraph.style] += after is not None and _leads(paragraph, after, after.start in starts)
    return found


def heads_of_pages(spoken: Sequence[Typed], body: Style) -> set[int]:
    """The starts of what about every page begins with in large type, as slides do."""
    first: dict[int, Typed] = {}
    for paragraph in spoken:
        first.setdefault(paragraph.page, paragraph)
    large = [paragraph for paragraph in first.values() if paragraph.style.size >= LARGER * body.size]
    counts = Counter((p.style.font, p.style.size) for p in large if p.style.size >= _MUCH_LARGER * body.size)
    fonts = {font for (font, _), count in counts.items() if count >= max(_FEWEST_HEADED, _HEADED * len(first))}
    return {paragraph.start for paragraph in large if paragraph.style.font in fonts}


def followers(spoken: Sequence[Typed]) -> dict[int, Typed]:
    """What comes after each paragraph; numbers of pages are passed over."""
    edges = {p.start for p, after in pairwise(spoken) if p.page != after.page}
    edges |= {after.start for p, after in pairwise(spoken) if p.page != after.page}
    return {
        p.start: after
        for p, after in pairwise(p for p in spoken if p.start not in edges or any(map(str.isalpha, p.text)))
    }


def heading_styles(shaped: Sequence[Typed], body: Style, by_outline: Container[int], led: Counter[Style]) -> set[Style]:
    """The types in which headings are set: those of the outline's, and those with running text right below.

    What a type says again and again is no title, as "Note" and "Warning"; nor is a plain one that stands once.
    """
    counts = Counter(paragraph.style for paragraph in shaped)
    named = {paragraph.style for paragraph in shaped if paragraph.start in by_outline}
    above = {
        style
        for style, count in counts.items()
        if led[style] * 2 >= count and not (_is_faint(style, body) and count == 1 and led.total() > _FEW)
    }
    return above - _repeating(shaped) | named - {body}


def trusted(shaped: Sequence[Typed], pages: int, body: Style, by_outline: Container[int]) -> list[Typed]:
    """Where the outline names headings on about every page: what is set as these are, or larger, or below them in bold.

    Elsewhere an outline may name chapters alone, and all stay.
    """
    counts = Counter(paragraph.style for paragraph in shaped)
    named = Counter(paragraph.style for paragraph in shaped if paragraph.start in by_outline)
    if named.total() < max(_FEWEST_NAMED, _DENSE * pages):
        return list(shaped)
    beside = _beside_named(shaped, by_outline)
    often = Counter(p.style for p in shaped if p.start in beside and p.style.face is Face.BOLD)
    return [
        p
        for p in shaped
        if p.start in by_outline
        or p.style.size >= _MUCH_LARGER * body.size
        or named[p.style] >= _MOST_NAMED * counts[p.style]
        or (p.start in beside and often[p.style] >= _OFTEN)
    ]


def _is_faint(style: Style, body: Style) -> bool:
    return style.face is Face.PLAIN and style.size < _MUCH_LARGER * body.size


def _beside_named(shaped: Sequence[Typed], by_outline: Container[int]) -> set[int]:
    """The starts of those that begin at the edge where a heading of the outline does, on their page or before."""
    edges: defaultdict[int, list[float]] = defaultdict(list)
    for paragraph in shaped:
        if paragraph.start in by_outline:
            edges[paragraph.page].append(paragraph.left)
            edges[paragraph.page + 1].append(paragraph.left)
    return {p.start for p in shaped if any(abs(p.left - edge) <= _SAME_EDGE for edge in edges[p.page])}


def _repeating(shaped: Sequence[Typed]) -> set[Style]:
    """Types in which the same few words stand again and again."""
    words: defaultdict[Style, list[str]] = defaultdict(list)
    for paragraph in shaped:
        words[paragraph.style].append(letters(paragraph.text))
    return {
        style
        for style, said in words.items()
        if len(said) >= _FEWEST_REPEATED and len(set(said)) <= _MOST_DISTINCT * len(said)
    }


def _leads(paragraph: Typed, after: Typed, is_shaped: bool) -> bool:
    """Whether a paragraph stands above text, or above a heading of less weight."""
    lower = after.style.size < paragraph.style.size or (is_shaped and after.style.weight > paragraph.style.weight)
    return len(after.text) >= _FEWEST_CHARACTERS or lower or is_contents(paragraph.text)


def above_text(
    likely: Sequence[Typed],
    spoken: Sequence[Typed],
    sure: Container[int],
    labelled: Container[int],
    led: Counter[Style],
    body: Style,
) -> Iterator[Typed]:
    """Those that are `sure`, and those with text or a lesser heading right below.

    In a list of notes or references there is none of lesser type. What is said again and again is no title.
    """
    starts = {paragraph.start for paragraph in likely}
    following = followers(spoken)
    repeated = Counter(letters(p.text) for p in likely if len(p.text.split()) <= _FEW_WORDS)
    before = {after.start: p for p, after in pairwise(spoken)}
    closing = 0.0
    for paragraph in likely:
        after, size = following.get(paragraph.start), paragraph.style.size
        if after is None:
            is_above = False
        elif after.start in starts:
            is_above = after.style.weight >= paragraph.style.weight or paragraph.start in labelled
        else:
            is_above = _is_above(paragraph, after, body, often=led[paragraph.style] >= _OFTEN)
        if paragraph.start not in labelled and _ends(paragraph, before.get(paragraph.start)):
            is_above = False
        is_said_again = repeated[letters(paragraph.text)] >= _FEWEST_REPEATED
        if paragraph.start in sure or (is_above and not is_said_again and size >= closing):
            yield paragraph
            closing = size if _lists(paragraph.text) else 0.0


def _ends(paragraph: Typed, before: Typed | None) -> bool:
    """Whether it is the end of the sentence before it, as a name in italic may be."""
    if paragraph.style.face is not Face.ITALIC or not paragraph.text.endswith(".") or before is None:
        return False
    is_text = before.page == paragraph.page and len(before.text) >= _FEWEST_CHARACTERS
    return is_text and not ends_sentence(before.text)


def _is_above(paragraph: Typed, after: Typed, body: Style, *, often: bool) -> bool:
    """Whether text follows; below what is `often` above text a few words are text: "None.", the head of a table."""
    last, line = paragraph.paragraph.lines[-1].line, after.paragraph.lines[0].line
    if paragraph.style.size < body.size and line.cells > 1:
        return False
    is_near = paragraph.page == after.page and 0 < line.baseline - last.baseline <= _NEXT_LINE * last.size
    goes_on = is_near and after.style == paragraph.style and after.text[0].islower()
    return (often or len(after.text) >= _FEWEST_CHARACTERS) and not goes_on


def _lists(title: str) -> bool:
    """Whether notes or references follow."""
    return is_references(title) or bool(_NOTES.match(title))
