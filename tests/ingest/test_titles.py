"""Captions in the languages of Europe."""

import pytest

from ingest.titles import is_caption


@pytest.mark.parametrize(
    "text",
    [
        *("Table 1. Learners", "Figure 3 Learners in Belgium", "Figure A.1 Learners", "TABLE II", "Fig. 2. Learners"),
        *("Tableau 2 : Les apprenants", "Encadré 1. Formation", "Abbildung 1", "Abb. 4: Lernende", "Figuur 3"),
        *("Cuadro 2. Alumnos", "Quadro 3 – Alunos", "Riquadro 1. Scuole", "Taulukko 1. Oppilaat", "Tabell 2. Elever"),
        *("Wykres 5. Uczniowie", "Obrázek 1: Žáci", "1. táblázat: Tanulók", "Таблица 3. Ученици", "Πίνακας 1: Μαθητές"),
        *("Source: Eurostat", "Source : Eurostat", "Quelle: Destatis", "Fuente: INE", "Źródło: GUS", "Note. Rounded."),
    ],
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Figure 3 shows that",
        "Tables and figures",
        "Table 3a and 4",
        "Abbildung 3 zeigt",
        "Sources of income",
        "Notes on it",
    ],
)
def test_sentences_that_begin_like_captions(text: str) -> None:
    assert not is_caption(text)
