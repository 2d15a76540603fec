"""The country that a report is about."""

import pytest

from ingest.countries import country_of_lines, country_of_text, country_of_title


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Berufliche Bildung in Österreich", "AT"),
        ("La formation professionnelle en France", "FR"),
        ("The Belgian system of training", "BE"),
        ("VET in Malta and Cyprus", None),
        ("Skills for tomorrow", None),
    ],
)
def test_named_by_its_title(title: str, code: str | None) -> None:
    assert country_of_title(title, "") == code


def test_alone_on_a_line_or_behind_a_label() -> None:
    assert country_of_lines(["A report", "Suomi"]) == "FI"
    assert country_of_lines(["Pays : Belgique"]) == "BE"
    assert country_of_lines(["Skills in Latvia and its regions were seen to grow"]) is None


def test_by_nearly_all_of_the_text() -> None:
    told = "Schools in Latvia train learners together. "
    assert country_of_text(told * 20) == "LV"
    assert country_of_text(told * 20 + "Estonia does so as well. " * 10) is None
    assert country_of_text(told * 5) is None
    assert country_of_text(told * 12 + "Words of all kinds go on and on. " * 2_000) is None
    assert country_of_text("") is None
