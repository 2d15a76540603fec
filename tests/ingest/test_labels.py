"""Labels in the languages of Europe."""

import pytest

from ingest.labels import labelled, titled

AUTHORS = (
    "Author", "Authors", "Author(s)", "Written by", "Autor", "Autoren", "Autor:innen", "Autor*innen", "Verfasserin",
    "Auteur", "Auteurs", "Auteur(s)", "Auteur·e·s", "Auteur(e)s", "Autores", "Autora", "Autore", "Autori", "Autrice",
    "Geschreven door", "Forfattere", "Författare", "Kirjoittajat", "Autorid", "Autoriai", "Autorzy", "Autoři",
    "Avtorji", "Szerzők", "Автори", "Συγγραφείς", "Höfundar", "Awturi", "AUTORES",
)  # fmt: skip


@pytest.mark.parametrize("label", AUTHORS)
def test_authors(label: str) -> None:
    assert list(labelled("authors", f"A report\n{label}: Anna Karno\nMore")) == ["Anna Karno"]
    assert list(labelled("authors", f"{label} :\nAnna Karno")) == ["Anna Karno"]
    assert list(titled("authors", f"{label}\n\nAnna Karno")) == ["Anna Karno"]


@pytest.mark.parametrize("line", ["Author of it: X", "The author: X", "Authors", "Authority: X"])
def test_what_is_no_label(line: str) -> None:
    assert list(labelled("authors", line)) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("publisher", "Herausgeber: X"),
        ("publisher", "Uitgegeven door: X"),
        ("publisher", "Wydawca: X"),
        ("series", "Schriftenreihe: X"),
        ("contributors", "Avec la collaboration de : X"),
        ("date", "Fecha de publicación: X"),
        ("date", "Date\tX"),
    ],
)
def test_other_labels(kind: str, line: str) -> None:
    assert list(labelled(kind, line)) == ["X"]
