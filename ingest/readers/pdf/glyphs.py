"""The characters of a page as pdfium finds them: where each stands, and in which type."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, pi
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.rules import NO_RULES, Rules, read_rules

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_ITALIC = re.compile(r"italic|oblique", re.I)
# A font of which only some letters are in the file bears a tag: ABCDEF+Name.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# A weight beyond is none that anybody gave.
_BOLD_WEIGHT, _HEAVIEST = 600, 1000
_LONGEST_FONT_NAME = 128
# What pdfium gives for a hyphen at a line's end.
_HYPHENS = frozenset("\x02\ufffe\u00ad")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LEVEL = pi / 36
_ONE_BYTE = 0xFF
_OF_THE_FONT = re.compile(r"(?<=[^\W\d_])[\ue000-\uf8ff](?=[^\W\d_])")
# What pdfium knows a page of text by.
_TextPage = Any


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page as it is shown: x from the left, y of its baseline from the top, in points.

    `top` and `bottom` are those of its line; `colour` has 24 bits; `generated`: a space that only a gap tells;
    `upright`: it is not turned.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    font: str
    colour: int
    generated: bool
    upright: bool


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page in the order of the file, None where a line ends; its rules; its size in points.

    `unmapped`: how many letters the file does not say, so that what stands for them is a guess, or is left out.
    """

    width: float
    height: float
    frame: Frame
    glyphs: Sequence[Glyph | None]
    rules: Rules = NO_RULES
    unmapped: int = 0


@dataclass(frozen=True, slots=True)
class _Type:
    """What the characters of one piece of text have in common."""

    size: float
    bold: bool
    italic: bool
    font: str
    colour: int
    upright: bool


def open_document(content: bytes, password: str | None) -> pypdfium2.PdfDocument:
    """Raises pypdfium2.PdfiumError."""
    return pypdfium2.PdfDocument(content, password=password)


def read_glyphs(document: pypdfium2.PdfDocument, index: int) -> Glyphs:
    """The characters of the page at this index. Raises pypdfium2.PdfiumError."""
    page = document[index]
    try:
        frame = _frame(page)
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            raw = text.raw
            codes = [pdfium.FPDFText_GetUnicode(raw, place) for place in range(pdfium.FPDFText_CountChars(raw))]
            glyphs = list(_glyphs(text, codes, frame))
            return Glyphs(width, height, frame, glyphs, read_rules(page, frame), _unmapped(text, codes))
        finally:
            text.close()
    finally:
        page.close()


def _frame(page: pypdfium2.PdfPage) -> Frame:
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, page.get_rotation())


def _glyphs(text: pypdfium2.PdfTextPage, codes: Sequence[int], frame: Frame) -> Iterator[Glyph | None]:
    """None where pdfium sees a line end."""
    types: dict[int, _Type] = {}
    raw = text.raw  # looked up once, since each look-up takes as long as a call
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index, code in enumerate(codes):
        if code in (10, 13):
            yield None
            continue
        character = _character(code)
        if not character:
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        kind = _type(raw, index, types, frame)
        (x0, y0), (x1, y1) = frame.point(box.left, box.top), frame.point(box.right, box.bottom)
        baseline = frame.point(x.value, y.value)[1]
        left, right = (x0, x1) if x0 <= x1 else (x1, x0)
        top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
        generated = bool(pdfium.FPDFText_IsGenerated(raw, index))
        width = (right - left) / len(character)
        for place, letter in enumerate(character):
            start = left + place * width
            yield Glyph(
                    letter, start, start + width, top, bottom, baseline,
                    kind.size, kind.bold, kind.italic, kind.font, kind.colour, generated, kind.upright,
                )  # fmt: skip


def _unmapped(text: pypdfium2.PdfTextPage, codes: Sequence[int]) -> int:
    """Where a font does not tell its letters, pdfium gives their numbers in the font for characters.

    Numbers of one byte may be right by the custom of giving letters those of ASCII. A character that only the font
    knows is a bullet where no letter stands beside it.
    """
    characters = "".join(map(chr, codes))
    guessed = {
        index
        for index, character in enumerate(characters)
        if codes[index] > _ONE_BYTE
        and (character.isalpha() or not character.isprintable())
        and pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
    }
    return len(guessed.union(match.start() for match in _OF_THE_FONT.finditer(characters)))


def _character(code: int) -> str:
    """Nothing for what shows nothing: controls, halves of characters, marks of direction."""
    character = chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else ""
    if character in _HYPHENS:
        return "-"
    if character in _LIGATURES:
        return _LIGATURES[character]
    return character if character.isprintable() or character.isspace() else ""


def _type(raw: _TextPage, index: int, known: dict[int, _Type], frame: Frame) -> _Type:
    """The size is that on the page: the font's, enlarged as the text is."""
    item = _address(pdfium.FPDFText_GetTextObject(raw, index))
    if item not in known or not item:
        matrix = pdfium.FS_MATRIX()
        scale = hypot(matrix.b, matrix.d) if pdfium.FPDFText_GetMatrix(raw, index, matrix) else 1.0
        size = pdfium.FPDFText_GetFontSize(raw, index) * (scale or 1.0)
        font = _font(raw, index)
        weight = pdfium.FPDFText_GetFontWeight(raw, index)
        bold = _BOLD_WEIGHT <= weight <= _HEAVIEST or bool(_BOLD.search(font))
        upright = _is_upright(raw, index, frame)
        known[item] = _Type(round(size, 1), bold, bool(_ITALIC.search(font)), font, _colour(raw, index), upright)
    return known[item]


def _address(pointer: Any) -> int:
    """0 for none."""
    return ctypes.addressof(pointer.contents) if pointer else 0


def _font(raw: _TextPage, index: int) -> str:
    name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
    pdfium.FPDFText_GetFontInfo(raw, index, name, _LONGEST_FONT_NAME, ctypes.c_int())
    return _SUBSET.sub("", name.value.decode("utf-8", "replace"))


def _colour(raw: _TextPage, index: int) -> int:
    """Red, green and blue in 24 bits."""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(raw, index, red, green, blue, opaque)
    return red.value << 16 | green.value << 8 | blue.value


def _is_upright(raw: _TextPage, index: int, frame: Frame) -> bool:
    clockwise = pdfium.FPDFText_GetCharAngle(raw, index)
    turned = (clockwise + frame.rotation * pi / 180) % (2 * pi)
    return bool(turned < _LEVEL or turned > 2 * pi - _LEVEL)
