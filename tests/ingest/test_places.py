"""Countries by name or code."""

import pytest

from ingest.places import country_code, country_in

REFERNET = {
    "Austria": "AT", "Belgium": "BE", "Bulgaria": "BG", "Croatia": "HR", "Cyprus": "CY", "Czechia": "CZ",
    "Denmark": "DK", "Estonia": "EE", "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR",
    "Hungary": "HU", "Iceland": "IS", "Ireland": "IE", "Italy": "IT", "Latvia": "LV", "Lithuania": "LT",
    "Luxembourg": "LU", "Malta": "MT", "Netherlands": "NL", "Norway": "NO", "Poland": "PL", "Portugal": "PT",
    "Romania": "RO", "Slovakia": "SK", "Slovenia": "SI", "Spain": "ES", "Sweden": "SE",
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), REFERNET.items())
def test_every_country_of_the_network(name: str, code: str) -> None:
    assert country_code(name) == country_code(name.upper()) == country_code(code.lower()) == code
    assert country_in(f"Vocational education and training in {name}") == code
    assert country_in(f"VET POLICY REPORT {name.upper()} 2023") == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("the Netherlands", "NL"), ("Slovak Republic", "SK"), ("Czech Republic", "CZ"), ("Türkiye", "TR"), ("EL", "GR")],
)
def test_other_names(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "Flanders", "Europe", "VET"])
def test_what_is_no_country(name: str) -> None:
    assert country_code(name) is None
    assert country_in(f"VET in {name}") is None


def test_two_countries_are_none() -> None:
    assert country_in("VET in Malta and Cyprus") is None
