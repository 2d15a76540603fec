"""Documents as they are shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import PrintedPages, Section, SectionKind
from ingest.errors import ManifestError
from ingest.metadata import Metadata
from service.documents import Facet, checked_changes, listed, reference_view, section_view, view
from service.library import Library

Write = Callable[[str, str], Path]


def test_shows_metadata_and_where_it_comes_from(belgium: Library) -> None:
    shown = view(belgium.document("belgium-vet-2023"))
    assert (shown.id, shown.version, shown.source) == ("belgium-vet-2023", 1, "belgium-vet-2023.txt")
    assert shown.metadata["country"] == "BE"
    assert shown.provenance["country"] == "manifest"
    assert shown.provenance["cite_as"] == "parsed"
    assert (shown.origins["cite_as"], shown.origins.get("country")) == ("citation", None)
    assert shown.reference == shown.metadata["cite_as"]


def test_shows_the_versions(small: Library, write: Write) -> None:
    small.ingest([write("quality.md", "# 1. Quality\n\nAnother content.\n")])
    shown = view(small.document("quality"))
    assert [version.version for version in shown.versions] == [1, 2] == [1, shown.version]
    assert shown.versions[1].content_hash == small.document("quality").content_hash != shown.versions[0].content_hash
    assert shown.versions[0].ingested_at <= shown.versions[1].ingested_at == shown.ingested_at


def test_shows_all_files_of_its_content(small: Library, write: Write, tmp_path: Path) -> None:
    content = (tmp_path / "reports/quality.md").read_text(encoding="utf-8")
    small.ingest([write("z.md", content), write("copies/quality.md", content), write("a.md", content)])
    shown = view(small.document("quality"))
    assert shown.source == "quality.md"
    assert shown.sources == ("quality.md", "a.md", "quality.md", "z.md")
    assert view(small.document("transport")).sources == ("transport.md",)


def test_a_correction_shows_in_both_forms_of_a_citation(library: Library) -> None:
    own = view(library.document("belgium-vet-2023")).reference
    corrected = library.set_metadata("belgium-vet-2023", {"year": "2025", "authors": "Doe, Jane"})
    assert view(corrected).reference.startswith("Doe, J. (2025). ")
    citation = library.ask("quality assurance", k=1).passages[0].citation
    assert citation.in_text.startswith("(Doe, 2025, ")
    assert citation.reference == view(corrected).reference
    assert view(library.set_metadata("belgium-vet-2023", {"year": None, "authors": None})).reference == own


def test_counts_what_documents_can_be_filtered_by(belgium: Library) -> None:
    document = belgium.document("belgium-vet-2023")
    older = replace(document, id="older", metadata=replace(document.metadata, data_year=None, year=2019, country=None))
    facets = listed([document, older, document]).facets
    assert facets["country"] == (Facet("BE", 2),)
    assert facets["year"] == (Facet(2019, 1), Facet(2023, 2))


def test_an_empty_library_has_empty_facets() -> None:
    assert listed([]).facets == {"country": (), "year": (), "language": ()}


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        (None, ()),
        (PrintedPages("5", "8"), ("5", "8")),
        (PrintedPages("5", "5"), ("5",)),
        (PrintedPages("5", None), ("5",)),
    ],
)
def test_sections_have_the_labels_of_the_contents(printed: PrintedPages | None, labels: tuple[str, ...]) -> None:
    section = Section(0, None, SectionKind.BODY, 1, "2", "Main", ("2 Main",), 0, 9, printed)
    shown = section_view(section)
    assert (shown.kind, shown.labels) == ("body", labels)


def test_shows_references(belgium: Library) -> None:
    shown = [reference_view(entry) for entry in belgium.references("belgium-vet-2023")]
    assert any(entry.label == "2023j" and entry.title for entry in shown)


def test_checks_changes() -> None:
    assert checked_changes({"year": "2024", "title": None}, "a") == {"year": 2024, "title": None}


@pytest.mark.parametrize("changes", [{"colour": None}, {"colour": "red"}, {"year": ""}, {"year": "twenty"}])
def test_refuses_changes_that_cannot_be_used(changes: dict[str, object]) -> None:
    with pytest.raises(ManifestError, match="a: field"):
        checked_changes(changes, "a")


def test_metadata_is_shown_whole(belgium: Library) -> None:
    assert set(view(belgium.document("belgium-vet-2023")).metadata) == set(Metadata.__dataclass_fields__)


def test_corrects_what_a_passage_is_about(library: Library) -> None:
    name, quality = "belgium-vet-2023", {"section": "2.6", "entity": "Flanders"}
    passage = library.ask("quality assurance", k=1, filters=quality).passages[0]
    found = passage.entities
    library.set_metadata(name, {f"entities.{passage.id}": "Région wallonne; Brussels; Westhoek"})
    corrected = library.passage(passage.id).passage.entities
    assert [(entity.name, entity.basis) for entity in corrected] == [
        ("Wallonia", "edited"), ("Brussels", "edited"), ("Westhoek", "edited"),
    ]  # fmt: skip
    assert passage.id in {p.id for p in library.ask("quality", k=200, filters={"entity": "westhoek"}).passages}
    assert passage.id not in {p.id for p in library.ask("quality", k=200, filters=quality).passages}
    library.set_metadata(name, {f"entities.{passage.id}": None})
    assert library.passage(passage.id).passage.entities == found


@pytest.mark.parametrize(
    ("given", "checked"),
    [
        ("Vlaanderen", ["Flanders"]),
        ("Wallonie; Walloon Region", ["Wallonia"]),
        (["Flanders", "Brussel"], ["Flanders", "Brussels"]),
        ("none", []),
        ("", None),
        (None, None),
        ("Westhoek", ["Westhoek"]),
    ],
)
def test_entities_are_set_by_any_of_their_names(given: object, checked: list[str] | None) -> None:
    assert checked_changes({"entities.abc": given}, "report") == {"entities.abc": checked}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Flanderz", "report: field 'entities.abc': 'Flanderz' is not one territory; give Flanders."),
        ("Limburg", "'Limburg' is not one territory; give Limburg (Belgium) or Limburg (Netherlands)."),
        (5, "report: field 'entities.abc': must be names of territories."),
    ],
)
def test_refuses_entities_that_cannot_be_meant(given: object, message: str) -> None:
    with pytest.raises(ManifestError) as caught:
        checked_changes({"entities.abc": given}, "report")
    assert message in str(caught.value)
