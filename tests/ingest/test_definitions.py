"""Names that a report says are equal, and parentheses that say something else."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.definitions import find_definitions
from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_source

FRAMEWORK = "the common quality framework for training (Gemeenschappelijk kwaliteitskader voor opleidingen, GKK)"


def names(text: str, language: str | None = "en") -> list[tuple[str, ...]]:
    return [found.names for found in find_definitions(text, [(0, len(text))], language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Vocational education and training (VET) is shared.", ("Vocational education and training", "VET")),
        ("en", "There are two National Implementation Plans (NIPs).", ("National Implementation Plans", "NIP")),
        ("en", "VET (vocational education and training) is shared.", ("VET", "vocational education and training")),
        ("cs", "Národní soustava kvalifikací (NSK) platí.", ("Národní soustava kvalifikací", "NSK")),
        ("de", "Das Berufsbildungsgesetz (BBiG) gilt.", ("Berufsbildungsgesetz", "BBiG")),
        ("de", "Das Bundesinstitut für Berufsbildung (BIBB) rät.", ("Bundesinstitut für Berufsbildung", "BIBB")),
        ("el", "Η Εθνική Αρχή Ανώτατης Εκπαίδευσης (ΕΑΑΕ).", ("Εθνική Αρχή Ανώτατης Εκπαίδευσης", "ΕΑΑΕ")),
        ("bg", "Това е Агенция за професионално обучение (АПО).", ("Агенция за професионално обучение", "АПО")),
        (None, "Dual learning works (work-based learning, WBL).", ("work-based learning", "WBL")),
    ],
)
def test_a_short_form_belongs_to_words_that_hold_its_letters(
    language: str | None, text: str, found: tuple[str, ...]
) -> None:
    assert names(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is run by the Public Employment Service (VDAB).", ("Public Employment Service", "VDAB")),
        (
            "See the Directorate General for Steering the Education System (DGPSE).",
            ("Directorate General for Steering the Education System", "DGPSE"),
        ),
        ("The vocational education pathway (PEQ) began. A PEQ lasts.", ("vocational education pathway", "PEQ")),
    ],
)
def test_a_short_form_of_another_language_belongs_to_a_name_after_an_article(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == [found]
    assert names(text, None) == []


def test_quotation_marks_show_how_far_a_name_goes() -> None:
    assert names("There is the new 'Skills Certificate' (CCP).", None) == [("Skills Certificate", "CCP")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "a learning and career account (leer- en loopbaanrekening)",
         ("learning and career account", "leer- en loopbaanrekening")),
        ("en", "of Training and Employment Centres (Pôles Formation Emploi, PFE)",
         ("Training and Employment Centres", "Pôles Formation Emploi", "PFE")),
        ("en", "the Federal Institute (in German: Bundesinstitut für Berufsbildung, BIBB)",
         ("Federal Institute", "Bundesinstitut für Berufsbildung", "BIBB")),
        ("en", "the programme Pacte pour un Enseignement d'excellence (Pact for Excellence in Education)",
         ("Pacte pour un Enseignement d'excellence", "Pact for Excellence in Education")),
        ("nl", "De Vlaamse kwalificatiestructuur (Flemish Qualifications Structure)",
         ("Vlaamse kwalificatiestructuur", "Flemish Qualifications Structure")),
    ],
)  # fmt: skip
def test_of_two_names_one_is_in_another_language(language: str, text: str, found: tuple[str, ...]) -> None:
    assert names(f"{text} is new.", language) == [found]


def test_a_short_form_of_the_beginning_of_a_name_stands_for_that_alone() -> None:
    (found,) = names(FRAMEWORK)
    assert found[-1] == "GKK"
    assert {"common quality framework", "Gemeenschappelijk kwaliteitskader"} < set(found)


@pytest.mark.parametrize(
    "text",
    [
        "The Walloon Recovery Plan (Cedefop, & ReferNet, 2023k) goes on.",
        "The decree of the Flemish Government (2019) applies.",
        "The bonuses of the training companies (3 425) rose.",
        "The Digital Factories (e.g. skills centres) opened.",
        "They met the needs of Technicity (technological industries) well.",
        "The Article on the Internship Agreement (IV) applies.",
        "Part of the Directorate (a) supports schools.",
        "Figure 1 shows trends in School Participant Effects (CREDO).",
        "It is below the European average (OECD).",
        "The State of play of the Adult Education report (État des lieux de l'Enseignement de Promotion Sociale) came.",
        "In secondary education (with an optional year 7) learners choose.",
    ],
)
def test_a_citation_a_number_a_remark_or_a_source_says_nothing(text: str) -> None:
    assert names(text) == []


def test_a_short_form_has_one_meaning_in_a_report() -> None:
    assert names("A digital action plan (DAP) began. It is led by the School Inspection (DAP).") == [
        ("digital action plan", "DAP")
    ]
    assert names("The DAP began. It is led by the local school inspection (DAP).") == []


def test_nothing_outside_the_spans_is_read() -> None:
    assert [d.names for d in find_definitions(FRAMEWORK * 2, [(0, len(FRAMEWORK))], "en")] == names(FRAMEWORK)
    assert find_definitions(FRAMEWORK, [(0, 20)], "en") == ()


@pytest.fixture(scope="module")
def report(request: pytest.FixtureRequest) -> ParsedDocument:
    path = request.getfixturevalue("corpus") / "belgium-vet-2023.txt"
    return parse(read_source(path.name, path.read_bytes()))


def test_the_belgian_report_defines_its_terms(report: ParsedDocument) -> None:
    found = {names[-1]: names for names in (d.names for d in report.definitions)}
    assert "common quality framework" in found["GKK"]
    assert found["SPW"] == ("Public Service of Wallonia", "SPW")
    assert found["PFE"] == ("Training and Employment Centres", "Pôles Formation Emploi", "PFE")
    assert found["PEQ"] == ("vocational education pathway", "PEQ")
    assert "Flemish qualifications framework" in found["Vlaamse kwalificatiestructuur"]
    assert not any(character.isdigit() for name in chain.from_iterable(found.values()) for character in name)


WORDS = st.sampled_from(
    [
        *("the", "of", "and", "Training", "quality", "Centre", "framework", "NIPs", "É", "e.g.", "l’", "'", "’"),
        *("(", ")", "(GKK)", "(TC)", "(CQF)", "(2023)", ",", ".", ";", "\n", "-", "&"),
        *("Pôles Formation Emploi", "(Pôles Formation Emploi, PFE)"),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(alphabet="ABab (),.;:–'’\nßİ́", max_size=60))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["en", "fr", "cs", None]))
def test_all_names_stand_in_the_text_that_defines_them(text: str, language: str | None) -> None:
    for found in find_definitions(text, [(0, len(text))], language):
        assert len(set(found.names)) > 1
        assert all(name and name in text[found.start : found.end] for name in found.names)
