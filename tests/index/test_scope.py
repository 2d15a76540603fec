"""What a search may return."""

import pytest

from index.scope import EVERYTHING, Attributes, Scope, section_key, section_keys

LEARNING = Attributes(
    "belgium",
    section_keys([("2", "Main policy developments"), ("2.6", "Quality  Assurance")]),
    entities=("Belgium", "Flanders"),
)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("2.6", "2.6"),
        ("2.6.", "2.6"),
        ("Section 2.6", "2.6"),
        ("CHAPTER 2.", "2"),
        (" Quality   assurance ", "quality assurance"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_a_section_is_named_by_its_number_or_title(given: str, key: str) -> None:
    assert section_key(given) == key


def test_keys_are_those_of_the_section_and_of_all_above_it() -> None:
    assert LEARNING.sections == ("2", "main policy developments", "2.6", "quality assurance")


def test_a_number_lies_below_the_numbers_before_its_dots() -> None:
    assert section_keys([("2.6.1", "Inspection")]) == ("2", "2.6", "2.6.1", "inspection")
    assert section_keys([("12", "Twelve")]) == ("12", "twelve")
    assert section_keys([(None, "Annex"), (None, "")]) == ("annex",)


@pytest.mark.parametrize(
    ("scope", "admitted"),
    [
        (EVERYTHING, True),
        (Scope(frozenset({"belgium", "france"})), True),
        (Scope(frozenset({"france"})), False),
        (Scope(frozenset()), False),
        (Scope(None, frozenset({"2"})), True),
        (Scope(None, frozenset({"quality assurance"})), True),
        (Scope(None, frozenset({"2.7"})), False),
        (Scope(frozenset({"belgium"}), frozenset({"2.6", "3"})), True),
        (Scope(frozenset({"belgium"}), frozenset({"3"})), False),
        (Scope(entities=frozenset({"Wallonia", "Belgium"})), True),
        (Scope(entities=frozenset({"Wallonia"})), False),
        (Scope(frozenset({"france"}), entities=frozenset({"Flanders"})), False),
    ],
)
def test_different_filters_narrow_and_values_of_one_widen(scope: Scope, admitted: bool) -> None:
    assert scope.admits(LEARNING) is admitted
