"""Nothing that a report says is lost on the way to its passages."""

import pytest

from ingest.document import ParsedDocument, SectionKind
from ingest.parse import parse
from ingest.readers import read_source
from ingest.source import Source, SourcePage

COMPETENCES = "The curriculum covers welding, assembly and the safety of machines. It takes two years."
SURVEY = "The figures come from the labour force survey (2022) and from the register of pupils. Both are public."
LIST = "- Cedefop (2023). Title. https://a.eu\n\n- OECD (2022). Other. https://b.eu"


def parsed(text: str, name: str = "r.txt") -> ParsedDocument:
    return parse(read_source(name, text.encode()))


def passages(document: ParsedDocument) -> list[str]:
    return [document.passage_text(passage) for passage in document.passages]


def paragraphs(document: ParsedDocument) -> list[str]:
    """What the passages hold, whether short paragraphs are joined or not."""
    return [paragraph for passage in passages(document) for paragraph in passage.split("\n\n")]


def paged(*pages: str) -> ParsedDocument:
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    numbered = enumerate(zip(starts, pages, strict=True), 1)
    ranges = tuple(SourcePage(number, None, start, start + len(page)) for number, (start, page) in numbered)
    return parse(Source("r.pdf", "application/pdf", "\f".join(pages), ranges, markup=False))


def test_a_page_without_a_full_stop_at_its_end_is_no_cover() -> None:
    document = paged("VET REPORT", "The dual system was reformed. It now serves 200 schools")
    assert passages(document) == ["VET REPORT", "The dual system was reformed. It now serves 200 schools"]


def test_only_short_lines_make_a_cover() -> None:
    long = "A summary of what the reform of the dual system has brought to learners and companies in 2023"
    assert passages(parsed(f"VET REPORT\n\n{long}\n\n1. Introduction\n\nText.")) == [long, "Text."]


def test_a_text_that_is_mostly_left_out_is_told() -> None:
    covers = "\n\n".join(f"Short line number {'abcdefghijklmnopqrstuvwxyz'[n]} of a list" for n in range(26))
    (warning,) = parsed(f"{covers}\n\n1. Introduction\n\nText.").warnings
    assert warning.startswith("passages cover only ")


@pytest.mark.parametrize("heading", ["## 3.2 Contents", "## 3.2 Inhalt", "## Contents"])
def test_contents_of_a_programme_are_text(heading: str) -> None:
    document = parsed(f"# Report\n\n## 3.1 Aims\n\nText.\n\n{heading}\n\n{COMPETENCES}\n\n## 3.3 After\n\nText.")
    assert passages(document) == ["Text.", COMPETENCES, "Text."]
    assert all(section.kind is SectionKind.BODY for section in document.sections[1:])


def test_sources_that_are_described_are_no_list() -> None:
    contents = "Contents\n\n1. Aims\t3\n2. Sources of data\t4\n3. Results\t5"
    text = f"{contents}\n\n1. Aims\n\nText.\n\n2. Sources of data\n\n{SURVEY}\n\n3. Results\n\nText."
    assert passages(parsed(text)) == ["Text.", SURVEY, "Text."]


def test_prose_after_the_list_of_references_is_kept() -> None:
    document = parsed(f"1. Introduction\n\nText.\n\nReferences\n\n{LIST}\n\n{COMPETENCES}\n\n{SURVEY}")
    assert paragraphs(document) == ["Text.", COMPETENCES, SURVEY]
    assert [reference.title for reference in document.references] == ["Title", "Other"]


def test_a_running_title_table_of_contents_hides_nothing() -> None:
    pages = [f"Table of Contents\nThe reform number {word} was adopted. It works." for word in ("one", "two", "three")]
    text = " ".join(passages(paged("Report of the council.", *pages)))
    assert all(f"The reform number {word} was adopted." in text for word in ("one", "two", "three"))


def test_pdf_headings_are_those_of_the_contents() -> None:
    steps = "1 Open the app.\n2 Select a device\nIt takes a while.\n\n3 Measure your pulse\nSit down before you start."
    assert [section.path for section in paged(steps, steps).sections] == [()]
    contents = "Contents\nFirst steps ..... 2\nMeasuring ..... 3"
    document = paged(contents, "First steps\n\nOpen it.", "Measuring\n\nSit down.")
    assert [section.title for section in document.sections] == ["Contents", "First steps", "Measuring"]


TABLE = "Belgium\t120\nFrance\t340\nGermany\t560\nItaly\t780"


def test_a_table_is_no_table_of_contents() -> None:
    document = parsed(f"1. Introduction\n\nLearners by country:\n\n{TABLE}\n\nThey are many.\n\n2. Outlook\n\nText.")
    assert [section.title for section in document.sections] == ["Introduction", "Outlook"]
    assert paragraphs(document) == ["Learners by country:", TABLE, "They are many.", "Text."]


def test_after_contents_inside_a_chapter_the_chapter_goes_on() -> None:
    inner = "Contents\n\nAims of it\t3\nResults of it\t5"
    document = parsed(f"1. Introduction\n\nText.\n\n{inner}\n\nThey are many.\n\n2. Outlook\n\nMore.")
    assert [(document.passage_text(p), document.sections[p.section].number) for p in document.passages] == [
        ("Text.", "1"),
        ("They are many.", "1"),
        ("More.", "2"),
    ]
    assert [section.parent for section in document.sections] == [None, 0, None]


CONTENTS = "# Contents\n\n1 Introduction 5\n2 Policies 7\n2.1 Flanders 8\n2.2 Wallonia 9\n3 Conclusions 11\n"


@pytest.mark.parametrize("text", [CONTENTS, "# References\n\n" + LIST, "# 1. Soil\n\n## 1.1 Sand\n"])
def test_a_report_without_passages_is_told(text: str) -> None:
    document = parsed(text, "r.md")
    assert document.passages == ()
    assert any(warning.startswith("holds no passage: ") for warning in document.warnings)


def test_a_report_with_a_passage_is_not_told() -> None:
    assert not any("holds no passage" in warning for warning in parsed(f"# 1. Soil\n\n{SURVEY}\n", "r.md").warnings)
