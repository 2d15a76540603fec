"""Citations: what a locator, an in-text form and a reference are made of, and what is never made up."""

from dataclasses import replace

import pytest

from index.catalogue.records import DocumentRecord, PassageRecord
from ingest.document import PrintedPages, Section, SectionKind
from ingest.metadata import Metadata
from ingest.source import SourcePage
from service.answer import CitedPages
from service.citing import cite, reference, section_locator

REPORT = Metadata(title="VET in numbers", authors=("Karno, Anna",), year=2024)
BODY = Section(0, None, SectionKind.BODY, 1, "2.6", "Quality", ("CHAPTER 2. Main", "2.6 Quality"), 0, 100)


def _document(metadata: Metadata = REPORT, *labels: str | None, media_type: str = "application/pdf") -> DocumentRecord:
    pages = tuple(SourcePage(number, label, 0, 0) for number, label in enumerate(labels, 1))
    return DocumentRecord(
        id="vet",
        version=1,
        source_name="vet.pdf",
        source_path=None,
        content_hash="0",
        parser_version=1,
        media_type=media_type,
        ingested_at="2024-01-01T00:00:00+00:00",
        pages=pages,
        warnings=(),
        metadata=metadata,
        provenance={},
    )


def _passage(section: Section = BODY, first: int | None = None, last: int | None = None) -> PassageRecord:
    return PassageRecord(1, "p1", "vet", 0, section, 0, 10, "Some text.", first, last)


@pytest.mark.parametrize(
    ("number", "title", "path", "expected"),
    [
        ("2", "Main", ("CHAPTER 2. Main",), "chapter 2"),
        ("2.6", "Quality", ("CHAPTER 2. Main", "2.6 Quality"), "section 2.6"),
        ("2.6", "Quality", ("CHAPTER 2. Main", "Quality"), "section 2.6"),
        ("3", "Conclusions", ("3 Conclusions",), "section 3"),
        ("IV", "Outlook", ("CHAPTER IV. Outlook",), "chapter IV"),
        ("Annex A", "Tables", ("Annex A. Tables",), "annex A"),
        ("Part II", "Part II", ("Part II",), "part II"),
        (None, "Flanders", ("CHAPTER 2. Main", "2.6 Quality", "Flanders"), "section 2.6 (“Flanders”)"),
        (None, "Sources", ("Annex A. Tables", "Sources"), "annex A (“Sources”)"),
        (None, "Foreword", ("Foreword",), "“Foreword”"),
        (None, "", (), ""),
    ],
)
def test_locates_a_section(number: str | None, title: str, path: tuple[str, ...], expected: str) -> None:
    assert section_locator(replace(BODY, number=number, title=title, path=path)) == expected


def test_locates_front_matter() -> None:
    front = replace(BODY, kind=SectionKind.FRONT, number=None, title="", path=())
    assert section_locator(front) == "front matter"


@pytest.mark.parametrize(
    ("printed", "labels", "locator"),
    [
        (PrintedPages("11", "12"), ("11", "12"), "section 2.6, pp. 11–12"),
        (PrintedPages("9", "12"), ("9", "10", "11", "12"), "section 2.6, pp. 9–12"),
        (PrintedPages("5", "5"), ("5",), "section 2.6, p. 5"),
        (PrintedPages("20", None), ("20",), "section 2.6, p. 20 ff."),
        (PrintedPages("iii", "v"), ("iii", "v"), "section 2.6, pp. iii–v"),
    ],
)
def test_pages_by_the_contents(printed: PrintedPages, labels: tuple[str, ...], locator: str) -> None:
    citation = cite(_document(media_type="text/plain"), _passage(replace(BODY, printed=printed)))
    assert citation.pages == CitedPages(None, None, labels, "contents")
    assert citation.locator == locator


def test_without_pages_there_are_none() -> None:
    citation = cite(_document(media_type="text/plain"), _passage())
    assert citation.pages == CitedPages(None, None, (), None)
    assert (citation.locator, citation.url) == ("section 2.6", "/v1/passages/p1")


@pytest.mark.parametrize(
    ("labels", "first", "last", "shown", "locator"),
    [
        (("i", "ii", "1", "2"), 3, 4, ("1", "2"), "pp. 1–2"),
        (("i", "ii", "1", "2"), 2, 2, ("ii",), "p. ii"),
        (("i", "ii", "1", "2"), 2, 3, ("ii", "1"), "pp. ii–1"),
        ((None, None, None), 2, 3, (), "PDF pp. 2–3"),
        ((None, None, None), 3, 3, (), "PDF p. 3"),
        ((None, "2", "3"), 1, 2, ("2",), "PDF pp. 1–2"),
    ],
)
def test_pages_of_a_pdf(
    labels: tuple[str | None, ...], first: int, last: int, shown: tuple[str, ...], locator: str
) -> None:
    """The printed label, not the physical page; where one is not known, the physical ones, and said so."""
    citation = cite(_document(REPORT, *labels), _passage(first=first, last=last))
    assert citation.pages == CitedPages(first, last, shown, "pdf")
    assert citation.locator == f"section 2.6, {locator}"
    assert citation.url == f"/v1/documents/vet/file#page={first}"


@pytest.mark.parametrize(
    ("metadata", "in_text", "entry"),
    [
        (REPORT, "(Karno, 2024, section 2.6)", "Karno, A. (2024). VET in numbers."),
        (
            replace(REPORT, authors=("Karno, Anna-Marie", "de Wit, J.P.")),
            "(Karno & de Wit, 2024, section 2.6)",
            "Karno, A.-M., & de Wit, J.P. (2024). VET in numbers.",
        ),
        (
            replace(REPORT, authors=("Karno, Anna", "Doe, Jane Mary", "Roe, R.")),
            "(Karno et al., 2024, section 2.6)",
            "Karno, A., Doe, J. M., & Roe, R. (2024). VET in numbers.",
        ),
        (replace(REPORT, authors=("OECD",)), "(OECD, 2024, section 2.6)", "OECD. (2024). VET in numbers."),
        (
            replace(REPORT, authors=("Huawei Technologies Co., Ltd.",)),
            "(Huawei Technologies Co., Ltd., 2024, section 2.6)",
            "Huawei Technologies Co., Ltd. (2024). VET in numbers.",
        ),
        (
            replace(REPORT, authors=("Ministry of Education, Youth and Sports",)),
            "(Ministry of Education, Youth and Sports, 2024, section 2.6)",
            "Ministry of Education, Youth and Sports. (2024). VET in numbers.",
        ),
        (replace(REPORT, authors=()), "(“VET in numbers”, 2024, section 2.6)", "VET in numbers (2024)."),
        (replace(REPORT, year=None), "(Karno, n.d., section 2.6)", "Karno, A. (n.d.). VET in numbers."),
        (
            replace(REPORT, subtitle="what next?", series="Perspectives", publisher="Cedefop"),
            "(Karno, 2024, section 2.6)",
            "Karno, A. (2024). VET in numbers: what next? Perspectives. Cedefop.",
        ),
        (replace(REPORT, cite_as="Cite me so."), "(Karno, 2024, section 2.6)", "Cite me so."),
    ],
)
def test_cites_authors_and_year(metadata: Metadata, in_text: str, entry: str) -> None:
    citation = cite(_document(metadata), _passage())
    assert citation.in_text == in_text
    assert citation.reference == reference(_document(metadata)) == entry


@pytest.mark.parametrize(
    ("provenance", "entry"),
    [
        ({"cite_as": "parsed", "year": "parsed"}, "Cite me so."),
        ({"cite_as": "parsed", "year": "manifest", "authors": "manifest"}, "Cite me so."),
        ({"cite_as": "parsed", "year": "edited"}, "Karno, A. (2024). VET in numbers."),
        ({"cite_as": "manifest", "authors": "edited"}, "Karno, A. (2024). VET in numbers."),
        ({"cite_as": "edited", "year": "edited"}, "Cite me so."),
        ({"cite_as": "parsed", "country": "edited"}, "Cite me so."),
    ],
)
def test_a_correction_holds_in_the_reference_too(provenance: dict[str, str], entry: str) -> None:
    """The report's own words stand until a person corrects what they say."""
    document = replace(_document(replace(REPORT, cite_as="Cite me so.")), provenance=provenance)
    assert cite(document, _passage()).reference == reference(document) == entry


def test_without_anything_known_the_year_alone_is_said_to_be_unknown() -> None:
    section = replace(BODY, number=None, title="", path=())
    assert cite(_document(Metadata()), _passage(section)).in_text == "(n.d.)"


def test_names_the_document_and_the_section() -> None:
    citation = cite(_document(replace(REPORT, country="BE")), _passage())
    assert (citation.document.id, citation.document.country, citation.document.source) == ("vet", "BE", "vet.pdf")
    assert citation.section.path == ("CHAPTER 2. Main", "2.6 Quality")
