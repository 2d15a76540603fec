"""Years of dates, in the languages of Europe."""

import pytest

from ingest.dates import only_year, year_of_date, year_within

DATES = (
    "2023", "June 2023", "March 5, 2023", "5th of March 2023", "2023-03-05", "12.2023", "05/03/2023", "März 2023",
    "im März 2023", "Wien, im März 2023", "mars 2023", "1er mars 2023", "5 de marzo de 2023", "Roma, dicembre 2023",
    "maart 2023", "marts 2023", "maaliskuu 2023", "märts 2023", "2023. gada marts", "2023 m. kovo 5 d.", "marzec 2023",
    "března 2023", "2023. március", "Zagreb, ožujak 2023.", "martie 2023", "март 2023 г.", "Μάρτιος 2023", "mejju 2023",
)  # fmt: skip


@pytest.mark.parametrize("line", DATES)
def test_a_line_that_is_a_date(line: str) -> None:
    assert year_of_date(line) == 2023


@pytest.mark.parametrize(
    "line", ["", "June", "Agenda 2030", "VET 2023", "Horizon 2020", "2021-2027", "ISBN 2023 4567", "In 2023 it rained"]
)
def test_a_line_that_is_no_date(line: str) -> None:
    assert year_of_date(line) is None


def test_a_date_within_a_line() -> None:
    assert year_within("For the fiscal year ended January 28, 2023") == 2023
    assert year_within("July 9-14, 2023, Toronto") == 2023
    assert year_within("from May 2020 to June 2023") is None
    assert year_within("in room 2023") is None


def test_the_one_year_of_a_title() -> None:
    assert only_year("Annual report 2023") == 2023
    assert only_year("Strategy 2021-2030") is None
    assert only_year("Programme 2021-27") is None
    assert only_year("From 2019 to 2023") is None
