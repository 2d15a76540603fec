"""Characters of small PDFs: where they stand on the page as it is shown, and in which type."""

from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, RectangleObject, TextStringObject

from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.glyphs import Glyph, Glyphs, open_document, read_glyphs
from ingest.readers.pdf.lines import lines_of_page
from tests.ingest.readers.pdf.making import drawn

# What turns a line of text by so many degrees against the clock, and places it well on the page.
TURNED = {90: "0 1 -1 0 150 50 Tm", 180: "-1 0 0 -1 250 150 Tm", 270: "0 -1 1 0 150 250 Tm"}


def read(content: bytes) -> Glyphs:
    with open_document(content, None) as document:
        return read_glyphs(document, 0)


def only(content: bytes) -> list[Glyph]:
    return [glyph for glyph in read(content).glyphs if glyph is not None]


def test_places_are_counted_from_the_top_left() -> None:
    page = read(drawn("BT /F1 12 Tf 20 200 Td (A) Tj ET"))
    (letter,) = (glyph for glyph in page.glyphs if glyph)
    assert (page.width, page.height) == (300, 300)
    assert letter.left == pytest.approx(20, abs=0.1)
    assert letter.baseline == pytest.approx(100)
    assert letter.top < letter.baseline < letter.bottom


def test_places_are_counted_from_what_is_shown_of_the_page() -> None:
    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox = RectangleObject((10, 50, 290, 250))

    page = read(drawn("BT /F1 12 Tf 20 200 Td (A) Tj ET", change=crop))
    (letter,) = (glyph for glyph in page.glyphs if glyph)
    assert (page.width, page.height) == (280, 200)
    assert (letter.left, letter.baseline) == pytest.approx((10, 50), abs=0.1)


@pytest.mark.parametrize(
    ("rotation", "lower_left", "upper_left"),
    [(0, (0, 400), (0, 0)), (90, (0, 0), (400, 0)), (180, (300, 0), (300, 400)), (270, (400, 300), (0, 300))],
)
def test_corners_of_a_turned_page(
    rotation: int, lower_left: tuple[float, float], upper_left: tuple[float, float]
) -> None:
    """A page of 300 by 400 points, turned with the clock."""
    frame = Frame(10, 20, 310, 420, rotation)
    assert (frame.point(10, 20), frame.point(10, 420)) == (lower_left, upper_left)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned(angle: int) -> None:
    """Its text is turned as well, so that it stands upright when shown."""
    content = drawn(f"BT /F1 12 Tf {TURNED[angle]} (Read me) Tj ET", change=lambda w: w.pages[0].rotate(angle))
    page = read(content)
    assert [(found.text, found.turned) for found in lines_of_page(page)] == [("Read me", False)]
    letters = [glyph for glyph in page.glyphs if glyph]
    assert all(glyph.upright for glyph in letters)
    assert {round(glyph.baseline) for glyph in letters} == {150}
    assert letters[0].left == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("angle", TURNED)
def test_text_that_is_turned_on_its_page(angle: int) -> None:
    assert not any(glyph.upright for glyph in only(drawn(f"BT /F1 12 Tf {TURNED[angle]} (Stamp) Tj ET")))


def test_size_is_that_on_the_page() -> None:
    (letter,) = only(drawn("2 0 0 2 0 0 cm BT /F1 1 Tf 7 0 0 7 10 100 Tm (A) Tj ET"))
    assert letter.size == 14


@pytest.mark.parametrize(
    ("font", "name", "bold", "italic"),
    [
        ("F1", "Helvetica", False, False),
        ("F2", "Helvetica-Bold", True, False),
        ("F3", "Times-Italic", False, True),
        ("F4", "Helvetica", False, False),
    ],
)
def test_type(font: str, name: str, bold: bool, italic: bool) -> None:
    (letter,) = only(drawn(f"BT /{font} 12 Tf 20 200 Td (A) Tj ET"))
    assert (letter.font, letter.bold, letter.italic) == (name, bold, italic)


def test_each_piece_of_text_has_its_own_type() -> None:
    first, second = only(drawn("BT /F1 12 Tf 20 200 Td (A) Tj 1 0 0.2 rg /F2 9 Tf (B) Tj ET"))
    assert (first.size, first.bold, first.colour) == (12, False, 0x000000)
    assert (second.size, second.bold, second.colour) == (9, True, 0xFF0033)


def test_a_ligature_is_the_letters_it_stands_for() -> None:
    assert [glyph.text for glyph in only(drawn(r"BT /F1 12 Tf 20 200 Td (o\001ce) Tj ET"))] == list("ofice")


def test_a_hyphen_at_a_line_end_is_one() -> None:
    page = read(drawn("BT /F1 12 Tf 20 200 Td (infor-) Tj 0 -14 Td (mation) Tj ET"))
    assert [found.text for found in lines_of_page(page)] == ["infor-", "mation"]


def test_a_soft_hyphen_is_a_hyphen() -> None:
    assert "".join(glyph.text for glyph in only(drawn(r"BT /F1 12 Tf 20 200 Td (infor\002) Tj ET"))) == "infor-"


def test_a_gap_between_words_is_a_space() -> None:
    found = only(drawn("BT /F1 12 Tf 20 200 Td [(two) -500 (words)] TJ ET"))
    assert [(glyph.text, glyph.generated) for glyph in found if glyph.text == " "] == [(" ", True)]


def test_a_line_end_is_none() -> None:
    page = read(drawn("BT /F1 12 Tf 20 200 Td (First line) Tj 0 -14 Td (Second line) Tj ET"))
    assert "".join(glyph.text if glyph else "|" for glyph in page.glyphs).split("|") == [
        "First line",
        "",
        "Second line",
    ]


def test_letters_that_the_file_does_not_say_are_counted() -> None:
    """A font whose letters have numbers and no names, some of which are said all the same."""

    def number(writer: PdfWriter) -> None:
        resources: Any = writer.pages[0]["/Resources"]
        resources["/Font"][NameObject("/F5")] = writer._add_object(_numbered(writer))

    codes = "".join(f"{code:04X}" for code in (0x0041, 0x0410, 0x0411, 0xCEAA))
    assert read(drawn(f"BT /F5 12 Tf 20 200 Td <{codes}> Tj ET", change=number)).unmapped == 3
    assert read(drawn("BT /F1 12 Tf 20 200 Td (Said) Tj ET")).unmapped == 0


def _numbered(writer: PdfWriter) -> DictionaryObject:
    described = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): NameObject("/Numbered"),
            NameObject("/Flags"): NumberObject(4),
            NameObject("/FontBBox"): ArrayObject([NumberObject(n) for n in (0, 0, 1000, 1000)]),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(800),
            NameObject("/Descent"): NumberObject(-200),
            NameObject("/CapHeight"): NumberObject(700),
            NameObject("/StemV"): NumberObject(80),
        }
    )
    ordering = {"/Registry": TextStringObject("Adobe"), "/Ordering": TextStringObject("Identity")}
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/Numbered"),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    **{NameObject(key): value for key, value in ordering.items()},
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/FontDescriptor"): writer._add_object(described),
            NameObject("/DW"): NumberObject(500),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Numbered"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
        }
    )
