"""Filters: their forms, what they admit, and a clear sentence for each that cannot be used."""

from dataclasses import replace
from typing import Any

import pytest

from index.scope import EVERYTHING, Filters, Scope, YearRange
from ingest.errors import UnknownFilter, UsageError
from ingest.metadata import Metadata
from service.filtering import read_filters, scope_of, shown
from service.library import Library


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Filters()),
        ({}, Filters()),
        (Filters(country=("BE",)), Filters(country=("BE",))),
        ({"country": ["Belgium", "fr"]}, Filters(country=("BE", "FR"))),
        ({"country": "Czech Republic"}, Filters(country=("CZ",))),
        ({"language": "EN"}, Filters(language=("en",))),
        ({"section": ["2.6", "Flanders"], "document": ("a",)}, Filters(section=("2.6", "Flanders"), document=("a",))),
        ({"entity": " Flemish Community "}, Filters(entity=("Flemish Community",))),
        ({"year": 2023}, Filters(year=YearRange(2023, 2023))),
        ({"year": {"from": 2022}}, Filters(year=YearRange(2022, None))),
        ({"year": {"from": 2022, "to": 2024}}, Filters(year=YearRange(2022, 2024))),
        ({"year": None}, Filters()),
    ],
)
def test_reads(given: Any, expected: Filters) -> None:
    assert read_filters(given) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"country": ["Atlantis"]}, "filter 'country.0': 'Atlantis' is not a country; give its English name or"),
        ({"country": 5}, "filter 'country': must be a list of texts."),
        ({"document": [5]}, "filter 'document.0': must be text."),
        ({"language": "english"}, "filter 'language.0': 'english' is not a language; give its two-letter code, as en."),
        ({"section": " "}, "filter 'section.0': the name is empty; give the number or the title of a section"),
        ({"entity": [" "]}, "filter 'entity.0': the name is empty; give that of a territory, as Flanders."),
        ({"section": ["\ud800"]}, "filter 'section': must be valid Unicode."),
        ({"section": ["2"] * 101}, "filter 'section': has 101 values; the limit is 100."),
        ({"document": "x" * 201}, "filter 'document': has a value of more than 200 characters; give shorter ones."),
        ({"language": "x" * 150}, f"filter 'language.0': '{'x' * 100}'… (150 characters) is not a language; give"),
        ({"year": "2023"}, "filter 'year': must be a year, as 2023, or a range"),
        ({"year": True}, "filter 'year': must be a year"),
        ({"year": {"from": "2023"}}, "filter 'year.from': must be a whole number."),
        ({"year": {"from": 12}}, "filter 'year.from': must be at least 1000."),
        ({"year": {"to": 9999}}, "filter 'year.to': must be at most 2999."),
        ({"year": {"since": 2023}}, "filter 'year.since': is not known here; remove it or correct its name."),
        ({"year": {}}, "filter 'year': neither from nor to is given"),
        ({"year": {"from": 2024, "to": 2022}}, "filter 'year': no year is from 2024 to 2022; give the earlier one"),
    ],
)
def test_refuses(given: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_filters(given)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("name", ["entities", "colour", "Country"])
def test_refuses_an_unknown_filter(name: str) -> None:
    with pytest.raises(UnknownFilter) as caught:
        read_filters({name: ["x"]})
    assert str(caught.value) == (
        f"unknown filter {name!r}; the filters are country, document, section, language, entity, year."
    )


@pytest.mark.parametrize(
    "filters",
    [
        {"country": ["BE"]},
        {"section": ["2.6"], "document": ["a", "b"]},
        {"year": {"from": 2023, "to": 2024}},
        {"year": {"to": 2024}},
    ],
)
def test_shows_filters_in_the_form_in_which_they_are_given(filters: dict[str, object]) -> None:
    assert shown(read_filters(filters)) == filters


METADATA = Metadata(title="A", country="BE", year=2024, data_year=2023, language="en")


@pytest.mark.parametrize(
    ("metadata", "filters", "admitted"),
    [
        (METADATA, Filters(country=("BE",)), True),
        (METADATA, Filters(country=("FR", "BE")), True),
        (METADATA, Filters(country=("FR",)), False),
        (replace(METADATA, country=None), Filters(country=("BE",)), False),
        (METADATA, Filters(language=("en",), country=("FR",)), False),
        (METADATA, Filters(year=YearRange(2023, 2023)), True),
        (METADATA, Filters(year=YearRange(2024, 2024)), False),
        (replace(METADATA, data_year=None), Filters(year=YearRange(2024, None)), True),
        (METADATA, Filters(year=YearRange(None, 2022)), False),
        (replace(METADATA, data_year=None, year=None), Filters(year=YearRange(None, 2999)), False),
        (METADATA, Filters(document=("belgium-vet-2023",)), True),
    ],
)
def test_admits_documents(belgium: Library, metadata: Metadata, filters: Filters, admitted: bool) -> None:
    document = replace(belgium.document("belgium-vet-2023"), metadata=metadata)
    scope = scope_of(filters, [document])
    assert scope.documents == (frozenset({document.id}) if admitted else frozenset())


def test_a_section_alone_needs_no_documents() -> None:
    assert scope_of(Filters(), []) == EVERYTHING
    assert scope_of(Filters(section=("Section 2.6.",)), []).sections == frozenset({"2.6"})


def test_refuses_an_unknown_document() -> None:
    with pytest.raises(UsageError, match=r"filter 'document': no document 'x' in this library. List them with"):
        scope_of(Filters(document=("x",)), [])


def test_a_section_means_all_below_it(belgium: Library) -> None:
    passages = belgium.ask("quality", k=200, filters={"section": "2"}).passages
    assert {p.citation.section.path[0] for p in passages} == {"CHAPTER 2. Main policy developments in 2023"}
    assert len({p.citation.section.number for p in passages}) > 3


def test_filters_by_the_title_of_a_section(belgium: Library) -> None:
    passages = belgium.ask("implementation", k=200, filters={"section": ["flanders"]}).passages
    assert {p.citation.section.number for p in passages} == {"3.2", "4.2", "5.2"}


@pytest.mark.parametrize(
    ("name", "entities"),
    [
        ("Flemish Community", {"Flanders"}),
        ("Limburg", {"Limburg (Belgium)", "Limburg (Netherlands)"}),
        ("bavaria", {"Bavaria"}),
    ],
)
def test_an_entity_has_many_names(name: str, entities: set[str]) -> None:
    assert scope_of(Filters(entity=(name,)), []) == Scope(entities=frozenset(entities))


def test_an_entity_narrows_other_filters(belgium: Library) -> None:
    document = belgium.document("belgium-vet-2023")
    scope = scope_of(Filters(country=("FR",), section=("2",), entity=("Flanders",)), [document])
    assert scope == Scope(frozenset(), frozenset({"2"}), entities=frozenset({"Flanders"}))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Flanderz", "filter 'entity': 'Flanderz' is not known, and no passage is about it. Did you mean Flanders or"),
        ("qqqqqqqqqq", "Give a territory by its English name, as Flanders."),
    ],
)
def test_refuses_an_unknown_entity_with_what_may_be_meant(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        scope_of(Filters(entity=(name,)), [])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "admitted"),
    [
        ("Vlaanderen", {"Flanders"}),
        (
            "French-speaking part of Belgium",
            {"French-speaking part of Belgium", "Wallonia", "Brussels", "French Community"},
        ),
    ],
)
def test_an_entity_means_its_parts_too(belgium: Library, name: str, admitted: set[str]) -> None:
    passages = belgium.ask("implementation", k=200, filters={"entity": name}).passages
    assert all(admitted & {entity.name for entity in passage.entities} for passage in passages)
    assert admitted == {entity.name for passage in passages for entity in passage.entities} & admitted


def test_nothing_is_about_an_entity_that_is_known_and_not_spoken_of(belgium: Library) -> None:
    answer = belgium.ask("dual learning", filters={"entity": ["Bavaria"]})
    assert (answer.answered, answer.passages) == (False, ())
    assert answer.interpretation.filters == {"entity": ["Bavaria"]}
