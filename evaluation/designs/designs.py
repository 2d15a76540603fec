"""The looks in which a made-up report is set: each is one that reports have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Numbers(StrEnum):
    """How headings are numbered: not, "2.1 Title", "2.1." far from its title, or by "Chapter 2" at the top alone."""

    NONE = "none"
    DECIMAL = "decimal"
    APART = "apart"
    CHAPTERS = "chapters"


class Running(StrEnum):
    """What stands at the top of each page: nothing, the report's title, or title and chapter by turns."""

    NONE = "none"
    TITLE = "title"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class HeadingLook:
    """The type of a level of headings; `size` is a share of that of running text."""

    size: float
    bold: bool = True
    italic: bool = False
    colour: str = "#000000"
    capitals: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """A way to set a report. `footer` has `#` for the page and `##` for the number of pages; sizes are in points."""

    name: str
    language: str = "en"
    numbers: Numbers = Numbers.DECIMAL
    running: Running = Running.TITLE
    footer: str = "#"
    headings: Sequence[HeadingLook] = ()
    font: str = "Libertinus Serif"
    size: float = 11.0
    columns: int = 1
    paper: str = "a4"
    outline: bool = True
    contents: bool = True
    leaders: bool = True
    indents: bool = False
    ruled: bool = True
    caption_above: bool = True
    chapter_pages: bool = False
    cover: bool = True


_USUAL = (HeadingLook(1.6), HeadingLook(1.25), HeadingLook(1.1), HeadingLook(1.0, bold=False, italic=True))
_BLUE = (
    HeadingLook(1.8, colour="#003f7d"),
    HeadingLook(1.3, colour="#003f7d"),
    HeadingLook(1.0, colour="#003f7d"),
    HeadingLook(1.0, bold=False, italic=True, colour="#003f7d"),
)
_PLAIN = (
    HeadingLook(1.0, capitals=True, centred=True),
    HeadingLook(1.0, capitals=True),
    HeadingLook(1.0),
    HeadingLook(1.0, bold=False, italic=True),
)

DESIGNS = (
    Design("usual", headings=_USUAL),
    Design("bare", headings=_USUAL, outline=False, contents=False, cover=False, numbers=Numbers.NONE),
    Design("numbered without outline", headings=_USUAL, outline=False, running=Running.CHAPTER),
    Design("unnumbered with contents", headings=_BLUE, outline=False, numbers=Numbers.NONE, leaders=False),
    Design("new pages", headings=_BLUE, numbers=Numbers.CHAPTERS, running=Running.CHAPTER, chapter_pages=True),
    Design("two columns", headings=_USUAL, columns=2, size=9.5, outline=False, contents=False, footer="# | ##"),
    Design("one size", headings=_PLAIN, numbers=Numbers.NONE, outline=False, contents=False, indents=True),
    Design("one size, numbered", headings=_PLAIN, outline=False, font="New Computer Modern", indents=True, ruled=False),
    Design("German", "de", headings=_BLUE, outline=False, numbers=Numbers.APART, footer="Seite # von ##"),
    Design("German, bare", "de", headings=_USUAL, outline=False, contents=False, numbers=Numbers.NONE, indents=True),
    Design("French", "fr", headings=_USUAL, running=Running.CHAPTER, caption_above=False, ruled=False),
    Design("French, two columns", "fr", headings=_PLAIN, outline=False, columns=2, size=10, running=Running.NONE),
    Design("Polish", "pl", headings=_BLUE, outline=False, numbers=Numbers.NONE, footer="– # –", paper="us-letter"),
    Design("Polish, numbered apart", "pl", headings=_USUAL, outline=False, contents=False, numbers=Numbers.APART),
)  # fmt: skip
