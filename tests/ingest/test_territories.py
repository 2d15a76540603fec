"""What the gazetteer lists holds together."""

import pycountry
import pytest

from ingest.gazetteer import Gazetteer
from ingest.places import country_name
from ingest.territories import fold, listed

EUROPE = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS NO".split()  # noqa: SIM905


@pytest.mark.parametrize("code", EUROPE)
def test_every_country_of_the_reports_is_there_with_an_adjective_and_names_in_other_languages(code: str) -> None:
    entity = Gazetteer.default().entities[country_name(code)]
    kinds = {kind.value: names for kind, names in entity.names.items()}
    assert entity.country == code
    assert kinds["adjective"] or kinds["language"]
    assert kinds["name"]


def test_entities_lie_in_countries() -> None:
    assert all(e.country is None or pycountry.countries.get(alpha_2=e.country) for e in listed().entities)


def test_names_that_are_listed_as_exact_or_ambiguous_are_names() -> None:
    read, gazetteer = listed(), Gazetteer.default()
    assert [
        name for name in read.ambiguous if len(gazetteer.resolve(name)) < 2 and name not in gazetteer.entities
    ] == []
    assert [name for name in read.words.exact if not gazetteer.resolve(name)] == []


def test_an_ordinary_word_is_listed_only_where_it_is_next_to_a_name() -> None:
    spelling = Gazetteer.default().spelling
    assert [word for word in listed().words.ordinary if not spelling.nearest(word)] == []


def test_folds_case_and_accents() -> None:
    assert [fold(word) for word in ("LIÈGE", "Straße", "Åland")] == ["liege", "strasse", "aland"]
