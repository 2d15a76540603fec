"""Which territories passages are about."""

from pathlib import Path

import pytest

from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_source

WORDS = "Teachers, learners and companies are all said to be content with what was done for them in that year. " * 3


def about(text: str, country: str = "BE") -> list[str]:
    """Each passage's entities: n named, c carried, s by the title of a section."""
    document = parse(read_source("report.md", text.encode()), {"country": country})
    return [
        ", ".join(f"{one.name} {one.basis.value[0]}" for one in passage.about)
        for passage in document.passages
        if document.sections[passage.section].kind.value == "body"
    ]


def section(*paragraphs: str, title: str = "1. Policies") -> str:
    """A section with paragraphs that are long enough to be passages of their own."""
    return f"# {title}\n\n" + "\n\n".join(f"{paragraph} {WORDS}" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Flanders opened a centre.", "It trains teachers."], ["Flanders n", "Flanders c"]),
        (
            ["Flanders opened a centre.", "Similarly, the French Community did.", "It trains teachers."],
            ["Flanders n", "French Community n", "French Community c"],
        ),
        (
            ["In Flanders, a centre opened.", "It trains teachers, unlike in Wallonia.", "It grows."],
            ["Flanders n", "Flanders c", "Flanders c"],
        ),
        (["The centre trains teachers.", "In Brussels, it opened."], ["", "Brussels n"]),
        (["Flanders opened a centre.", "The EU pays for it."], ["Flanders n", "Flanders c"]),
        (["The EU pays for centres."], ["European Union n"]),
        (["In Belgium, centres opened.", "They train teachers."], ["Belgium n", "Belgium c"]),
        (["Flanders opened a centre.", "There are many such centres in Belgium."], ["Flanders n", "Flanders c"]),
        (["Flanders opened a centre.", "Overall, centres train teachers."], ["Flanders n", ""]),
        (["Flanders opened a centre.", "This chapter tells why."], ["Flanders n", ""]),
        (["Flanders opened a centre.", "It is described (ReferNet Wallonia, 2023)."], ["Flanders n", "Flanders c"]),
        (["Guidance is offered by VDAB."], ["Flanders n"]),
        (["Wallonia opened a centre.", "It is like that of VDAB."], ["Wallonia n", "Wallonia c"]),
        (["The regions of Flanders, Wallonia and Brussels agree."], ["Flanders n, Wallonia n, Brussels n"]),
        (
            ["The policy of the French Community rests on an agreement between Wallonia and Brussels.", "It is new."],
            ["French Community n, Wallonia n, Brussels n", "French Community c"],
        ),
        (["Åarhus and Atlantis opened a centre."], [""]),
    ],
)
def test_paragraphs_name_carry_on_and_take_turns(paragraphs: list[str], expected: list[str]) -> None:
    assert about(section(*paragraphs)) == expected


def test_what_is_mentioned_once_beside_a_topic_is_no_topic() -> None:
    assert about(
        section("In Flanders, the Flemish Government pays. Flanders also pays VDAB. Some come from Wallonia.")
    ) == ["Flanders n"]


def test_a_section_does_not_go_on_with_the_one_before_it() -> None:
    text = "\n\n".join((section("Flanders opened a centre."), section("It trains teachers.", title="2. Training")))
    assert about(text) == ["Flanders n", ""]


def test_titles_speak_for_the_passages_below_them() -> None:
    text = f"# 3. Stakeholders\n\n## 3.1 Flanders\n\n{WORDS}\n\n### 3.1.1 Schools\n\nBrussels helps. {WORDS}\n\n{WORDS}"
    assert about(text) == ["Flanders s", "Brussels n, Flanders s", "Brussels c, Flanders s"]


def test_a_title_says_nothing_of_what_is_said_more_exactly() -> None:
    paragraphs = (f"{name} helps. {WORDS}" for name in ("Wallonia", "Flanders"))
    text = "\n\n".join(("# 3. Stakeholders", "## 3.1 French-speaking part of Belgium", *paragraphs))
    assert about(text) == ["Wallonia n", "Flanders n, French-speaking part of Belgium s"]


def test_the_country_in_a_title_is_background() -> None:
    assert about(section("Centres opened.", title="1. VET in Belgium")) == [""]
    assert about(section("Centres opened.", title="1. VET in Belgium"), country="FR") == ["Belgium s"]


def test_a_passage_of_several_paragraphs_is_about_what_each_of_them_is_about() -> None:
    short = "It is {}."
    text = "# 1. A\n\n" + "\n\n".join(
        ("Flanders opened a centre.", short.format("new"), "In Flanders and Brussels, one closed.")
    )
    assert about(text) == ["Flanders n, Brussels n"]


def test_front_matter_is_about_nothing() -> None:
    document = parse(read_source("a.md", f"This report is by Flanders. {WORDS}\n\n# 1. A\n\n{WORDS}".encode()))
    assert [
        passage.about for passage in document.passages if document.sections[passage.section].kind.value == "front"
    ] == [()]


def test_entities_of_a_report_itself_count() -> None:
    manifest = {"country": "BE", "entities": {"Westhoek": {"names": ["Western Corner"], "part_of": ["Flanders"]}}}
    document = parse(read_source("a.md", section("The Western Corner opened a centre.").encode()), manifest)
    assert [one.name for one in document.passages[0].about] == ["Westhoek"]


def test_an_entity_that_is_part_of_nothing_is_no_background() -> None:
    manifest = {"country": "BE", "entities": {"Atlantis": {}}}
    text = section("Flanders opened a centre.", "Atlantis opened another.")
    document = parse(read_source("a.md", text.encode()), manifest)
    assert [[one.name for one in passage.about] for passage in document.passages] == [["Flanders"], ["Atlantis"]]


@pytest.fixture(scope="module")
def belgium(corpus: Path) -> ParsedDocument:
    name = "belgium-vet-2023.txt"
    return parse(read_source(name, (corpus / name).read_bytes()), {"country": "BE"})


@pytest.mark.parametrize(
    ("beginning", "entities"),
    [
        ("Further, to optimise the pedagogical support", ["Wallonia"]),
        ("Many improvements have been made", ["Flanders"]),
        ("In 2023, the EU Recovery and Resilience Facility", ["French Community"]),
        ("The annual report of 2023", ["Flanders"]),
        ("Similarly, the Flemish Community", ["Flanders"]),
        ("Overall, the commitment", []),
        ("The following chapter describes", []),
    ],
)
def test_the_belgian_report(belgium: ParsedDocument, beginning: str, entities: list[str]) -> None:
    (passage,) = [p for p in belgium.passages if belgium.passage_text(p).startswith(beginning)]
    assert [one.name for one in passage.about] == entities


def test_every_passage_below_flanders_is_about_flanders_first(belgium: ParsedDocument) -> None:
    below = [p for p in belgium.passages if belgium.sections[p.section].title == "Flanders"]
    assert {p.about[0].name for p in below} == {"Flanders"}
