"""What a reader hands over: the characters of a file as read, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

OnPage = Callable[[int, int], object]
OnPages = Callable[[int], object]


def _unheard(page: int, pages: int) -> None:
    """Progress that nobody follows."""


def _unheard_of(pages: int) -> None:
    """Likewise."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: the password of an encrypted one, and who is told of each page before it is read.

    `on_page` gets its number, from 1, and that of all pages; `on_pages` that of all, once they are read.
    `without`: the numbers of pages that are left out, with the reason that is given for it.
    """

    password: str | None = None
    on_page: OnPage = _unheard
    on_pages: OnPages = _unheard_of
    without: Mapping[int, str] = field(default_factory=dict)


READING = Reading()


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A physical page: its 1-based number, the label printed on it, and its range in the source."""

    number: int
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line of the source stands: its range there, and its box on the page, in points from the top left.

    `edges`: the left edge of each of its characters, and the right edge of the last.
    """

    start: int
    end: int
    top: float
    bottom: float
    edges: Sequence[float]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A physical page as it is shown: its number, its size in points, and its lines in the order of the source.

    The size is 0 where it is not known.
    """

    page: int
    width: float
    height: float
    lines: tuple[LinePlace, ...]


@dataclass(frozen=True, slots=True)
class HeadingHint:
    """A range of the source that the file format itself marks as a heading."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A range of the source that a link lies over, and the address that it leads to."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the first pages: its range of the source, its page, its type, and its box in points from the top left.

    `parts` are what wide gaps part, with "*" for what is raised; `size` is in points, `bold` holds of most of it;
    `recurs`: it is a header, a footer or a stamp.
    """

    start: int
    end: int
    page: int
    parts: tuple[str, ...]
    size: float
    bold: bool
    colour: int
    top: float
    bottom: float
    left: float
    right: float
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table: its range with caption and notes, and those of its rows, of which the first `head` name the columns.

    `continues`: it goes on with the rows of the table before it.
    """

    start: int
    end: int
    rows: tuple[tuple[int, int], ...]
    head: int = 0
    caption: tuple[int, int] | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The characters as read. `markup` tells whether links, emphasis and escapes are to be removed.

    The report begins at `begins`, after what the file format puts before it. `furniture`: ranges of what the reader
    knows to be headers, footers and page numbers; `links`, `tables` and `cover`, the lines of the first pages, are in
    its order.
    `joints`: where running text ends within a sentence, and where it goes on; None where the reader cannot tell.
    `counts`: what the reader counted, by name.
    """

    name: str
    media_type: str
    text: str
    pages: tuple[SourcePage, ...] = ()
    layouts: tuple[PageLayout, ...] = ()
    markup: bool = True
    begins: int = 0
    heading_hints: tuple[HeadingHint, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    links: tuple[SourceLink, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    joints: tuple[tuple[int, int], ...] | None = None
    cover: tuple[CoverLine, ...] = ()
    info: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
