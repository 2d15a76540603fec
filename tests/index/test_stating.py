"""What a question states besides its entities."""

import pytest

from index.stating import holds_phrase, phrases, section_numbers, stated


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("in 2019", (2019,)),
        ("the school year 2023/24", (2023, 2024)),
        ("2021-2023", (2021, 2022, 2023)),
        ("between 2019 and 2021", (2019, 2020, 2021)),
        ("von 2021 bis 2023", (2021, 2022, 2023)),
        ("de 2021 à 2023", (2021, 2022, 2023)),
        ("in 2019 and 2021, and again in 2019", (2019, 2021)),
        ("on 2023-12-01", (2023,)),
        ("le 01/09/2023", (2023,)),
        ("in 2023-12", (2023,)),
        ("since 1848", (1848,)),
        ("2000 euros", ()),
        ("EUR 2000", ()),
        ("more than 2000 schools", ()),
        ("5000", ()),
        ("1 999 schools", ()),
        ("version 2023.4", ()),
        ("in the 1990s", ()),
    ],
)
def test_years(question: str, years: tuple[int, ...]) -> None:
    assert stated(question).years == years


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("How was EUR 2 568 750 spent?", ("EUR 2 568 750",)),
        ("40 % of 1 241 855 learners", ("40 %", "1 241 855")),
        ("within 5 years, or a 5-year plan", ("5 years", "5-year")),
        ("€50 million or 2.5 million euros", ("€50 million", "2.5 million euros")),
        ("12,5 millions d'euros et 50 pour cent", ("12,5 millions d'euros", "50 pour cent")),
        ("7 billion euro, 3.425 Stunden, 12 weken", ("7 billion euro", "3.425 Stunden", "12 weken")),
        ("aged 16-18 years", ("16-18 years",)),
        ("more than 2000 schools", ("2000",)),
        ("2000 euros in 2023", ("2000 euros",)),
        ("Covid-19 and 3D printing in 2023", ()),
        ("3 425 in section 2.6", ("3 425",)),
        ("chapter 3 and 40 %", ("40 %",)),
    ],
)
def test_numbers_have_their_units_and_are_neither_years_nor_sections(question: str, numbers: tuple[str, ...]) -> None:
    assert stated(question).numbers == numbers


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ('“a b”, „c d“, «e f», »g h«, ”i j”, "k l"', ("a b", "c d", "e f", "g h", "i j", "k l")),
        ("‘Lerend netwerk’ and 'it\u2019s here' and ‹x y›", ("Lerend netwerk", "it’s here", "x y")),
        ("« assurance\n qualité »", ("assurance qualité",)),
        ("the teachers' and learners' views on l'école", ()),
        ("'s avonds zijn er foto's", ()),
        ("“” and “!”", ()),
        ("an open “quotation", ()),
    ],
)
def test_phrases_stand_in_any_quotation_marks(question: str, quoted: tuple[str, ...]) -> None:
    assert phrases(question) == quoted


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("What does section 2.6 say?", ("2.6",)),
        ("section 2.6 et 3.1", ("2.6", "3.1")),
        ("sections 2.1, 2.2 and 3 in 2023", ("2.1", "2.2", "3")),
        ("in 4.2", ("4.2",)),
        ("chapter 3", ("3",)),
        ("hoofdstuk 3", ("3",)),
        ("Kapitel 3 und 4", ("3", "4")),
        ("§ 2.6.1", ("2.6.1",)),
        ("chapter 3 and 40 %", ("3",)),
        ("an increase in 4.2 %", ()),
        ("it grew in 4.2 million homes", ()),
        ("in 3 regions", ()),
        ("the section on 2 regions", ()),
        ("intersection 5", ()),
    ],
)
def test_sections_are_named_by_number(question: str, sections: tuple[str, ...]) -> None:
    assert section_numbers(question) == stated(question).sections == sections


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("the Common\n quality  framework's rules", True),
        ("the “common quality framework’s” rules", True),
        ("the uncommon quality framework's rules", False),
        ("quality framework's common", False),
    ],
)
def test_a_phrase_is_held_whatever_its_case_spaces_and_quotation_marks(text: str, is_held: bool) -> None:
    assert holds_phrase(text, "common quality framework’s,") is is_held
