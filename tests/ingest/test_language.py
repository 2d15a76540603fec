"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language import LANGUAGES, document_language, language_distribution

TEXTS = {
    "en": "What did Flanders do on quality assurance?",
    "fr": "Qu'a fait la Flandre en matière d'assurance qualité ?",
    "nl": "Wat heeft Vlaanderen gedaan op het vlak van kwaliteitszorg?",
    "de": "Was hat Flandern im Bereich der Qualitätssicherung unternommen?",
    "es": "¿Qué hizo Flandes en materia de garantía de la calidad?",
    "el": "Τι έκανε η Φλάνδρα για τη διασφάλιση της ποιότητας;",
    "pl": "Co zrobiła Flandria w dziedzinie zapewniania jakości?",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_question_is_recognised(language: str) -> None:
    distribution = language_distribution(TEXTS[language])
    assert next(iter(distribution)) == language
    assert distribution[language] > 0.5


@pytest.mark.parametrize("text", ["", "3 425", "???", "€ 2,568,750"])
def test_without_letters_there_is_no_language(text: str) -> None:
    assert language_distribution(text) == {}


def test_a_document_has_one_language_or_none() -> None:
    assert document_language(TEXTS["fr"] * 5) == "fr"
    assert document_language("PEQ GKK NRP") is None


@given(st.text())
def test_it_is_a_distribution(text: str) -> None:
    distribution = language_distribution(text)
    assert set(distribution) <= LANGUAGES
    assert not distribution or abs(sum(distribution.values()) - 1) < 1e-6
    assert list(distribution.values()) == sorted(distribution.values(), reverse=True)
