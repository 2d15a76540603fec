"""Captions of tables and figures, in the languages of Europe."""

import pytest

from ingest.captions import is_caption, is_figure_caption, is_table_caption, is_table_note

TABLES = [
    *("Table 1. Learners", "TABLE II", "Table A.1: Learners", "Table: learners", "Tableau 2 : Les apprenants"),
    *("Cuadro 2. Alumnos", "Quadro 3 – Alunos", "Taulukko 1. Oppilaat", "Tabell 2. Elever", "Tabelle 4 Lernende"),
    *("Tabulka n. 1", "1. táblázat: Tanulók", "1 lentelė", "Таблица 3. Ученици", "Πίνακας 1: Μαθητές", "Tableau 2"),
]
FIGURES = [
    *("Figure 3 Learners in Belgium", "Fig. 2. Learners", "Abbildung 1", "Abb. 4: Lernende", "Figuur 3", "Rys. 4"),
    *("Encadré 1. Formation", "Riquadro 1. Scuole", "Wykres 5. Uczniowie", "Obrázek 1: Žáci", "3. ábra. Tanulók"),
]
NOTES = ["Source: Eurostat", "Source : Eurostat", "Quelle: Destatis", "Fuente: INE", "Źródło: GUS", "Note. Rounded."]


@pytest.mark.parametrize("text", TABLES)
def test_captions_of_tables(text: str) -> None:
    assert is_table_caption(text)
    assert is_caption(text)
    assert not is_figure_caption(text)


@pytest.mark.parametrize("text", FIGURES)
def test_captions_of_figures(text: str) -> None:
    assert is_figure_caption(text)
    assert is_caption(text)
    assert not is_table_caption(text)


@pytest.mark.parametrize("text", NOTES)
def test_notes_and_sources(text: str) -> None:
    assert is_caption(text)
    assert is_table_note(text)


@pytest.mark.parametrize("text", ["* provisional", "¹ Without Brussels", "a) estimated"])
def test_keys_of_signs_stand_below_tables(text: str) -> None:
    assert is_table_note(text)
    assert not is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Figure 3 shows that", "Table 3a and 4", "Abbildung 3 zeigt", "Tables and figures", "Figures of speech"),
        *("Kartenspiele 3", "2. Tabellen lesen", "3. Kader", "Graf Zeppelin", "Sources of income", "Notes on it"),
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert not is_caption(text)
