"""Title, subtitle and authors by the type of a cover, from PDFs made here."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from ingest.covers import is_series, is_title, may_be_title
from ingest.document import ParsedDocument
from ingest.origins import Origin
from ingest.parse import parse
from ingest.readers import read_source
from tests.ingest.readers.pdf.making import RUNNING, drawn

Line = tuple[float, str]
REGULAR, BOLD, ITALIC = "F1", "F2", "F3"


def page(*lines: tuple[float, float, str], font: str = REGULAR) -> str:
    """Draws lines of a size at a height."""
    return " ".join(f"BT /{font} {size} Tf 20 {y} Td ({_escaped(text)}) Tj ET" for size, y, text in lines)


def _escaped(text: str) -> str:
    coded = (f"\\{byte:03o}" if byte > 126 or byte in b"()\\" else chr(byte) for byte in text.encode("cp1252"))
    return "".join(coded)


def body(text: str = RUNNING) -> str:
    words, lines = text.split(), []
    while words:
        lines.append(" ".join(words[:8]))
        words = words[8:]
    return page(*[(8, 270 - 10 * row, line) for row, line in enumerate(lines)])


def document(*pages: str, change: Callable[[PdfWriter], object] = lambda _: None) -> ParsedDocument:
    return parse(read_source("r17.pdf", drawn(*pages, change=change)))


def stating(**values: str) -> Callable[[PdfWriter], object]:
    return lambda writer: writer.add_metadata({f"/{key}": value for key, value in values.items()})


def test_the_largest_type_is_the_title_and_what_stands_below_it_the_subtitle() -> None:
    cover = page(
        (9, 280, "Ministry of Education"), (24, 200, "Skills for"), (24, 174, "tomorrow"), (14, 150, "A review")
    )
    found = document(cover, body())
    assert (found.metadata["title"], found.metadata["subtitle"]) == ("Skills for tomorrow", "A review")
    assert found.origins["title"] is Origin.COVER


def test_a_title_parts_at_its_colon_where_nothing_stands_below_it() -> None:
    found = document(page((20, 200, "Skills: a review")), body()).metadata
    assert (found["title"], found["subtitle"]) == ("Skills", "a review")


def test_a_word_that_a_line_cuts_is_whole_where_the_text_has_it() -> None:
    cover = page((20, 200, "The reform of appren-"), (20, 178, "ticeships"))
    assert (
        document(cover, body(f"Apprenticeships are old. {RUNNING}")).metadata["title"]
        == "The reform of apprenticeships"
    )


@pytest.mark.parametrize(
    "large",
    [
        "Cedefop",
        "2023",
        "June 2023",
        "www.skills.example",
        "Report No 12/2023",
        "Reference series 3075 series",
    ],
)
def test_what_is_no_title_however_large(large: str) -> None:
    assert (
        document(page((30, 250, large), (18, 180, "Skills for tomorrow")), body()).metadata["title"]
        == "Skills for tomorrow"
    )


def test_a_title_on_the_page_of_the_text_stands_above_it() -> None:
    first = page((16, 285, "Skills for tomorrow")) + " " + body() + " " + page((16, 40, "Another story of it all"))
    assert document(first, body()).metadata["title"] == "Skills for tomorrow"


def test_a_page_that_goes_on_from_another_has_no_title() -> None:
    first = body(f"and so {RUNNING}") + " " + page((16, 120, "Of something else"))
    found = document(first, body())
    assert (found.metadata["title"], found.origins["title"]) == ("r17.pdf", Origin.FILE_NAME)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Skills for tomorrow", "Skills for tomorrow"),
        ("Skills for tomorrow: a review", "SKILLS FOR TOMORROW"),
        ("Annual report template", "SKILLS FOR TOMORROW"),
        ("Microsoft Word - draft_3.docx", "SKILLS FOR TOMORROW"),
    ],
)
def test_what_the_file_states_counts_where_it_agrees_with_the_cover(stated: str, title: str) -> None:
    cover = page((24, 200, "SKILLS FOR TOMORROW"))
    assert document(cover, body(), change=stating(Title=stated)).metadata["title"] == title


@pytest.mark.parametrize(
    ("stated", "title", "origin"),
    [
        ("Skills for tomorrow", "Skills for tomorrow", Origin.INFORMATION),
        ("PowerPoint Presentation", "r17.pdf", Origin.FILE_NAME),
        ("Layout 1", "r17.pdf", Origin.FILE_NAME),
        ("0000764478-23-000006", "r17.pdf", Origin.FILE_NAME),
        ("UG", "r17.pdf", Origin.FILE_NAME),
    ],
)
def test_without_a_title_in_type_the_file_is_asked(stated: str, title: str, origin: Origin) -> None:
    found = document(body(), body(), change=stating(Title=stated))
    assert (found.metadata["title"], found.origins["title"]) == (title, origin)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Anna Karno", ("Karno, Anna",)),
        ("By A. B. Karno and Jan Maes", ("Karno, A. B.", "Maes, Jan")),
        ("von Anna Karno und Jörg Müller", ("Karno, Anna", "Müller, Jörg")),
        ("Anna Karno, Jan Maes & Élise Dupont", ("Karno, Anna", "Maes, Jan", "Dupont, Élise")),
        ("Dr. Anna Karno (University of Malta); Prof. Jan van der Berg", ("Karno, Anna", "van der Berg, Jan")),
        ("G. A. LEBOUR, M.A., F.G.S.", ("LEBOUR, G. A.",)),
    ],
)
def test_names_below_the_title(line: str, authors: tuple[str, ...]) -> None:
    found = document(page((20, 200, "Skills for tomorrow"), (10, 170, line)), body())
    assert (found.metadata.get("authors"), found.origins.get("authors")) == (authors, Origin.COVER)


@pytest.mark.parametrize(
    "line", ["Higher Education", "Skills Norway", "ReferNet Portugal", "Country Report", "USER GUIDE"]
)
def test_what_is_no_name_of_a_person(line: str) -> None:
    cover = page((20, 200, "Skills for tomorrow"), (8, 170, line))
    assert "authors" not in document(cover, body(f"There are higher skills in the country. {RUNNING}")).metadata


def test_affiliations_raised_or_in_lines_below_are_no_names() -> None:
    shown = [(10, 0, "Anna Karno"), (6, 4, "a"), (10, 0, ", Jan Maes"), (6, 4, "b")]
    names = f"BT 20 170 Td {' '.join(f'/F1 {size} Tf {rise} Ts ({text}) Tj' for size, rise, text in shown)} ET"
    cover = f"{page((20, 200, 'Skills for tomorrow'))} {names} {page((10, 140, 'University of Malta, Msida'))}"
    assert document(cover, body()).metadata["authors"] == ("Karno, Anna", "Maes, Jan")


def test_a_person_of_the_file_information_is_an_author_who_stands_on_the_first_pages() -> None:
    cover = page((20, 200, "Skills for tomorrow"), (8, 40, "Contact: Anna Karno, Valletta"))
    assert document(cover, body(), change=stating(Author="Anna Karno")).metadata["authors"] == ("Karno, Anna",)
    assert "authors" not in document(cover, body(), change=stating(Author="jdoe")).metadata
    assert "authors" not in document(cover, body(), change=stating(Author="Paul Setter")).metadata


def test_a_body_of_the_file_information_is_an_author_but_for_a_program() -> None:
    cover = page((20, 200, "Skills for tomorrow"))
    stated = stating(Author="Malta Institute of Skills")
    assert document(cover, body(), change=stated).metadata["authors"] == ("Malta Institute of Skills",)
    made = stating(Author="Acme Online, a division of Acme Company", Creator="ACME Converter")
    assert "authors" not in document(cover, body(), change=made).metadata


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("June 2023", 2023),
        ("März 2022", 2022),
        ("Wien, im Mai 2021", 2021),
        ("12.2014", 2014),
        ("Version of May 5, 2020", 2020),
    ],
)
def test_the_date_of_a_cover(line: str, year: int) -> None:
    cover = page((20, 200, "Skills for tomorrow"), (9, 60, line))
    found = document(cover, body(), change=stating(CreationDate="D:20250311"))
    assert (found.metadata["year"], found.origins["year"]) == (year, Origin.COVER)


def test_the_day_of_the_file_is_the_last_resort() -> None:
    found = document(page((20, 200, "Skills for Agenda 2030-35")), body(), change=stating(CreationDate="D:20240311"))
    assert (found.metadata["year"], found.origins["year"]) == (2024, Origin.INFORMATION)


def test_series_and_country_of_a_cover() -> None:
    cover = page(
        (20, 200, "Skills for tomorrow"), (12, 160, "Österreich"), (9, 60, "ReferNet thematic perspectives series")
    )
    found = document(cover, body())
    assert (found.metadata["series"], found.metadata["country"]) == ("ReferNet thematic perspectives series", "AT")


@pytest.mark.parametrize("text", ["Working papers", "Schriftenreihe", "A time series"])
def test_names_of_series(text: str) -> None:
    assert is_series(text) == (len(text.split()) > 1)


@given(st.text(max_size=200))
def test_any_words_can_be_judged(text: str) -> None:
    assert may_be_title(text) in (True, False)
    assert not is_title(text, {}) or may_be_title(text)


@given(
    st.lists(
        st.tuples(
            st.integers(6, 40), st.sampled_from(["Anna Karno", "Skills", "2023", "by", "Malta", "a, b & c", "©"])
        ),
        max_size=8,
    )
)
def test_what_is_found_stands_in_the_file(lines: list[tuple[int, str]]) -> None:
    drawing = page(*[(size, 280 - 34 * row, text) for row, (size, text) in enumerate(lines)])
    found = document(drawing, body(), change=stating(CreationDate="D:20240311"))
    title = str(found.metadata["title"])
    assert title == "r17.pdf" or all(word in found.source.text for word in title.split())
    assert set(found.origins) == set(found.metadata)
