"""Which paragraphs of a PDF are headings: those that its outline names, and those set in the type of headings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from ingest.numbering import begins_title, depth, split_number
from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.opening import OutlineEntry
from ingest.sentences import ends_sentence
from ingest.source import HeadingHint
from ingest.titles import is_caption, is_contents, letters

_LONGEST, _MOST_LINES, _MOST_WORDS = 220, 4, 30
# Share of the size of running text from which on type is that of headings.
_LARGER = 1.07
_FEWEST_NUMBERED = 3
_DEEPEST = 6
_FEWEST_LETTERS = 3
# A heading has text of this many characters below it, somewhere, in its type.
_FEWEST_CHARACTERS = 40
_PAGES_AROUND = 1


@dataclass(frozen=True, slots=True)
class _Style:
    """The type of a paragraph."""

    size: float
    bold: bool
    capitals: bool


def find_hints(
    paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry], recurring: frozenset[int]
) -> tuple[HeadingHint, ...]:
    """The headings in reading order. `recurring`: the starts of paragraphs that are page furniture."""
    spoken = [paragraph for paragraph in paragraphs if paragraph.start not in recurring]
    body = _body(spoken)
    if body is None:
        return ()
    by_outline = dict(_outlined(spoken, outline))
    shaped = [p for p in spoken if p.start in by_outline or _has_shape(p, body)]
    styles = _heading_styles(shaped, spoken, body, by_outline)
    chosen = [p for p in shaped if p.start in by_outline or _style(p) in styles]
    levels = _levels(chosen, by_outline)
    return tuple(HeadingHint(p.start, p.end, levels[p.start]) for p in chosen)


def _body(paragraphs: Iterable[Paragraph]) -> _Style | None:
    """The type that most characters are set in."""
    counts: Counter[_Style] = Counter()
    for paragraph in paragraphs:
        counts[_style(paragraph)] += len(paragraph.text)
    return counts.most_common(1)[0][0] if counts else None


def _style(paragraph: Paragraph) -> _Style:
    lines = [placed.line for placed in paragraph.lines]
    text = paragraph.text
    capitals = text.isupper() and sum(c.isalpha() for c in text) >= _FEWEST_LETTERS
    return _Style(mode(line.size for line in lines), all(line.bold for line in lines), capitals)


def _has_shape(paragraph: Paragraph, body: _Style) -> bool:
    text, style = paragraph.text, _style(paragraph)
    stands_out = style.size >= _LARGER * body.size or (style.bold and not body.bold and style.size >= 0.9 * body.size)
    title = split_number(text)[1]
    return (
        stands_out
        and len(text) <= _LONGEST
        and len(paragraph.lines) <= _MOST_LINES
        and len(text.split()) <= _MOST_WORDS
        and all(placed.line.cells == 1 for placed in paragraph.lines)
        and sum(character.isalpha() for character in text) >= _FEWEST_LETTERS
        and begins_title(title)
        and not is_caption(text)
        and not _is_cut_or_said(text, style, body)
    )


def _is_cut_or_said(text: str, style: _Style, body: _Style) -> bool:
    """Whether it goes on below, or is a sentence in the size of running text."""
    said = text.endswith(".") and ends_sentence(text) and split_number(text)[0] is None
    return text.endswith((",", ";", ":")) or (said and style.size < _LARGER * body.size and not style.bold)


def _outlined(paragraphs: Sequence[Paragraph], outline: Sequence[OutlineEntry]) -> Iterator[tuple[int, int]]:
    """The start of each paragraph that an entry of the outline names, and the entry's level."""
    at = 0
    for entry in outline:
        wanted = letters(split_number(entry.title)[1]) or letters(entry.title)
        for index in range(at, len(paragraphs)):
            paragraph = paragraphs[index]
            if paragraph.page > entry.page + _PAGES_AROUND:
                break
            if paragraph.page >= entry.page and _is_titled(paragraph, wanted):
                yield paragraph.start, entry.level
                at = index + 1
                break


def _is_titled(paragraph: Paragraph, wanted: str) -> bool:
    text = paragraph.text
    return len(text) <= _LONGEST and wanted in (letters(text), letters(split_number(text)[1]))


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


def _leads(paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph stands above text, or above a heading of less weight."""
    lower = _style(after)
    return len(after.text) >= _FEWEST_CHARACTERS or lower.size < _style(paragraph).size or is_contents(paragraph.text)


def _levels(chosen: Sequence[Paragraph], by_outline: Mapping[int, int]) -> dict[int, int]:
    """By the outline, by numbers where headings have them, else by type: the larger, the higher."""
    ranked = sorted({_style(p) for p in chosen}, key=lambda style: (-style.size, not style.bold, not style.capitals))
    rank = {style: min(place, _DEEPEST) for place, style in enumerate(ranked, 1)}
    numbers = {p.start: depth(split_number(p.text)[0]) for p in chosen}
    numbered = sum(number is not None for number in numbers.values()) >= _FEWEST_NUMBERED
    known = {**{start: n for start, n in numbers.items() if n is not None and numbered}, **by_outline}
    of_style: dict[_Style, Counter[int]] = {}
    for paragraph in chosen:
        if paragraph.start in known:
            of_style.setdefault(_style(paragraph), Counter())[known[paragraph.start]] += 1
    usual = {style: counts.most_common(1)[0][0] for style, counts in of_style.items()}
    return {p.start: known.get(p.start) or _by_style(_style(p), usual, rank) for p in chosen}


def _by_style(style: _Style, usual: Mapping[_Style, int], rank: Mapping[_Style, int]) -> int:
    """The level of a type: that which its headings have, else between those of larger and of smaller ones."""
    if style in usual:
        return usual[style]
    if not usual:
        return rank[style]
    above = [level for other, level in usual.items() if rank[other] < rank[style]]
    below = [level for other, level in usual.items() if rank[other] > rank[style]]
    return max(above) + 1 if above else max(1, min(below) - 1) if below else rank[style]
