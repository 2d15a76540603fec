"""The type of running text: the size and the fonts that most of a document is set in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from ingest.captions import is_caption
from ingest.readers.pdf.lines import PageLine

Group = list[PageLine]

_SAME_SIZE = 0.06
# Of a page so many characters count: notes and references at the end of a report are dense.
_MOST_OF_A_PAGE = 1000
# A line of running text has so many words, and a font that sets less than this share of such lines is another one.
_WORDS_OF_A_LINE = 6
_LEAST_OF_A_FONT = 0.05
_ALL = 0.9
_LEAST_OF_A_COLUMN, _FILLED = 0.6, 0.85
# Dots lead from a title in the contents to its page.
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class BodyType:
    """The size of most characters; of long lines in it the fonts, the usual width, and whether most stand out."""

    size: float
    fonts: frozenset[str]
    width: float = 0.0
    stands_out: bool = False

    def is_set(self, group: Sequence[PageLine]) -> bool:
        """Whether a group is set in the type of running text, upright and without cells, and is no caption."""
        return (
            abs(group[0].size - self.size) <= _SAME_SIZE * self.size
            and all(not line.tabular and not line.turned for line in group)
            and _share(group, self.fonts) >= 0.5
            and (self.stands_out or not all(map(stands_out, group)))
            and not is_caption(group[0].text)
        )

    def is_filled(self, line: PageLine) -> bool:
        """Whether a line has about the width of most long lines."""
        return line.right - line.left >= _FILLED * self.width

    def is_wide(self, group: Sequence[PageLine]) -> bool:
        """Whether it fills a column of running text, and no cell of a table."""
        width = max(line.right for line in group) - min(line.left for line in group)
        return width >= _LEAST_OF_A_COLUMN * self.width


def body_type(pages: Sequence[Sequence[PageLine]]) -> BodyType:
    """That of a whole document."""
    size = body_size(pages)
    long = [line for line in chain.from_iterable(pages) if _is_long(line, size)]
    fonts = sum_of(long)
    usual = frozenset(font for font, count in fonts.items() if count >= _LEAST_OF_A_FONT * fonts.total())
    width = median(line.right - line.left for line in long) if long else 0.0
    return BodyType(size, usual, width, 2 * sum(map(stands_out, long)) > len(long))


def body_size(pages: Iterable[Sequence[PageLine]]) -> float:
    """The size of type of most characters; 0 where there are none."""
    counts: Counter[float] = Counter()
    for lines in pages:
        of_page: Counter[float] = Counter()
        for line in lines:
            of_page[line.size] += len(line.text)
        counts.update({size: min(count, _MOST_OF_A_PAGE) for size, count in of_page.items()})
    return counts.most_common(1)[0][0] if counts else 0.0


def has_words(group: Sequence[PageLine]) -> bool:
    """Whether it may be a sentence: some words, more than numbers, and not all in capitals."""
    words = [word for line in group for word in line.text.split()]
    spoken = sum(any(character.isalpha() for character in word) for word in words)
    text = "".join(words)
    return spoken >= _FEWEST_WORDS and 2 * spoken >= len(words) and not text.isupper() and not LEADERS.search(text)


def stands_out(line: PageLine) -> bool:
    """Whether a line is bold or italic throughout."""
    return line.bold + line.italic >= _ALL


def sum_of(lines: Iterable[PageLine]) -> Counter[str]:
    """The characters of lines, by font."""
    fonts: Counter[str] = Counter()
    for line in lines:
        fonts.update(line.fonts)
    return fonts


def _is_long(line: PageLine, size: float) -> bool:
    return abs(line.size - size) <= _SAME_SIZE * size and line.text.count(" ") >= _WORDS_OF_A_LINE - 1


def _share(group: Sequence[PageLine], fonts: frozenset[str]) -> float:
    """How much of a group is set in these fonts; all of it where none are known."""
    counts = sum_of(group)
    return sum(counts[font] for font in fonts) / max(counts.total(), 1) if fonts else 1.0
