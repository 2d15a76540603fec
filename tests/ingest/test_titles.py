"""Titles that reports have in common, in their languages."""

import pytest

from ingest.titles import is_contents, is_references, is_usual, stands_apart


@pytest.mark.parametrize(
    "title",
    ["Table of contents", "Inhaltsverzeichnis", "SOMMAIRE", "Índice", "Spis treści", "Περιεχόμενα", "Съдържание"],
)
def test_contents(title: str) -> None:
    assert is_contents(title)


@pytest.mark.parametrize(
    "title", ["References", "Literaturverzeichnis", "Bibliografía", "Källor", "Použitá literatura"]
)
def test_references(title: str) -> None:
    assert is_references(title)


@pytest.mark.parametrize("title", ["Foreword", "VORWORT", "Remerciements", "Wykaz skrótów", "Tiivistelmä", "Anexos"])
def test_parts_that_stand_apart(title: str) -> None:
    assert stands_apart(title)
    assert is_usual(title)


@pytest.mark.parametrize("title", ["Abstract", "Einleitung", "Conclusioni", "Bevezetés", "Εισαγωγή"])
def test_parts_that_chapters_have_too(title: str) -> None:
    assert is_usual(title)
    assert not stands_apart(title)
