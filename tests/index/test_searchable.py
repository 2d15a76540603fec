"""What is searched of a passage."""

from dataclasses import replace

import pytest

from index.embedding.embedder import Embeddable
from index.searchable import Report, Searchable, report_of, searchable
from ingest.document import Footnote, Section, SectionKind
from ingest.metadata import Metadata

CHAPTER = Section(0, None, SectionKind.BODY, 1, "2", "Policies", ("2 Policies",), 0, 100)
SECTION = Section(1, 0, SectionKind.BODY, 2, "2.6", "Quality", ("2 Policies", "2.6 Quality"), 10, 100)
REPORT = Report("belgium", "Belgium", "en")
NOTES = [Footnote("1", "First note.", (), 25), Footnote("2", "Elsewhere.", (), 60), Footnote("3", "Lost.", (), None)]


@pytest.fixture
def passage() -> Searchable:
    return searchable(REPORT, [CHAPTER, SECTION], NOTES, 1, 20, 60, "A decree on 3 425 bonuses.")


def test_a_passage_stands_below_its_sections_with_the_notes_marked_in_it(passage: Searchable) -> None:
    assert passage.path == ("2 Policies", "2.6 Quality")
    assert passage.notes == ("First note.",)
    assert passage.attributes.document == "belgium"
    assert passage.attributes.sections == ("2", "policies", "2.6", "quality")


def test_text_and_notes_are_embedded_in_their_context(passage: Searchable) -> None:
    context = "Belgium: Quality"
    assert passage.embeddables() == [
        Embeddable(context, "A decree on 3 425 bonuses."),
        Embeddable(context, "First note."),
    ]


def test_terms_go_to_the_fields_of_heading_and_body(passage: Searchable) -> None:
    entry = passage.lexical_entry(7)
    terms = {name: [term for term, _ in field] for name, field in entry.fields.items()}
    assert (entry.id, entry.attributes) == (7, passage.attributes)
    assert terms["heading"] == ["2", "polici", "2.6", "qualiti"]
    assert terms["body"] == ["decre", "3425", "3", "425", "bonus", "first", "note"]


@pytest.mark.parametrize(
    "other",
    [{"title": "Policies"}, {"subject": "Austria"}, {"text": "Another."}, {"notes": ()}, {"notes": ("First", "note.")}],
)
def test_the_hash_changes_with_what_is_embedded(passage: Searchable, other: dict[str, tuple[str, ...]]) -> None:
    assert replace(passage, **other).input_hash != passage.input_hash  # type: ignore[arg-type]


def test_entities_are_attributes_and_change_no_hash(passage: Searchable) -> None:
    about = searchable(REPORT, [CHAPTER, SECTION], NOTES, 1, 20, 60, passage.text, ("Flanders",))
    assert about.attributes.entities == ("Flanders",)
    assert about.input_hash == passage.input_hash


def test_the_hash_does_not_depend_on_the_document(passage: Searchable) -> None:
    assert replace(passage, attributes=replace(passage.attributes, document="other")).input_hash == passage.input_hash


@pytest.mark.parametrize(
    ("subject", "title", "context"),
    [("Belgium", "", "Belgium"), ("", "Quality", "Quality"), ("Quality", "Quality", "Quality"), ("", "", "")],
)
def test_a_context_says_what_is_known_once(passage: Searchable, subject: str, title: str, context: str) -> None:
    assert replace(passage, subject=subject, title=title).context == context


@pytest.mark.parametrize(
    ("metadata", "report"),
    [
        (Metadata(country="CZ", title="VET in Czechia", language="cs"), Report("r", "Czechia", "cs")),
        (Metadata(title="Learning at work"), Report("r", "Learning at work", "en")),
        (Metadata(title="word " * 50), Report("r", " ".join(["word"] * 16), "en")),
        (Metadata(), Report("r", "", "en")),
    ],
)
def test_a_report_is_on_its_country_else_on_what_its_title_says(metadata: Metadata, report: Report) -> None:
    assert report_of("r", metadata) == report


def test_rows_of_a_table_are_searched_below_its_caption(passage: Searchable) -> None:
    rows = replace(passage, caption="Table 1. Bonuses\nYear\tNumber")
    assert rows.context == "Belgium: Quality: Table 1. Bonuses\nYear\tNumber"
    assert [term for term, _ in rows.lexical_entry(7).fields["heading"]][-4:] == ["1", "bonus", "year", "number"]
