"""What a question wants counted, and how well a text gives that very quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.counting import counted, evidence
from index.counting_words import LANGUAGES
from index.quantities import Quantity, marks, year_evidence, years_named

BESIDE = 0.8
MIDDLE = 0.3


def quantity(question: str, text: str, language: str = "en", of_text: str | None = None) -> float:
    """How closely a text binds a quantity to what the question wants counted."""
    wanted = counted(question, language)
    assert wanted is not None
    return evidence(wanted, text, of_text or language).quantity


def year(question: str, text: str) -> float:
    wanted = counted(question, "en")
    assert wanted is not None
    return evidence(wanted, text, "en").year


@pytest.mark.parametrize(
    ("language", "question", "kind", "things"),
    [
        ("en", "How many bonuses went to companies?", Quantity.COUNT, {"bonus"}),
        ("en", "How many early school leavers are there?", Quantity.COUNT, {"leaver"}),
        ("en", "How many students follow dual learning?", Quantity.COUNT, {"student"}),
        ("en", "How many training and employment centres does Brussels have?", Quantity.COUNT, {"centr"}),
        ("en", "How many more learners enrolled?", Quantity.COUNT, {"learner"}),
        ("en", "What was the number of pupils?", Quantity.COUNT, {"pupil"}),
        ("en", "How often were fees paid back?", Quantity.COUNT, set()),
        ("en", "What share of the adults?", Quantity.SHARE, {"adult"}),
        ("en", "What is the budget of the XR action plan?", Quantity.MONEY, set()),
        ("en", "How much did the plan cost?", Quantity.MONEY, set()),
        ("en", "How long does it last?", Quantity.DURATION, set()),
        ("en", "What is the population of Fresno?", Quantity.MEASURE, {"popul"}),
        ("en", "In which year did it begin?", Quantity.TIME, set()),
        ("en", "Since when has it existed?", Quantity.TIME, set()),
        ("fr", "Combien d'élèves suivaient une formation ?", Quantity.COUNT, {"elev"}),
        ("fr", "Combien d'années dure la formation ?", Quantity.DURATION, set()),
        ("fr", "Quelle part des adultes ?", Quantity.SHARE, {"adult"}),
        ("fr", "Combien coûte le plan ?", Quantity.MONEY, set()),
        ("fr", "Depuis quand ?", Quantity.TIME, set()),
        ("nl", "Hoeveel leerlingen volgden een opleiding?", Quantity.COUNT, {"leerl"}),
        ("nl", "Hoeveel procent van de leerlingen?", Quantity.SHARE, {"leerl"}),
        ("nl", "Wat kost het plan?", Quantity.MONEY, set()),
        ("nl", "Sinds wanneer?", Quantity.TIME, set()),
        ("de", "Wie viele neue Betriebe nehmen teil?", Quantity.COUNT, {"betrieb"}),
        ("de", "Welcher Anteil der Schüler?", Quantity.SHARE, {"schul"}),
        ("de", "Wie hoch ist das Budget des Plans?", Quantity.MONEY, set()),
        ("de", "Seit wann?", Quantity.TIME, set()),
    ],
)
def test_a_question_names_what_it_wants_counted(language: str, question: str, kind: Quantity, things: set[str]) -> None:
    wanted = counted(question, language)
    assert wanted is not None
    assert wanted.kind is kind
    assert wanted.things == things


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did Flanders do?", "en"),
        ("What happens to learners when the plan ends?", "en"),
        ("Is it easy to see how far the projects have come?", "en"),
        ("2 968 students", "en"),
        ("¿Cuántos alumnos hay?", "es"),
    ],
)
def test_other_questions_want_nothing_counted(question: str, language: str) -> None:
    assert counted(question, language) is None


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How many were there in 2019?", {2019}),
        ("How many were there in 2023/24?", {2023, 2024}),
        ("How many were there between 2021-2023?", {2021, 2022, 2023}),
        ("How many of the 1 900 were there?", set()),
    ],
)
def test_a_question_names_years(question: str, years: set[int]) -> None:
    wanted = counted(question, "en")
    assert wanted is not None
    assert wanted.years == years


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many bonuses?", "There were 3 425 bonuses awarded to companies."),
        ("How many bonuses?", "In 2023, the number of bonuses rose to 3 425, a record."),
        ("How many bonuses?", "Bonuses: 3 425"),
        ("How many learners?", "1600 learners were enrolled."),
        ("How many pupils?", "The number of students enrolled increased to 2 968."),
        ("How many factories?", "The creation of nine Digital Factories began."),
        ("How many people?", "Some 412 jobseekers took part."),
        ("How many protestants?", "About one million Protestants live there."),
        ("What share of adults?", "Only 12 % of adults take part."),
        ("What share of adults?", "The share of adults in training was 12 per cent."),
        ("What share of adults?", "Half of the adults take part."),
    ],
)
def test_a_quantity_beside_the_thing_counted_is_the_one(question: str, text: str) -> None:
    assert quantity(question, text) >= BESIDE


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many bonuses?", "Bonuses go to companies. There were 3 425, more than planned."),
        ("How many companies?", "Companies take part in 300 projects."),
    ],
)
def test_a_thing_named_elsewhere_is_worth_something_between(question: str, text: str) -> None:
    assert MIDDLE <= quantity(question, text) < BESIDE


def test_numbers_of_something_else_are_worth_little() -> None:
    assert quantity("How many apprentices?", "The plan has 300 projects.") < MIDDLE


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many students?", "Students enrolled in 2023."),
        ("How many students?", "Students rose by 22 %."),
        ("How many students?", "On 1 June 2023, students began."),
        ("How many students?", "Students: see Section 2.6, Table 3 and page 12."),
        ("How many students?", "Students enrol (Cedefop, & ReferNet, 2023k)⁽¹⁾ [12]."),
        ("How many students?", "Students enrol in years 4 and 7."),
        ("How many bonuses?", "Bonuses amounted to EUR 2 568 750."),
        ("What share of adults?", "There were 12 adults."),
        ("What is the budget of the plan?", "The plan reached 1 000 schools in 2023."),
        ("When did the plan begin?", "The plan has 300 projects (Cedefop, 2023)."),
        ("When did the plan begin?", "The plan began."),
        ("When did the plan begin?", "The plan may begin."),
    ],
)
def test_a_quantity_of_another_kind_is_none(question: str, text: str) -> None:
    assert quantity(question, text) == 0.0


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("fr", "Combien d'écoles ?", "Le plan concerne neuf écoles."),
        ("fr", "Quelle part des adultes ?", "En 2023, 12,5 % des adultes y participent."),
        ("nl", "Hoeveel scholen?", "Er zijn negen scholen."),
        ("nl", "Hoeveel programma's?", "Er zijn 23 opleidingsprogramma's."),
        ("de", "Wie viele Schulen?", "Es gibt neun Schulen."),
        ("de", "Wie viele Programme?", "Es gibt 23 Ausbildungsprogramme."),
    ],
)
def test_each_language_has_its_words(language: str, question: str, text: str) -> None:
    assert quantity(question, text, language) >= BESIDE


@pytest.mark.parametrize(
    ("language", "question"),
    [("fr", "Combien d'élèves ?"), ("nl", "Hoeveel leerlingen?"), ("de", "Wie viele Schüler?")],
)
def test_common_things_are_known_across_languages(language: str, question: str) -> None:
    assert quantity(question, "There were 2 968 students.", language, of_text="en") >= BESIDE
    assert quantity(question, "There were 300 projects.", language, of_text="en") < MIDDLE


def test_what_is_not_known_is_neither_given_nor_missing() -> None:
    assert quantity("Combien de casquettes ?", "There were 300 helmets.", "fr", of_text="en") == 0.5
    assert quantity("Combien de casquettes ?", "There were helmets.", "fr", of_text="en") == 0.0
    assert quantity("How many pupils?", "Było 300 uczniów.", of_text="pl") == 0.5


def test_money_is_that_of_what_is_asked() -> None:
    question = "What is the budget of the Walloon recovery plan?"
    own = quantity(question, "With a budget of over EUR 7 billion, the Walloon recovery plan is large.")
    other = quantity(question, "The centres receive up to EUR 1 million.")
    assert own > 0.9
    assert other < MIDDLE


def test_a_change_by_a_share_is_no_share() -> None:
    question = "What percentage of adults?"
    level = quantity(question, "The part of adults was 22%.")
    assert quantity(question, "The number of adults saw an increase of 22%.") < level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2019 there were 300 students.", 1.0),
        ("From 2018 to 2020 there were 300 students.", 1.0),
        ("There were 300 students. It all began in 2019.", 0.75),
        ("There were 300 students.", 0.5),
        ("There were 300 students. It ended in 2023.", 0.25),
        ("In 2023 there were 300 students.", 0.0),
        ("In 2023 there were 300 students (Cedefop, 2019).", 0.0),
        ("In 2023 there were 300 students, more compared to 2019.", 0.0),
    ],
)
def test_a_quantity_of_another_year_is_told_apart(text: str, expected: float) -> None:
    assert year("How many students were there in 2019?", text) == expected


def test_the_sentence_of_the_year_asked_is_preferred() -> None:
    wanted = counted("How many students were there in 2022?", "en")
    assert wanted is not None
    text = "In 2023 there were 300 students. In 2022 students were 200."
    best = evidence(wanted, text, "en")
    assert text[best.start : best.end] == "In 2022 students were 200."


def test_the_context_decides_between_equals() -> None:
    wanted = counted("How many students learn in Flanders?", "en")
    assert wanted is not None
    near = evidence(wanted, "In Flanders 300 students learn.", "en")
    far = evidence(wanted, "In Wallonia 300 students rest.", "en")
    assert near.quantity == far.quantity
    assert near.score > far.score


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("on 17 October 2023 and June 2022, or May 3", [Quantity.TIME] * 3),
        ("in the 1990s, the 19th century, since June", [Quantity.TIME] * 3),
        ("3 million euros, $12, EUR 2 568 750, €1.5bn", [Quantity.MONEY] * 4),
        ("10–15% or a third", [Quantity.SHARE] * 2),
        ("a two-year course of 40 hours", [Quantity.DURATION] * 2),
        ("twenty-six schools, 1,300,000 people, 34 million", [Quantity.COUNT] * 3),
        ("Go4Brussels, COVID-19, a 21st plan, section 2.6, www.a1.be", []),
    ],
)
def test_quantities_are_told_by_how_they_are_written(text: str, kinds: list[Quantity]) -> None:
    assert [mark.kind for mark in marks(text, "en")] == kinds


def test_years_are_evidence_only_where_they_are_asked() -> None:
    assert year_evidence(frozenset(), frozenset({2023}), frozenset({2023})) == 1.0
    assert years_named("from 2022 to 2026") == {2022, 2023, 2024, 2025, 2026}
    assert years_named("1900-2023") == {1900}


@given(st.text(max_size=300) | st.from_regex(r"(\w+ |\d{1,4}[ .,%€-]|\([A-Z]\w*, \d{4}\) ){1,20}", fullmatch=True))
def test_evidence_stays_within_bounds_for_any_text(text: str) -> None:
    for language in LANGUAGES:
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marks(text, language))
        for question in ("How many pupils were there in 2019?", "When did it begin?", "What share of adults?"):
            wanted = counted(question, "en")
            assert wanted is not None
            best = evidence(wanted, text, language)
            assert all(0 <= part <= 1 for part in (best.quantity, best.year, best.context, best.score))
            assert 0 <= best.start <= best.end <= len(text)
