"""Headers, footers and page numbers: what stands at the edges of page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median

from ingest.readers.pdf.assembling import Assembled, Paragraph, PlacedLine
from ingest.readers.pdf.bodytype import body_size
from ingest.readers.pdf.edges import SAME_ROW, EdgeLine, Side, edge_lines, exposed, last_lines
from ingest.readers.pdf.folios import Folio, find_folios, printed_labels
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.repeating import comes_again
from ingest.readers.pdf.runningheads import in_known_places
from ingest.readers.pdf.similar import similar
from ingest.titles import letters

_SAME_HEIGHT = 4.0
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.I)
_LARGER, _BOLD = 1.07, 0.9
# In sizes of type, how far apart the rows of a table are.
_NEXT_ROW, _FEWEST_COLUMNS = 2.5, 2
_FEWEST_ROWS, _FEWEST_A_ROW = 4, 5

Place = tuple[Side, str, int]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The ranges of the lines that are no part of the text, in reading order, and the number printed on each page."""

    ranges: tuple[Span, ...]
    printed: tuple[str | None, ...]


def find_furniture(assembled: Assembled, heights: Sequence[float]) -> Furniture:
    """What comes again on near pages, what counts these, and what stands where such lines do."""
    lines = [placed for paragraph in assembled.paragraphs for placed in paragraph.lines]
    by_page = groupby(lines, key=attrgetter("page"))
    edges, body = edge_lines(lines, heights), body_size([[placed.line for placed in of] for _, of in by_page])
    known = _repeated(edges)
    titles = {edge.start for edge in edges if edge.placed.line.size > _LARGER * body} - known
    folios = find_folios([*exposed(edges, known), *last_lines(lines, heights)], len(heights), titles)
    numbers = {folio.line.start for folio in folios}
    kept = {edge.start for edge in (*_titles(edges), *_kept(edges, known | numbers, folios, body))} - numbers
    kept |= {placed.start for placed in lines if placed.line.part is not None}
    known = (known | numbers) - kept
    known |= {edge.start for edge in similar(exposed(edges, known), known)} - kept
    known |= {edge.start for edge in in_known_places(exposed(edges, known), known, assembled.paragraphs, body)} - kept
    known |= {edge.start for edge in _beside(exposed(edges, known), [folio.line for folio in folios])} - kept
    known |= {placed.start for placed in _stamps(lines, known)}
    ranges = tuple(sorted((placed.start, placed.end) for placed in lines if placed.start in known))
    return Furniture(ranges, tuple(printed_labels(folios, len(heights))))


def without(paragraphs: Iterable[Paragraph], ranges: Iterable[Span]) -> list[Paragraph]:
    """What stays of paragraphs when lines are taken out of them."""
    starts = {start for start, _ in ranges}
    return [Paragraph(tuple(run)) for paragraph in paragraphs for run in _runs(paragraph, starts)]


def _runs(paragraph: Paragraph, starts: Set[int]) -> Iterator[list[PlacedLine]]:
    run: list[PlacedLine] = []
    for placed in paragraph.lines:
        if placed.start not in starts:
            run.append(placed)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _repeated(edges: Sequence[EdgeLine]) -> set[int]:
    """Lines that come again, their numbers aside, at about the same height of near pages, by where they start."""
    pages: defaultdict[Place, list[int]] = defaultdict(list)
    for edge in edges:
        for place in _places(edge):
            pages[place].append(edge.page)
    return {edge.start for edge in edges if any(comes_again(edge.page, pages[place]) for place in _places(edge))}


def _places(edge: EdgeLine) -> list[Place]:
    """Its words, numbers aside, and its height in steps, of which a line near the next one takes both."""
    words = _NUMBER.sub("#", " ".join(edge.text.split()).casefold())
    step = edge.distance / _SAME_HEIGHT
    return [(edge.side, words, int(step)), (edge.side, words, int(step + 0.5) + 1_000_000)]


def _titles(edges: Iterable[EdgeLine]) -> Iterator[EdgeLine]:
    """On the first page, in larger type than where it comes again."""
    sizes: defaultdict[str, list[float]] = defaultdict(list)
    first = []
    for edge in edges:
        if edge.page == 1:
            first.append(edge)
        else:
            sizes[letters(edge.text)].append(edge.placed.line.size)
    for edge in first:
        others = sizes.get(letters(edge.text), ())
        if others and edge.placed.line.size > _LARGER * median(others):
            yield edge


def _kept(edges: Sequence[EdgeLine], known: Set[int], folios: Sequence[Folio], body: float) -> Iterator[EdgeLine]:
    """What comes again and is text all the same: headings counted on pages that have numbers, and heads of tables."""
    counted = {folio.page for folio in folios}
    again = [edge for edge in edges if edge.start in known]
    words = {edge.start: " ".join(edge.text.casefold().split()) for edge in again}
    heads: set[int] = set()
    for edge in sorted(again, key=attrgetter("page", "distance"), reverse=True):
        is_counted = edge.page in counted and _stands_out(edge.placed.line, body)
        if is_counted and _is_numbered_apart(edge, again, words):
            yield edge
        elif _is_above_rows(edge) and (edge.inner is None or edge.inner.start not in known - heads):
            heads.add(edge.start)
            yield edge


def _stands_out(line: PageLine, body: float) -> bool:
    return line.size > _LARGER * body or (line.bold >= _BOLD and line.size >= body)


def _is_numbered_apart(edge: EdgeLine, again: Sequence[EdgeLine], words: dict[int, str]) -> bool:
    """Whether it has words and comes again only with other numbers: "Annex 1", "Annex 2"."""
    pages = [other.page for other in again if words[other.start] == words[edge.start]]
    return any(map(str.isalpha, edge.text)) and not comes_again(edge.page, pages)


def _is_above_rows(edge: EdgeLine) -> bool:
    """Whether it is the first row of a table, which is repeated where that goes on: it says what the columns hold."""
    line, inner = edge.placed.line, edge.inner.line if edge.inner else None
    if inner is None or edge.side is not Side.TOP or edge.gap > _NEXT_ROW * line.size:
        return False
    below = _cells(inner)
    aligned = sum(any(left < right_ and left_ < right for left_, right_ in below) for left, right in _cells(line))
    return min(aligned, len(below)) >= _FEWEST_COLUMNS


def _cells(line: PageLine) -> list[tuple[float, float]]:
    """From where to where each of its cells goes."""
    found, at = [], 0
    for cell in line.text.split("\t"):
        if cell:
            found.append((line.edges[at][0], line.edges[at + len(cell) - 1][1]))
        at += len(cell) + 1
    return found


def _beside(edges: Sequence[EdgeLine], numbers: Iterable[EdgeLine]) -> Iterator[EdgeLine]:
    """What stands on one line with the number of its page."""
    places: defaultdict[tuple[int, Side], list[float]] = defaultdict(list)
    for number in numbers:
        places[number.page, number.side].append(number.distance)
    for edge in edges:
        if any(abs(distance - edge.distance) <= SAME_ROW for distance in places[edge.page, edge.side]):
            yield edge


def _stamps(lines: Sequence[PlacedLine], known: Set[int]) -> Iterator[PlacedLine]:
    """What is turned on a page whose text is not; where a table is, what comes again on near pages."""
    upright = {placed.page for placed in lines if not placed.line.turned}
    turned: defaultdict[int, list[str]] = defaultdict(list)
    rest: Counter[int] = Counter()
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for placed in lines:
        if placed.line.turned:
            turned[placed.page].append(placed.line.text)
            pages[placed.line.text].append(placed.page)
        elif placed.start not in known:
            rest[placed.page] += len(placed.line.text)
    tables = {page for page, texts in turned.items() if _are_most(texts, rest[page])}
    for placed in lines:
        page, line = placed.page, placed.line
        is_stamp = page not in tables or comes_again(page, pages[line.text])
        if line.turned and page in upright and is_stamp:
            yield placed


def _are_most(turned: Sequence[str], rest: int) -> bool:
    """Whether the text of a page is turned, as that of wide tables is; single letters are of a slanted picture."""
    characters = sum(map(len, turned))
    return len(turned) >= _FEWEST_ROWS and characters > rest and characters >= _FEWEST_A_ROW * len(turned)
