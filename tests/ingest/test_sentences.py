"""Where sentences end."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import ends_sentence, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "One. | Two! | Three? | Four…",
        "He said “It works.” | So it does.",
        "It ended (in 2023). | Then more.",
        "The PEQ is new.⁽¹⁾ | It is modular. ⁽²⁾ | It works.",
        "The PEQ is new.¹² | It is modular.[^a] | It works.",
        "In 2023, 6.5% of EUR 2 568 750 was paid. | Then 3 425 bonuses.",
        "Grades improved in 2021. | 2022 was better.",
        "Training, guidance, etc. | The Government agreed.",
        "Training, guidance, etc. and more.",
        "As e.g. Flanders, i.e. the north, cf. Wallonia et al. 2023.",
        "Dr. Liepa and A. B. Karno met Prof. Virtanen. | They agreed.",
        "See No. 484, Art. 3, p. 5 and Fig. 2. | The state of the art. | They said no. | Then yes.",
        "In force since 14. 7. 1999. | It was amended.",
        "In the U.S. Department of Labor it is known. | It is so in the U.S. | The EU has Plan B. | It works.",
        "Seit dem 14. Juli gilt das, z. B. Betriebe und d.h. Schulen, vgl. Kap. 3 und Art. IV. | Im 21. Jahrhundert.",
        "I. d. R. Betriebe, bzw. Schulen, u. a. Lehrlinge usw. | Er sagte „Ja.“ | Dann ging er.",
        "Les centres, p. ex. Bruxelles Formation, cf. Art. 5, etc. | M. Dupont est là. | Il le dit.",
        "De scholen, bijv. Antwerpen, o.a. Gent en m.b.t. Brugge, zie blz. 4. | Dat is zo.",
        "Le scuole, ad es. Roma e p. es. Milano, dott. Rossi. | Poi altro.",
        "Las escuelas, p. ej. Madrid, y el Sr. López, núm. 4, pág. 12. | Así es. | ¿Y ahora? | ¡Sí!",
        "Skolor, t.ex. Malmö, bl. a. Lund och s. k. Lärcentra. | Det är så.",
        "Skoler, f.eks. København, bl.a. Aarhus, jf. Nr. 4. | Sådan er det.",
        "Koulut, esim. Helsinki ja ns. Oppilaitokset. | Niin on.",
        "Szkoły, np. Warszawa, m.in. Kraków, tzw. Technikum, zob. Rys. 2. | Tak jest.",
        "Školy, např. Praha, tzv. Učiliště, viz čl. 5 a č. 6. | Je to tak.",
        "Az iskolák, pl. Budapest és Szeged. | Így van.",
        "Училища, напр. София, т. нар. Гимназии, чл. 5. | Така е.",
        "Σχολεία, π.χ. Αθήνα, βλ. Κεφάλαιο, άρθ. 5. | Έτσι είναι.",
        "Mokyklos, pvz. Vilnius, t. y. Kaunas. | Taip yra.",
        "In chapter 3. | The next year. | See option a. | Then go.",
        "The e.g. (Cedefop, 2023). | Next.",
        "1. Improve access. | It matters.",
        "a. Improve access. | It matters.",
        "first; second: third",
        "Visit https://a.eu/b.c?d=e. | Then go.",
    ],
)
def test_ends(text: str) -> None:
    assert sentences(text.replace("| ", "")) == text.split(" | ")


def test_lines_end_sentences() -> None:
    assert sentences("for example:\n(a) one\n(b) two\n\nThen") == ["for example:", "(a) one", "(b) two", "Then"]
    assert sentences("Steps:\n1. One\n2. Two. More") == ["Steps:", "1. One", "2. Two.", "More"]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.text(alphabet="aA1.!?…)”¹⁽⁾ \n", max_size=80)))
def test_spans_hold_every_character_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(re.sub(r"\s", "", text[start:end]) for start, end in spans) == re.sub(r"\s", "", text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert [at for span in spans for at in span] == sorted(at for span in spans for at in span)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ends.", True),
        ("It ends.⁽¹⁾ ", True),
        ("It ends (here).”", True),
        ("an item;", True),
        ("for example:", True),
        ("It goes on", False),
        ("in section 2.6", False),
        ("", False),
        ("." + "¹" * 200 + "x", False),
    ],
)
def test_ends_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_a_row_of_a_table_is_one_sentence() -> None:
    text = "It grew. Table 1 shows it.\nInitial training. Day schools.\t20.5\nAll\t26"
    assert sentences(text) == [
        "It grew.",
        "Table 1 shows it.",
        "Initial training. Day schools.\t20.5",
        "All\t26",
    ]
