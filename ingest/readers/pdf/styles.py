"""The type that paragraphs are set in, and how far it stands out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import mode

from ingest.readers.pdf.assembling import Paragraph
from ingest.readers.pdf.lines import PageLine

# Share of the size of running text from which on type is that of headings, and that below which it is that of notes.
LARGER = 1.07
SMALLEST = 0.9
_ALL = 0.9
# The first words alone may be bold: "Finding 1: What follows is italic".
_SOME = 0.1
_FEWEST_LETTERS = 3
_MOST_OF_A_PAGE = 1000
_SLANTED = re.compile(r"italic|oblique", re.I)


class Face(StrEnum):
    """How far all of a paragraph stands out: bold throughout, bold and then italic, italic, or not."""

    BOLD = "bold"
    MIXED = "mixed"
    ITALIC = "italic"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Style:
    """The type of a paragraph."""

    size: float
    face: Face
    font: str
    colour: int
    capitals: bool
    centred: bool = False

    @property
    def weight(self) -> tuple[float, int, bool, bool, bool]:
        """The less, the more it stands out: by its size, its face, upright rather than slanted, capitals, centred."""
        slanted = bool(_SLANTED.search(self.font))
        return -self.size, list(Face).index(self.face), slanted, not self.capitals, not self.centred


@dataclass(frozen=True)
class Typed:
    """A paragraph with the type that it is set in; `centred` where that tells it from others in its type."""

    paragraph: Paragraph
    centred: bool = False

    @property
    def start(self) -> int:
        return self.paragraph.start

    @property
    def page(self) -> int:
        return self.paragraph.page

    @property
    def lines(self) -> int:
        return len(self.paragraph.lines)

    @property
    def left(self) -> float:
        return min(placed.line.left for placed in self.paragraph.lines)

    @property
    def right(self) -> float:
        return max(placed.line.right for placed in self.paragraph.lines)

    @cached_property
    def text(self) -> str:
        return self.paragraph.text

    @cached_property
    def style(self) -> Style:
        lines = [placed.line for placed in self.paragraph.lines]
        capitals = self.text.isupper() and sum(c.isalpha() for c in self.text) >= _FEWEST_LETTERS
        fonts = sum((Counter(line.fonts) for line in lines), Counter[str]())
        font = fonts.most_common(1)[0][0]
        size, colour = mode(line.size for line in lines), mode(line.colour for line in lines)
        return Style(size, _face(lines), font, colour, capitals, self.centred)


def _face(lines: Sequence[PageLine]) -> Face:
    whole = sum(len(line.text) for line in lines)
    bold = sum(line.bold * len(line.text) for line in lines) / whole
    italic = sum(line.italic * len(line.text) for line in lines) / whole
    if bold >= _ALL:
        return Face.BOLD
    if bold + italic < _ALL:
        return Face.PLAIN
    return Face.MIXED if lines[0].bold >= _SOME or italic < _ALL else Face.ITALIC


def body_style(paragraphs: Iterable[Typed]) -> Style | None:
    """The type that most characters are set in, of those of a page only so many: notes at the end are dense."""
    by_page: Counter[tuple[Style, int]] = Counter()
    for paragraph in paragraphs:
        by_page[paragraph.style, paragraph.page] += len(paragraph.text)
    counts: Counter[Style] = Counter()
    for (style, _), characters in by_page.items():
        counts[style] += min(characters, _MOST_OF_A_PAGE)
    return counts.most_common(1)[0][0] if counts else None
