"""Addresses that a line end has broken in two."""

import pytest

from ingest.addresses import goes_on
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults

BROKEN = [
    ("https://a.eu/files/Child_Care_an", "d_Early_Education.pdf."),
    ("https://a.eu/files/Child-Care-", "Trends-COVID.pdf; Weiland"),
    ("https://a.eu/", "FlagEmbedding, 2023."),
    ("https://a.eu/blog/", "LLM-auto-eval-best, 2023."),
    ("https://a.eu/talks/5052#", "a-survey-of-techniques, 2023."),
    ("https://a.eu", "/en/publications/4185"),
    ("https://doi.org/10.1016/j.", "ijhcs.2020.102498"),
    ("https://a.eu/en/publications/", "4185"),
    ("https://a.eu/en/", "publications."),
    ("https://", "www.a.eu/vet"),
    ("www.a.eu/vet?year", "=2020&lang=en (accessed 3 May 2024)"),
    ("https://a.eu/list.php", "?id=7"),
    ("https://a.eu/vet-", "in"),
]
WHOLE = [
    ("https://a.eu/", "and strongly correlated"),
    ("https://a.eu/", "(accessed 3 May 2024)"),
    ("https://a.eu/", "[URLs accessed 3.5.2024]"),
    ("https://a.eu/", "https://b.eu/"),
    ("https://doi.org/10.1177/0956797616678187", "arXiv:https://doi.org/10.1177/0956797616678187"),
    ("https://a.eu/", "OECD (2020). Title."),
    ("https://a.eu/", "2023."),
    ("https://a.eu/vet", "and/or https://b.eu/x"),
    ("https://a.eu/vet.", "The council decides."),
    ("https://a.eu/vet.", "Smith, J.-P. (2020)"),
    ("https://a.eu/vet.pdf", "state-of-the-art"),
    ("https://a.eu/vet;", "a-survey-of-techniques"),
    ("https://a.eu/vet", "e-learning"),
    ("the council of", "/en/publications/4185"),
    ("https://a.eu/vet", ""),
]


@pytest.mark.parametrize(("before", "after"), BROKEN)
def test_it_goes_on(before: str, after: str) -> None:
    assert goes_on(f"Title. {before}", after)


@pytest.mark.parametrize(("before", "after"), WHOLE)
def test_it_has_ended(before: str, after: str) -> None:
    assert not goes_on(before, after)


def test_an_entry_has_the_whole_address() -> None:
    text = (
        "# 1. Soil\n\nSoil is studied (OECD, 2020).\n\n# References\n\n"
        "OECD (2020). Soil. https://a.eu/files/early_ca\nre_and_edu\ncation_2020.pdf\n"
    )
    document = parse(read_source("report.md", text.encode()))
    (entry,) = document.references
    assert entry.text == "OECD (2020). Soil. https://a.eu/files/early_care_and_education_2020.pdf"
    assert entry.url == "https://a.eu/files/early_care_and_education_2020.pdf"
    assert faults(document.segments, document.source.text, document.text) == []
