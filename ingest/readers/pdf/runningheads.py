"""Running heads whose words change from page to page, as those that name the chapter: known by their place and type."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from operator import attrgetter

from ingest.captions import is_caption
from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.edges import EdgeLine, Side
from ingest.readers.pdf.lines import PageLine
from ingest.titles import letters

_SAME_HEIGHT = 1.5
_FEWEST = 6
# Shares of the lines at a place: of those that come again or are headings elsewhere, and of those apart from the text.
_LEAST_KNOWN, _LEAST_APART = 1 / 3, 0.8
# Of the pages from the first to the last of them: they may stand on the left or right pages alone.
_LEAST_OF_PAGES = 0.4
# In sizes of type, from the text.
_APART = 2.0
_LARGER = 1.07
_BOLD, _LIGHT = 0.9, 0.1
_FEWEST_LETTERS = 4
_PARTS = re.compile(r"\s[|•·–—/>-]\s|[|•·\t]")

_Place = tuple[Side, float, str]


def in_known_places(
    edges: Iterable[EdgeLine], known: Set[int], paragraphs: Sequence[Paragraph], body: float
) -> Iterator[EdgeLine]:
    """Of the outermost lines, those of a place and type in which many are `known` furniture, or repeat a heading."""
    titles = _Titles(paragraphs)
    places: defaultdict[_Place, list[EdgeLine]] = defaultdict(list)
    for edge in edges:
        if not is_caption(edge.text):
            places[edge.side, edge.placed.line.size, _font(edge.placed.line)].append(edge)
    for lines in places.values():
        for place in _by_height(lines):
            if _is_for_heads(place, known, titles, body):
                yield from place


def _by_height(lines: Iterable[EdgeLine]) -> Iterator[list[EdgeLine]]:
    place: list[EdgeLine] = []
    for edge in sorted(lines, key=attrgetter("distance")):
        if place and edge.distance - place[0].distance > _SAME_HEIGHT:
            yield place
            place = []
        place.append(edge)
    if place:
        yield place


def _is_for_heads(place: Sequence[EdgeLine], known: Set[int], titles: "_Titles", body: float) -> bool:
    told = sum(edge.start in known or titles.repeated_by(edge) for edge in place)
    apart = sum(_is_apart(edge, known) for edge in place)
    pages = {edge.page for edge in place}
    return (
        len(pages) >= max(_FEWEST, _LEAST_OF_PAGES * (max(pages) - min(pages) + 1))
        and place[0].placed.line.size <= _LARGER * body
        and told >= _LEAST_KNOWN * len(place)
        and apart >= _LEAST_APART * len(place)
    )


def _is_apart(edge: EdgeLine, known: Set[int]) -> bool:
    return edge.gap >= _APART * edge.placed.line.size or (edge.inner is not None and edge.inner.start in known)


class _Titles:
    """Where the words of paragraphs in larger or bolder type stand, by their letters."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._by_words: defaultdict[str, list[PageLine]] = defaultdict(list)
        for paragraph in paragraphs:
            # a number at the end is that of a page, in the contents
            if not paragraph.text[-1:].isdigit():
                self._by_words[_words(paragraph.text)].append(paragraph.lines[0].line)

    def repeated_by(self, edge: EdgeLine) -> bool:
        """Whether a line, or a part of it that a mark sets off, has the words of one in heavier type."""
        line = edge.placed.line
        words = {_words(part) for part in (edge.text, *_PARTS.split(edge.text))}
        return any(
            _is_heavier(title, line)
            for each in words
            if len(each) >= _FEWEST_LETTERS
            for title in self._by_words.get(each, ())
        )


def _words(text: str) -> str:
    return "".join(filter(str.isalpha, letters(text)))


def _is_heavier(title: PageLine, line: PageLine) -> bool:
    return title.size > _LARGER * line.size or (title.size >= line.size and title.bold >= _BOLD and line.bold <= _LIGHT)


def _font(line: PageLine) -> str:
    return max(line.fonts, key=lambda font: line.fonts[font])
