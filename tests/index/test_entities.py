"""The entities that a library knows."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.entities import KnownEntities
from index.paths import LibraryPaths
from index.scope import Scope

KNOWN = KnownEntities(carried=frozenset({"Westhoek"}))


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("Vlaanderen", ("Flanders",)),
        (" westhoek ", ("Westhoek",)),
        ("Limburg", ("Limburg (Belgium)", "Limburg (Netherlands)")),
        ("Atlantis", ()),
    ],
)
def test_knows_names_of_the_gazetteer_and_those_that_passages_carry(name: str, entities: tuple[str, ...]) -> None:
    assert KNOWN.named(name) == entities


@pytest.mark.parametrize(("name", "similar"), [("Flanderz", "Flanders"), ("Westhoec", "Westhoek")])
def test_suggests_what_may_be_meant(name: str, similar: str) -> None:
    assert KNOWN.similar(name)[0] == similar


def test_nothing_is_like_nonsense() -> None:
    assert KNOWN.similar("qqqqqqqqqq") == []


def test_entities_come_with_what_they_are_part_of() -> None:
    wholes = ("Belgium", "French-speaking part of Belgium", "Wallonia", "Westhoek")
    assert KNOWN.with_wholes(["Wallonia", "Westhoek"]) == wholes


def test_those_of_a_report_are_known_and_followed(
    ingest: Callable[..., object], report: Callable[..., Path], paths: LibraryPaths
) -> None:
    ingest(report(), manifest={"entities": {"Westhoek": {"names": ["Corner"], "part_of": ["Flanders"]}}})
    with closing(Catalogue(paths.catalogue)) as catalogue:
        assert catalogue.entities().named("corner") == ("Westhoek",)
        ingest(report(), manifest={"entities": {"Westland": {"names": ["Corner"]}}})
        assert catalogue.entities().named("corner") == ("Westland",)
        assert {"Flanders", "Wallonia"} <= catalogue.entities().carried


@pytest.mark.parametrize(
    ("entity", "sections"),
    [
        ("Flanders", {"2.1"}),
        ("French-speaking part of Belgium", {"2.2"}),
        ("Belgium", {"1", "2.1", "2.2"}),
        ("Bavaria", set()),
    ],
)
def test_a_search_within_an_entity_finds_its_parts(
    ingest: Callable[..., object],
    report: Callable[..., Path],
    search: Callable[..., list[Candidate]],
    entity: str,
    sections: set[str],
) -> None:
    ingest(report())
    found = search("policies of the centre", scope=Scope(entities=frozenset({entity})))
    assert {candidate.passage.section.number for candidate in found} == sections
