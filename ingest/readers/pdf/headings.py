"""Which paragraphs of a PDF are headings: those that its outline names, and those set in the type of headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import mode

from ingest.numbering import begins_title, depth, split_number
from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.opening import OutlineEntry
from ingest.sentences import ends_sentence
from ingest.source import HeadingHint
from ingest.titles import is_caption, is_contents, is_references, letters

_LONGEST, _MOST_LINES, _MOST_WORDS = 320, 5, 50
# Share of the size of running text from which on type is that of headings.
_LARGER = 1.07
_SMALLEST = 0.9
_ALL = 0.9
_FEWEST_NUMBERED, _NUMBERED_SHARE = 3, 0.3
_DEEPEST = 6
_FEWEST_LETTERS = 3
# A heading has text of this many characters below it, somewhere, in its type.
_FEWEST_CHARACTERS = 40
_PAGES_AROUND = 1
_NUMBER = re.compile(
    r"^(?:(?:appendix|annex|part)\s+)?(?:[ivxlc]{1,6}|[a-z]|\d{1,2}(?:\.\d{1,2})*)(?:[.:)]\s*|\s+)(?=\S)", re.I
)
_RUNNING = 200
_MOST_OF_A_PAGE = 1000
# Where more of the text than this would be headings, large type is no sign of one.
_MOST_OF_ALL = 0.3
# Dots lead from a title in the contents to its page.
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_NOTES = re.compile(r"(?:end)?notes\b", re.I)


class _Face(StrEnum):
    """How far all of a paragraph stands out: bold throughout, bold and then italic, italic, or not."""

    BOLD = "bold"
    MIXED = "mixed"
    ITALIC = "italic"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class _Style:
    """The type of a paragraph."""

    size: float
    face: _Face
    font: str
    colour: int
    capitals: bool


def find_hints(
    paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry], recurring: frozenset[int]
) -> tuple[HeadingHint, ...]:
    """The headings in reading order. `recurring`: the starts of paragraphs that are page furniture."""
    spoken = [paragraph for paragraph in paragraphs if paragraph.start not in recurring]
    body = _body(spoken)
    if body is None:
        return ()
    cover = _cover(spoken, body)
    spoken = list(_parted([paragraph for paragraph in spoken if paragraph.page > cover], outline))
    by_outline = dict(_outlined(spoken, outline))
    shaped = [p for p in spoken if p.start in by_outline or _has_shape(p, body)]
    styles = _heading_styles(shaped, spoken, body, by_outline)
    likely = [p for p in shaped if p.start in by_outline or _style(p) in styles]
    chosen = list(_above_text(likely, spoken, by_outline))
    if sum(len(p.text) for p in chosen) > _MOST_OF_ALL * sum(len(p.text) for p in spoken):
        return ()
    levels = _levels(chosen, by_outline)
    return tuple(HeadingHint(p.start, p.end, levels[p.start]) for p in chosen)


def _body(paragraphs: Iterable[Paragraph]) -> _Style | None:
    """The type that most characters are set in, of those of a page only so many: notes at the end are dense."""
    by_page: Counter[tuple[_Style, int]] = Counter()
    for paragraph in paragraphs:
        by_page[_style(paragraph), paragraph.page] += len(paragraph.text)
    counts: Counter[_Style] = Counter()
    for (style, _), characters in by_page.items():
        counts[style] += min(characters, _MOST_OF_A_PAGE)
    return counts.most_common(1)[0][0] if counts else None


def _parted(paragraphs: Iterable[Paragraph], outline: Sequence[OutlineEntry]) -> Iterator[Paragraph]:
    """Paragraphs, parted where their first lines are a title of the outline that nothing else tells from the rest."""
    titles: dict[int, set[str]] = {}
    for entry in outline:
        titles.setdefault(entry.page, set()).add(_title(entry.title))
    for paragraph in paragraphs:
        named = titles.get(paragraph.page, set())
        size = next(
            (
                n
                for n in range(1, _MOST_LINES)
                if n < len(paragraph.lines) and _title(_first(paragraph, n).text) in named
            ),
            0,
        )
        if size:
            yield _first(paragraph, size)
        yield Paragraph(paragraph.lines[size:])


def _first(paragraph: Paragraph, lines: int) -> Paragraph:
    return Paragraph(paragraph.lines[:lines])


def _cover(paragraphs: Sequence[Paragraph], body: _Style) -> int:
    """The number of pages before the first one with running text or contents: their lines are titles of the whole."""
    first = next(
        (p for p in paragraphs if is_contents(p.text) or (_style(p) == body and len(p.text) >= _RUNNING)), None
    )
    return first.page - 1 if first else 0


def _style(paragraph: Paragraph) -> _Style:
    lines = [placed.line for placed in paragraph.lines]
    text = paragraph.text
    capitals = text.isupper() and sum(c.isalpha() for c in text) >= _FEWEST_LETTERS
    fonts = sum((Counter(line.fonts) for line in lines), Counter[str]())
    font = fonts.most_common(1)[0][0]
    return _Style(mode(line.size for line in lines), _face(lines), font, mode(line.colour for line in lines), capitals)


def _face(lines: Sequence[PageLine]) -> _Face:
    whole = sum(len(line.text) for line in lines)
    bold = sum(line.bold * len(line.text) for line in lines) / whole
    italic = sum(line.italic * len(line.text) for line in lines) / whole
    if bold >= _ALL:
        return _Face.BOLD
    if bold + italic < _ALL:
        return _Face.PLAIN
    return _Face.ITALIC if italic >= _ALL else _Face.MIXED


def _has_shape(paragraph: Paragraph, body: _Style) -> bool:
    text, style = paragraph.text, _style(paragraph)
    title = split_number(text)[1]
    return (
        _stands_out(style, body, len(paragraph.lines))
        and len(text) <= _LONGEST
        and len(paragraph.lines) <= _MOST_LINES
        and len(text.split()) <= _MOST_WORDS
        and all(placed.line.cells == 1 for placed in paragraph.lines)
        and sum(character.isalpha() for character in text) >= _FEWEST_LETTERS
        and begins_title(title)
        and not is_caption(text)
        and not _LEADERS.search(text)
        and not _is_cut_or_said(text, style, body)
    )


def _stands_out(style: _Style, body: _Style, lines: int) -> bool:
    """By its size; or where it is no smaller than running text by its face or font, or on one line by its colour."""
    if style.size >= _LARGER * body.size:
        return True
    if style.size < _SMALLEST * body.size:
        return False
    if style.face is body.face or style.face is _Face.PLAIN:
        return style.font != body.font or (style.colour != body.colour and lines == 1)
    return style.face is not _Face.ITALIC or lines == 1


def _is_cut_or_said(text: str, style: _Style, body: _Style) -> bool:
    """Whether it goes on below, or is a sentence in the size of running text."""
    said = text.endswith(".") and ends_sentence(text) and split_number(text)[0] is None
    is_plain = style.font == body.font and style.face not in (_Face.BOLD, _Face.MIXED)
    said_plainly = said and style.size < _LARGER * body.size and is_plain
    return text.endswith((",", ";", ":")) or said_plainly


def _outlined(paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry]) -> Iterator[tuple[int, int]]:
    """The start of each paragraph that an entry of the outline names, and the entry's level."""
    at = 0
    for entry in outline:
        wanted = _title(entry.title)
        for index in range(at, len(paragraphs)):
            paragraph = paragraphs[index]
            if paragraph.page > entry.page + _PAGES_AROUND:
                break
            if paragraph.page >= entry.page and _is_titled(paragraph, wanted):
                yield paragraph.start, entry.level
                at = index + 1
                break


def _is_titled(paragraph: Paragraph, wanted: str) -> bool:
    return len(paragraph.text) <= _LONGEST and wanted == _title(paragraph.text)


def _title(text: str) -> str:
    """The letters of a heading, whatever number it bears: "2.1", "IV.", "A.", "Appendix B"."""
    return letters(_NUMBER.sub("", split_number(text)[1], count=1)) or letters(text)


def _heading_styles(
    shaped: Sequence[Paragraph], spoken: Sequence[Paragraph], body: _Style, by_outline: Mapping[int, int]
) -> set[_Style]:
    """The types in which headings are set: those of the outline's, and those with running text right below."""
    of_outline = {_style(paragraph) for paragraph in shaped if paragraph.start in by_outline} - {body}
    following = {p.start: after for p, after in pairwise(spoken)}
    counts: Counter[_Style] = Counter()
    leading: Counter[_Style] = Counter()
    for paragraph in shaped:
        style, after = _style(paragraph), following.get(paragraph.start)
        counts[style] += 1
        leading[style] += after is not None and _leads(paragraph, after)
    return of_outline | {style for style, count in counts.items() if leading[style] * 2 >= count}


def _above_text(
    likely: Sequence[Paragraph], spoken: Sequence[Paragraph], by_outline: Mapping[int, int]
) -> Iterator[Paragraph]:
    """Those with text or a lesser heading right below; in a list of notes or references, none of lesser type."""
    starts = {paragraph.start for paragraph in likely}
    following = {p.start: after for p, after in pairwise(spoken)}
    closing: float | None = None
    for paragraph in likely:
        after = following.get(paragraph.start)
        is_above = after is not None and (
            len(after.text) >= _FEWEST_CHARACTERS
            if after.start not in starts
            else _weight(_style(after)) >= _weight(_style(paragraph))
        )
        size = _style(paragraph).size
        if paragraph.start in by_outline or (is_above and (closing is None or size >= closing)):
            yield paragraph
            closing = size if _lists(paragraph.text) else None


def _lists(title: str) -> bool:
    """Whether notes or references follow."""
    return is_references(title) or bool(_NOTES.match(title))


def _leads(paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph stands above text, or above a heading of less weight."""
    lower = _style(after)
    return len(after.text) >= _FEWEST_CHARACTERS or lower.size < _style(paragraph).size or is_contents(paragraph.text)


def _levels(chosen: Sequence[Paragraph], by_outline: Mapping[int, int]) -> dict[int, int]:
    """By the outline, by numbers where headings have them, else by type: the larger, the higher."""
    ranked = sorted({_style(p) for p in chosen}, key=_weight)
    rank = {style: min(place, _DEEPEST) for place, style in enumerate(ranked, 1)}
    numbers = {p.start: depth(split_number(p.text)[0]) for p in chosen}
    count = sum(number is not None for number in numbers.values())
    numbered = count >= max(_FEWEST_NUMBERED, _NUMBERED_SHARE * len(chosen))
    known = {**{start: n for start, n in numbers.items() if n is not None and numbered}, **by_outline}
    of_style: dict[_Style, Counter[int]] = {}
    for paragraph in chosen:
        if paragraph.start in known:
            of_style.setdefault(_style(paragraph), Counter())[known[paragraph.start]] += 1
    usual = {style: counts.most_common(1)[0][0] for style, counts in of_style.items()}
    return {p.start: known.get(p.start) or _by_style(_style(p), usual, rank) for p in chosen}


def _weight(style: _Style) -> tuple[float, int, bool]:
    return -style.size, list(_Face).index(style.face), not style.capitals


def _by_style(style: _Style, usual: Mapping[_Style, int], rank: Mapping[_Style, int]) -> int:
    """The level of a type: that which its headings have, else between those of larger and of smaller ones."""
    if style in usual:
        return usual[style]
    if not usual:
        return rank[style]
    above = [level for other, level in usual.items() if rank[other] < rank[style]]
    below = [level for other, level in usual.items() if rank[other] > rank[style]]
    return max(above) + 1 if above else max(1, min(below) - 1) if below else rank[style]
