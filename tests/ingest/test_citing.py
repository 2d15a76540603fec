"""How a report asks to be cited."""

import pytest

from ingest.citing import cite_as, from_citation
from ingest.persons import person_test

FORMULAS = (
    "Please cite this publication as", "Bitte zitieren als", "Zitierhinweis", "Pour citer ce rapport", "Citar como",
    "Cómo citar este informe", "Citare come", "Como citar", "Aanbevolen citeerwijze", "Rekommenderad citering",
    "Viittausohje", "Citēt kā", "Proponowane cytowanie", "Doporučená citace", "Javasolt hivatkozás",
    "Προτεινόμενη αναφορά",
)  # fmt: skip
CITED = "Borg, J. (2024). Skills. A series of papers."


@pytest.mark.parametrize("formula", FORMULAS)
def test_asks_to_be_cited(formula: str) -> None:
    assert cite_as(f"VET\n{formula}: {CITED}\nMore", "") == CITED
    assert cite_as("", f"VET\n\n{formula}\n\n{CITED}\n\nMore") == CITED


def test_a_title_that_no_citation_follows_asks_nothing() -> None:
    assert cite_as("", "Citation\n\nWhoever cites should name the source.") == ""


@pytest.mark.parametrize(
    ("cited", "field", "value"),
    [
        ("Cedefop, 2024. Skills in Malta. Luxembourg: Publications Office.", "authors", ("Cedefop",)),
        ("Cedefop, 2024. Skills in Malta. Luxembourg: Publications Office.", "publisher", "Publications Office"),
        ("Cedefop, 2024. Skills in Malta. Luxembourg: Publications Office.", "series", ""),
        ("Müller, A. (Hrsg.) (2024): Berufe. Wien.", "authors", ("Müller, A.",)),
        ("Müller, A. (2024): Berufe. Wien.", "series", ""),
        ("Borg, J. (2024). “Skills,” in Handbook of Work, in A. Vella (ed.), X.", "series", "Handbook of Work"),
        ("Borg, J. (2024). Skills: a review,” in Handbook of Work, X.", "subtitle", "a review"),
        ("Jo Borg and Mary Vella (2024). Skills.", "authors", ("Borg, Jo", "Vella, Mary")),
        ("Borg, Jo, Mary Vella, and Ann Zammit (2024). Skills.", "authors", ("Borg, Jo", "Vella, Mary", "Zammit, Ann")),
        ("Skills Norway (2024). Skills.", "authors", ("Skills Norway",)),
    ],
)
def test_fields_of_a_citation(cited: str, field: str, value: object) -> None:
    assert {one.field: one.value for one in from_citation(cited, person_test("A text."))}[field] == value


def test_what_is_no_citation_has_no_fields() -> None:
    assert list(from_citation("With thanks to all.", person_test(""))) == []
