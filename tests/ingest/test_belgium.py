"""The report that comes with the repository, and the same report in other shapes."""

import re
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.document import Basis, ParsedDocument, Passage, PrintedPages, SectionKind
from ingest.parse import parse
from ingest.passages import LEAST_WORDS, MOST_WORDS
from ingest.readers import read_source
from ingest.segments import faults, pages_of, source_ranges
from ingest.source import Source, SourcePage


@pytest.fixture(scope="module")
def content(corpus: Path) -> str:
    return (corpus / "belgium-vet-2023.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(content: str) -> ParsedDocument:
    return parse(read_source("belgium-vet-2023.txt", content.encode()))


def passages(document: ParsedDocument, number: str | None = None) -> list[str]:
    return [
        document.passage_text(p)
        for p in document.passages
        if number is None or document.sections[p.section].number == number
    ]


def paragraphs(document: ParsedDocument, number: str | None = None) -> list[str]:
    """What the passages hold, whether short paragraphs are joined or not."""
    return [paragraph for passage in passages(document, number) for paragraph in passage.split("\n\n")]


PRINTED = {
    "1": ("5", "5"), "2": ("5", "12"), "2.1": ("5", "8"), "2.2": ("8", "8"), "2.3": ("8", "10"), "2.4": ("10", "10"),
    "2.5": ("10", "11"), "2.6": ("11", "12"), "3": ("12", "14"), "3.1": ("12", "13"), "3.2": ("13", "14"),
    "4": ("14", "16"), "4.1": ("14", "15"), "4.2": ("15", "16"), "5": ("16", "18"), "5.1": ("16", "17"),
    "5.2": ("17", "18"), "6": ("18", "20"), None: ("20", None),
}  # fmt: skip


def test_sections_and_their_printed_pages(report: ParsedDocument) -> None:
    found = {s.number: s.printed for s in report.sections if s.kind in (SectionKind.BODY, SectionKind.REFERENCES)}
    assert found == {number: PrintedPages(*pages) for number, pages in PRINTED.items()}
    assert [section.kind for section in report.sections[:2]] == [SectionKind.FRONT, SectionKind.CONTENTS]


def test_paths_tell_the_three_flanders_apart(report: ParsedDocument) -> None:
    assert [section.path for section in report.sections if section.title == "Flanders"] == [
        (
            "CHAPTER 3. Involvement of VET stakeholders in the implementation of policy developments related to NIP",
            "3.2 Flanders",
        ),
        ("CHAPTER 4. Achievements of implementation", "4.2 Flanders"),
        ("CHAPTER 5. Challenges of implementation", "5.2 Flanders"),
    ]


@pytest.mark.parametrize(
    "stitched",
    [
        "the key indicators are: 3 425 bonuses awarded",
        "Logisticity (transport and logistics)",
        "supported by the Recovery and Resilience Plan, addresses",
        "introduced a new initiative to address food insecurity",
        "Reference Point (NRP) for VET to bring",
        "elements of the core curriculum. The continuous mobilisation",
        "the agency for Higher Education, Adult Education",
        "resilient. During implementation, emphasis was placed",
        "both neutral secretariat and implementor of various",
    ],
)
def test_sentences_go_on_over_page_breaks(report: ParsedDocument, stitched: str) -> None:
    assert sum(stitched in text for text in passages(report)) == 1


def test_no_passage_begins_or_ends_inside_a_sentence(report: ParsedDocument) -> None:
    body = [report.passage_text(p) for p in report.passages if report.sections[p.section].kind is SectionKind.BODY]
    parts = [paragraph for text in body for paragraph in text.split("\n\n")]
    assert (len(body), len(parts)) == (75, 85)
    assert all(text[0].isupper() and text[-1] in ".)" for text in (*body, *parts))


def test_a_short_passage_has_no_neighbour_that_it_fits_with(report: ParsedDocument) -> None:
    body = [p for p in report.passages if report.sections[p.section].kind is SectionKind.BODY]
    words = {passage: len(report.passage_text(passage).split()) for passage in body}
    short = [passage for passage in body if words[passage] < LEAST_WORDS]
    alone = [passage for passage in short if not apart(report, passage)]
    assert [report.passage_text(passage)[:33] for passage in alone] == ["The Flemish Community is focusing"]
    for passage in alone:
        beside = [p for p in body if p.section == passage.section and abs(p.ordinal - passage.ordinal) == 1]
        assert all(words[passage] + words[neighbour] > MOST_WORDS for neighbour in beside)


def apart(report: ParsedDocument, passage: Passage) -> bool:
    """Whether the passage is about another territory than those beside it."""
    names = named(passage)
    beside = [p for p in report.passages if p.section == passage.section and abs(p.ordinal - passage.ordinal) == 1]
    return all(not (names <= named(other) or named(other) <= names) for other in beside)


def named(passage: Passage) -> set[str]:
    return {about.name for about in passage.about if about.basis is Basis.NAMED}


def test_short_paragraphs_are_joined_on_one_page_alone() -> None:
    texts = (
        "Welding is taught.\n\nIt takes a year.",
        "Assembly is taught.\n\nIt is part of the plan for",
        "the year.\n\nIt takes two.",
    )
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(3)]
    pages = tuple(SourcePage(n, None, start, start + len(texts[n - 1])) for n, start in enumerate(starts, 1))
    document = parse(Source("b.pdf", "application/pdf", "\f".join(texts), pages))
    stand_on = [pages_of(document.segments, pages, p.start, p.end) for p in document.passages]
    assert [(text, *(page.number for page in on)) for text, on in zip(passages(document), stand_on, strict=True)] == [
        ("Welding is taught.\n\nIt takes a year.", 1),
        ("Assembly is taught.", 2),
        ("It is part of the plan for the year.", 2, 3),
        ("It takes two.", 3),
    ]


def test_lists_keep_their_lead_in(report: ParsedDocument) -> None:
    (services,) = [text for text in paragraphs(report, "3.1") if "for example:" in text]
    assert services.count("\n(") == 2
    (obstacles,) = [text for text in paragraphs(report, "5.1") if "\n(a) developing" in text]
    assert obstacles.endswith("scale up these contents.")


def test_footnotes_are_bound_where_they_belong(report: ParsedDocument) -> None:
    section = next(section for section in report.sections if section.number == "2.2")
    first, second = report.footnotes
    for note in (first, second):
        assert note.anchor is not None
        assert section.start <= note.anchor < section.end
        assert not any(note.text[:40] in text for text in passages(report))
    assert first.text.endswith("Spotlight on VET Belgium. Luxembourg: Publications Office.")
    assert second.text.startswith("See also: Cedefop, & Refernet (2023g). Learning becomes modular: ")
    assert "pathway (PEQ): Belgium-FR" in second.text


def test_references(report: ParsedDocument) -> None:
    assert len(report.references) == 32
    assert all(r.authors and r.label and r.title and r.url for r in report.references)
    by_label = {r.label: r for r in report.references if r.authors and r.authors.casefold().startswith("cedefop")}
    assert by_label["2023j"].title == "Quality assurance for non-formal VET: Belgium-FL"
    assert report.references[-1].text.startswith("Vlaanderen. Onderwijs en Vorming. (2007)")


def test_mentions(report: ParsedDocument) -> None:
    assert len(report.mentions) == 18
    (doubted,) = [mention for mention in report.mentions if mention.status != "resolved"]
    assert doubted.status == "doubtful"
    assert doubted.reference is not None
    assert doubted.probably_meant is not None
    meant = report.references[doubted.reference], report.references[doubted.probably_meant]
    assert [reference.label for reference in meant] == ["2023i", "2023j"]
    assert report.references[report.mentions[-1].reference or 0].label == "2023i"  # printed "2023I"


def test_metadata(report: ParsedDocument) -> None:
    assert report.metadata["authors"] == ("Karno, Anna",)
    assert report.metadata["title"] == "Implementing European priorities in VET"
    assert str(report.metadata["subtitle"]).startswith("making national VET agile, flexible")
    assert (report.metadata["year"], report.metadata["data_year"], report.metadata["country"]) == (2024, 2023, "BE")
    assert report.metadata["series"] == "Cedefop Refernet thematic perspectives"
    assert report.metadata["publisher"] == "Bruxelles Formation (Cedefop ReferNet Belgium)"
    assert report.metadata["licence"] == "Reproduction is authorised, provided the source is acknowledged."
    assert len(report.metadata["contributors"]) == 7  # type: ignore[arg-type]
    assert report.warnings == ()


def test_every_passage_leads_back_to_its_source(report: ParsedDocument, content: str) -> None:
    assert faults(report.segments, content, report.text) == []
    for passage in report.passages:
        ranges = source_ranges(report.segments, passage.start, passage.end)
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))
        first, last = content[ranges[0][0]], content[ranges[-1][1] - 1]
        assert (first, last) == (report.text[passage.start], report.text[passage.end - 1])


def test_pages_where_there_are_some(content: str) -> None:
    cut = content.index("\n\nbonuses awarded")
    pages = (SourcePage(1, "5", 0, cut + 1), SourcePage(2, "6", cut + 2, len(content)))
    document = parse(Source("b.pdf", "application/pdf", f"{content[:cut]}\n\f{content[cut + 2 :]}", pages))
    (passage,) = [p for p in document.passages if "3 425 bonuses" in document.passage_text(p)]
    assert [page.label for page in pages_of(document.segments, pages, passage.start, passage.end)] == ["5", "6"]


HEADING = r"^((?:CHAPTER )?\d[.\d]* [^\t\n]*)\n\n"


def without_contents(text: str) -> str:
    return text[: text.index("\nContents\n")] + "\n" + text[text.index("CHAPTER 1. Introduction\n\n") :]


def wrapped(text: str) -> str:
    lines = (
        line if "\t" in line else textwrap.fill(line, 80, break_on_hyphens=False, break_long_words=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def without_labels(text: str) -> str:
    start, end = text.index("\nContents\n"), text.index("CHAPTER 1. Introduction\n\n")
    return text[:start] + re.sub(r"\.*[\t ]*\d+$", "", text[start:end], flags=re.M) + text[end:]


def as_markdown(text: str) -> str:
    text = re.sub(r"^(CHAPTER \d\. .*|References)$", r"# \1", without_contents(text), flags=re.M)
    return re.sub(r"^(\d\.\d .*)$", r"## \1", text, flags=re.M)


SHAPES = {
    "wrapped": wrapped,
    "without-contents": without_contents,
    "wrapped-without-contents": lambda text: wrapped(without_contents(text)),
    "numbers-alone": lambda text: re.sub(r"CHAPTER (\d)\.", r"\1.", text),
    "numbers-alone-without-contents": lambda text: re.sub(r"CHAPTER (\d)\.", r"\1.", without_contents(text)),
    "no-blank-line-below-headings": lambda text: re.sub(HEADING, r"\1\n", text, flags=re.M),
    "wrapped-no-blank-line": lambda text: wrapped(re.sub(HEADING, r"\1\n", without_contents(text), flags=re.M)),
    "carriage-returns": lambda text: text.replace("\n", "\r\n"),
    "no-break-spaces": lambda text: re.sub(r"(\d) (\d)", "\\1\u00a0\\2", text),
    "references-without-bullets": lambda text: re.sub(r"^- (?=[A-ZÉ])", "", text, flags=re.M),
    "contents-without-labels": without_labels,
    "indented": lambda text: re.sub(r"^(?=.)", "   ", text, flags=re.M),
    "trailing-spaces": lambda text: text.replace("\n", " \n"),
    "form-feeds": lambda text: text.replace("are: 3 425\n\n", "are: 3 425\n\f"),
    "markdown": as_markdown,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_of_the_file_changes_nothing(report: ParsedDocument, content: str, shape: str) -> None:
    name = "b.md" if shape == "markdown" else "b.txt"
    other = parse(read_source(name, SHAPES[shape](content).encode()))
    assert passages(other) == passages(report)
    assert [(s.level, s.number, s.title) for s in other.sections if s.kind is SectionKind.BODY] == [
        (s.level, s.number, s.title) for s in report.sections if s.kind is SectionKind.BODY
    ]
    assert [(r.label, r.title, r.url) for r in other.references] == [
        (r.label, r.title, r.url) for r in report.references
    ]
    assert [(m.text, m.reference) for m in other.mentions] == [(m.text, m.reference) for m in report.mentions]
    assert [n.text for n in other.footnotes] == [n.text for n in report.footnotes]
    assert other.metadata == report.metadata
