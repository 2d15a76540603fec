"""Names of a question that reports give other names."""

import pytest

from index.synonyms import Synonyms

SYNONYMS = Synonyms(
    [
        [
            ("common quality framework", "Gemeenschappelijk kwaliteitskader", "GKK"),
            ("Public Employment Service", "VDAB"),
            ("qualifications database", "LED"),
            ("Public Employment Service", "Actiris"),
            ("quality framework of Flanders", "GKK"),
        ],
        [("National Reference Point", "NRP")],
        [("National Reform Programme", "NRP"), ("public employment service", "VDAB")],
    ]
)


def found(text: str, language: str = "en") -> dict[str, set[str]]:
    return {text[one.start : one.end]: set(one.names) for one in SYNONYMS.find(text, language)}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What is the GKK?", "GKK"),
        ("what is gkk", "gkk"),
        ("Is there a common quality framework?", "common quality framework"),
        ("Are there Common Quality Frameworks?", "Common Quality Frameworks"),
        ("Wat is het gemeenschappelijk kwaliteitskader?", "gemeenschappelijk kwaliteitskader"),
    ],
)
def test_a_name_is_found_by_its_words(text: str, written: str) -> None:
    assert list(found(text)) == [written]


def test_other_names_are_those_of_all_groups_that_hold_it() -> None:
    assert found("What is the NRP?") == {"NRP": {"National Reference Point", "National Reform Programme"}}
    assert found("the public employment service") == {"public employment service": {"VDAB", "Actiris"}}
    assert "Actiris" not in found("What is the VDAB?")["VDAB"]


def test_within_a_report_a_short_form_joins_what_it_stands_for() -> None:
    assert found("the common quality framework")["common quality framework"] == {
        "Gemeenschappelijk kwaliteitskader", "GKK", "quality framework of Flanders"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["Who led the reform?", "What is quality?", "Which framework is common?", ""])
def test_words_that_are_no_name_are_left(text: str) -> None:
    assert found(text) == {}
    assert Synonyms().find(text, "en") == ()


def test_a_short_form_that_is_a_word_as_well_is_found_by_its_letters() -> None:
    assert found("Who led the LED?") == {"LED": {"qualifications database"}}
