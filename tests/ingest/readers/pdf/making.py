"""Small PDFs, and characters and lines as they stand on a page, made for tests."""

import io
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from ingest.readers.pdf.assembling import Assembled, ReadPage, assemble
from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.glyphs import Glyph, Glyphs
from ingest.readers.pdf.headings import find_hints
from ingest.readers.pdf.lines import PageLine
from ingest.readers.pdf.opening import OutlineEntry

WIDTH, HEIGHT = 595.0, 842.0
# In every font made here, the share of its size that a character is wide.
ADVANCE = 0.5
RUNNING = (
    "The reform of the dual system was adopted by parliament in 2021 and gives each region a council of its own. "
    "Schools and companies train learners together, and the councils decide how many places there are every year."
)


def drawn(*contents: str, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """A PDF of pages of 300 by 300 points from what draws them; changed before it is written.

    /F1 is Helvetica (its codes 1 and 2 a ligature and a soft hyphen), /F2 bold, /F3 Times italic, /F4 a tagged font.
    """
    writer = PdfWriter()
    fonts = DictionaryObject()
    names = ("Helvetica", "Helvetica-Bold", "Times-Italic", "ABCDEF+Helvetica")
    for number, name in enumerate(names, 1):
        fonts[NameObject(f"/F{number}")] = writer._add_object(_font(name))
    for content in contents:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(content.encode())
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _font(name: str) -> DictionaryObject:
    differences = ArrayObject([NumberObject(1), NameObject("/fi"), NameObject("/uni00AD")])
    encoding = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Encoding"),
            NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/Differences"): differences,
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
            NameObject("/Encoding"): encoding,
        }
    )


def pdf(*pages: str, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """A PDF with a line of text on each page."""
    return drawn(*[f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET" for text in pages], change=change)


def glyphs(
    text: str,
    left: float = 72.0,
    baseline: float = 100.0,
    size: float = 10.0,
    *,
    bold: bool = False,
    italic: bool = False,
    font: str = "Serif",
    colour: int = 0,
    upright: bool = True,
) -> list[Glyph]:
    """The characters of a text, each as wide as half its size."""
    width = ADVANCE * size
    top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
    starts = [left + place * width for place in range(len(text))]
    return [
        Glyph(letter, x, x + width, top, bottom, baseline, size, bold, italic, font, colour, False, upright)
        for letter, x in zip(text, starts, strict=True)
    ]


def page_of(*runs: Sequence[Glyph]) -> Glyphs:
    """A page of these runs of characters, with a line end behind each."""
    frame = Frame(0.0, 0.0, WIDTH, HEIGHT, 0)
    return Glyphs(WIDTH, HEIGHT, frame, [glyph for run in runs for glyph in (*run, None)])


def line(
    text: str,
    baseline: float = 300.0,
    left: float = 72.0,
    right: float | None = None,
    *,
    size: float = 10.0,
    bold: float = 0.0,
    italic: float = 0.0,
    font: str = "Serif",
    colour: int = 0,
    turned: bool = False,
) -> PageLine:
    """A line of text; tabs part its cells."""
    width = ADVANCE * size if right is None else (right - left) / len(text)
    edges = tuple((left + place * width, left + (place + 1) * width) for place in range(len(text)))
    top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
    cells = text.count("\t") + 1
    return PageLine(text, edges, top, bottom, baseline, size, bold, italic, {font: len(text)}, colour, cells, turned)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be set; a line feed in its text ends a line."""

    text: str
    size: float = 10.0
    bold: float = 0.0
    italic: float = 0.0
    font: str = "Serif"
    colour: int = 0


def sheet(*blocks: Block | str) -> list[PageLine]:
    """The lines of blocks set below each other, a wide gap between them; lines have at most 70 characters."""
    lines: list[PageLine] = []
    baseline = 120.0
    for block in blocks:
        each = block if isinstance(block, Block) else Block(block)
        for row in each.text.split("\n"):
            for text in textwrap.wrap(row, 70, expand_tabs=False, replace_whitespace=False):
                lines.append(
                    line(
                        text,
                        baseline,
                        size=each.size,
                        bold=each.bold,
                        italic=each.italic,
                        font=each.font,
                        colour=each.colour,
                    )
                )
                baseline += 1.2 * each.size
        baseline += 24.0
    return lines


def assembled(*pages: Iterable[PageLine]) -> Assembled:
    """Pages without labels, put together."""
    read = [ReadPage(WIDTH, HEIGHT, list(lines)) for lines in pages]
    return assemble(read, [None] * len(read))


def headings(*pages: list[PageLine], outline: list[OutlineEntry] | None = None) -> list[tuple[int, str]]:
    """Level and text of each heading."""
    found = assembled(*pages)
    hints = find_hints(found.paragraphs, outline or [], frozenset())
    return [(hint.level, found.text[hint.start : hint.end].replace("\n", " ")) for hint in hints]
