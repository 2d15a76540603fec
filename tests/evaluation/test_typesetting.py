"""The report as a PDF: what a reader of it finds is what its text says."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from evaluation.typesetting.report import Kind, Report, read_report
from evaluation.typesetting.runs import Run, runs
from evaluation.typesetting.typeset import typeset
from ingest.errors import EvaluationError

HEADER = "Implementing European priorities in VET"
LABELS = ["", "i", "ii", "iii", "iv", *map(str, range(5, 23))]
# Ends and beginnings of pages between which the text shows a page break.
CUTS = {
    "5": ("the key indicators are: 3 425", "bonuses awarded"),
    "6": ("Logisticity", "(transport and logistics)"),
    "8": ("2023 update [online tool].", "In 2023, 1 000 schools completed Digisnap"),
    "9": ("by the Recovery and Resilience", "Plan, addresses the need"),
    "10": ("a new initiative to", "address food insecurity"),
    "11": ("National Reference Point (NRP)", "for VET to bring together"),
    "12": ("the core curriculum. The", "continuous mobilisation"),
    "13": ("the agency for Higher", "Education, Adult Education and Qualifications"),
    "14": ("agile and resilient. During", "implementation, emphasis was placed"),
    "17": ("both neutral secretariat and", "implementor of various"),
    "20": ("search/28026", "• Cedefop and Refernet (2023i)."),
    "21": ("la-gouvernance-des-options/", "• Gouvernement de la Communauté française."),
}


@pytest.fixture(scope="module")
def text(corpus: Path) -> str:
    return (corpus / "belgium-vet-2023.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(text: str) -> Report:
    return read_report(text)


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return typeset(report)


@pytest.fixture(scope="module")
def pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(pdf: PdfReader) -> dict[str, list[str]]:
    """Lines by page label, header and footer included."""
    lines = ([line.strip() for line in page.extract_text().strip().splitlines()] for page in pdf.pages)
    return dict(zip(pdf.page_labels, lines, strict=True))


@pytest.fixture(scope="module")
def bodies(pages: dict[str, list[str]]) -> dict[str, list[str]]:
    """Lines by page label, without header and footer."""
    return {label: lines[label.isdigit() : -1 if label else None] for label, lines in pages.items()}


def test_cover_has_no_number_front_matter_has_roman_ones(pdf: PdfReader) -> None:
    assert pdf.page_labels == LABELS


def test_each_page_prints_its_label_and_those_of_the_body_the_short_title(pages: dict[str, list[str]]) -> None:
    assert [label for label, lines in pages.items() if lines[-1] == label] == LABELS[1:]
    assert {lines[0] for label, lines in pages.items() if label.isdigit()} == {HEADER}


def test_pages_are_a4(pdf: PdfReader) -> None:
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages} == {(595, 842)}


def test_sections_begin_on_the_pages_that_the_contents_page_names(report: Report, bodies: dict[str, list[str]]) -> None:
    assert [entry.heading for entry in report.contents if entry.heading not in _joined(bodies[str(entry.page)])] == []


@pytest.mark.parametrize("label", CUTS)
def test_pages_end_where_the_text_shows_it(label: str, bodies: dict[str, list[str]]) -> None:
    end, beginning = CUTS[label]
    assert _joined(bodies[label]).endswith(end)
    assert _joined(bodies[str(int(label) + 1)]).startswith(beginning)


def test_footnotes_stand_at_the_foot_of_the_page_of_their_markers(bodies: dict[str, list[str]]) -> None:
    text, first, second = re.split(r" (?=⁽[¹²]⁾ [A-Z])", _joined(bodies["8"]))
    assert "(with an optional year 7) ⁽¹⁾. The learning" in text
    assert "into the system ⁽²⁾. In" in text
    assert first.startswith("⁽¹⁾ Secondary education in the Belgium")
    assert second.startswith("⁽²⁾ See also: Cedefop, & Refernet (2023g).")
    assert [label for label, lines in bodies.items() if re.search("⁽[¹²]⁾", _joined(lines))] == ["8"]


def test_references_lead_to_their_addresses(text: str, pdf: PdfReader) -> None:
    targets = [link["/A"]["/URI"] for page in pdf.pages for link in _links(page) if "/A" in link]
    assert list(dict.fromkeys(targets)) == re.findall(r"https?://[^\s>]+", text)


def test_links_lie_over_the_words_of_their_references(text: str, pdf: PdfReader) -> None:
    references = re.findall(r"^- (.+(https?://[^\s>]+).*)", text, flags=re.M)
    linked: dict[str, str] = {}
    for page in pdf.pages[LABELS.index("20") :]:
        for address, words in _linked_words(page):
            linked[address] = linked.get(address, "") + words
    unbroken = {address: re.sub(r"[\s-]", "", words) for address, words in linked.items()}
    assert unbroken == {address: re.sub(r"[\s*<>-]", "", words) for words, address in references}


def test_contents_page_leads_to_the_sections(report: Report, pdf: PdfReader) -> None:
    targets = dict.fromkeys(link["/Dest"] for link in _links(pdf.pages[LABELS.index("iv")]))
    led_to = [(name, _label(pdf, pdf.named_destinations[name])) for name in targets]
    assert led_to == [(entry.heading, str(entry.page)) for entry in report.contents]


def test_outline_is_the_tree_of_headings(report: Report, pdf: PdfReader) -> None:
    assert list(_outline(pdf, pdf.outline)) == [(e.level, e.heading, str(e.page)) for e in report.contents]


def test_metadata(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == (
        "Implementing European priorities in VET: making national VET agile, flexible, innovative, attractive, "
        "inclusive and quality-assured: Belgium"
    )
    assert pdf.metadata.author == "Anna Karno"
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.year == 2024


def test_words_are_those_of_the_report(text: str, bodies: dict[str, list[str]]) -> None:
    """A word may be broken at line ends, with a hyphen or after one; an address anywhere, without."""
    typeset_text = re.sub(r"(?: \.){3,}", "", "\n".join(chain.from_iterable(bodies.values())))
    at = 0
    for word in _words(text):
        address = word.startswith("http")
        joint = "\n?" if address else "(?:-\n)?"
        letters = (re.escape(c) + ("\n?" if c in "-/–" else joint) for c in word)
        found = re.compile("".join(letters) + r"(?:\s+|(?<=\s)|$)").match(typeset_text, at)
        assert found, f"{word!r} does not stand at {typeset_text[at : at + 80]!r}"
        at = found.end()
    assert at == len(typeset_text)


def test_words_are_broken_at_line_ends(text: str, bodies: dict[str, list[str]]) -> None:
    lines = list(chain.from_iterable(bodies.values()))
    ends = [(a.split()[-1][:-1], b.split()[0]) for a, b in pairwise(lines) if a.endswith("-")]
    assert len([1 for left, right in ends if left + right in text and f"{left}-{right}" not in text]) >= 10


def test_same_bytes_each_time(report: Report, content: bytes) -> None:
    assert typeset(report) == content


def test_what_the_text_shows_of_its_pages(report: Report) -> None:
    after_breaks = [block for block in report.body if block.after_break]
    assert len(after_breaks) == len(CUTS)
    assert {block.kind for block in after_breaks} == {Kind.PARAGRAPH, Kind.ITEM}


def test_a_section_that_cannot_begin_on_its_page_is_refused(text: str) -> None:
    with pytest.raises(EvaluationError, match=r"'2\.2 Flexible VET.*' does not begin on page 28"):
        typeset(read_report(text.replace("opportunities.....\t8", "opportunities.....\t28")))


def test_a_text_without_contents_page_is_refused() -> None:
    with pytest.raises(EvaluationError, match="lacks its author, its citation or its contents page"):
        read_report("Belgium\n\nA federal state.")


def test_runs() -> None:
    assert runs("the [Pact \\(new\\)](#) for *all*, <https://a.be/b_c_d>") == [
        Run("the "),
        Run("Pact (new)", link=True),
        Run(" for "),
        Run("all", italic=True),
        Run(", "),
        Run("https://a.be/b_c_d", address=True),
    ]


def _joined(lines: list[str]) -> str:
    return " ".join(lines)


def _words(text: str) -> list[str]:
    """Words of the text without its markup; list items have a bullet, the contents page no leaders."""
    text = re.sub(r"(?:\.{2,})?\t", " ", text)
    text = re.sub(r"^- ", "• ", text, flags=re.M)
    text = re.sub(r"\\([()])", r"\1", re.sub(r"\[((?:[^][]|\\.)+)\]\(#\)", r"\1", text))
    return re.sub(r"\*|[<>](?=http)|(?<=\S)>$", "", text, flags=re.M).split()


def _links(page: PageObject) -> list[Any]:
    annotations = [reference.get_object() for reference in page.get("/Annots", ())]
    return [annotation for annotation in annotations if annotation["/Subtype"] == "/Link"]


def _linked_words(page: PageObject) -> list[tuple[str, str]]:
    """Addresses of links, with the text that lies under them."""
    links = [(link["/A"]["/URI"], link["/Rect"]) for link in _links(page)]
    found: list[tuple[str, str]] = []

    def collect(words: str, place: list[float], *_: object) -> None:
        x, y = place[4:]
        for address, (left, low, right, high) in links:
            if left - 1 <= x < right - 1 and low <= y <= high:
                found.append((address, words))

    page.extract_text(visitor_text=collect)
    return found


def _label(pdf: PdfReader, target: Destination) -> str:
    number = pdf.get_destination_page_number(target)
    return "" if number is None else pdf.page_labels[number]


def _outline(pdf: PdfReader, entries: Sequence[Any], level: int = 1) -> Iterator[tuple[int, str, str]]:
    for entry in entries:
        if isinstance(entry, Destination):
            yield level, str(entry.title), _label(pdf, entry)
        else:
            yield from _outline(pdf, entry, level + 1)
