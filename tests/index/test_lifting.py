"""What moves a passage besides the searches."""

from collections.abc import Sequence

import pytest

from index.catalogue.records import PassageRecord
from index.lifting import Lifter, LiftWeights
from index.question import read_question
from ingest.document import About, Basis, Section, SectionKind
from ingest.gazetteer import Gazetteer

SECTION = Section(0, None, SectionKind.BODY, 1, "1", "A", ("1 A",), 0, 10)
WEIGHTS = LiftWeights(entity_lift=1.0, answer_lift=0.1, definition_lift=0.01)


def passage(about: Sequence[str] = (), text: str = "Text.") -> PassageRecord:
    names = tuple(About(name, Basis.NAMED) for name in about)
    return PassageRecord(1, "p", "d", 0, SECTION, 0, 5, text, None, None, names)


def lift(question: str, about: Sequence[str] = (), text: str = "Text.", country: str | None = "Belgium") -> float:
    return Lifter(read_question(question), Gazetteer.default(), WEIGHTS).lift(passage(about, text), country).amount


@pytest.mark.parametrize(
    ("about", "amount"),
    [
        (["Flanders"], 1),
        (["Wallonia", "Flanders"], 1),
        (["Wallonia"], -1),
        (["Belgium"], 0.5),
        ([], 0),
    ],
)
def test_an_entity_lifts_its_own_and_pushes_siblings_down(about: list[str], amount: float) -> None:
    assert lift("What did Flanders do?", about) == amount


def test_a_whole_lifts_its_parts() -> None:
    assert lift("What did the French-speaking part of Belgium do?", ["Wallonia"]) == 1


@pytest.mark.parametrize(("country", "amount"), [("Austria", 1), ("Belgium", -1), (None, 0)])
def test_a_report_on_another_country_is_pushed_down(country: str | None, amount: float) -> None:
    assert lift("What did Austria do?", country=country) == amount


def test_a_name_that_may_stand_for_several_lifts_only_these() -> None:
    question = "How many bonuses were awarded in Luxembourg?"
    assert [lift(question, [name]) for name in ("Luxembourg", "Luxembourg (Belgium)", "Wallonia")] == [1, 1, -1]


def test_each_of_two_siblings_is_lifted() -> None:
    question = "How do Flanders and Wallonia differ?"
    assert [lift(question, [name]) for name in ("Flanders", "Wallonia", "Brussels")] == [1, 1, -1]


def test_what_is_not_asked_for_goes_down() -> None:
    question = "What happens outside Flanders?"
    assert [lift(question, about) for about in (["Flanders"], ["Wallonia"], ["Flanders", "Wallonia"])] == [-1, 0, 0]


def test_an_organisation_has_a_home_but_lifts_nothing() -> None:
    assert not Lifter(read_question("What does VDAB offer to job seekers?"), Gazetteer.default(), WEIGHTS)


def test_answers_of_the_kind_and_definitions_are_lifted() -> None:
    assert lift("How many bonuses?", text="There were 3 425 bonuses.") == pytest.approx(0.1)
    assert lift("What is GKK?", text="the common framework (GKK)") == pytest.approx(0.01)


def test_a_lift_tells_what_it_is_for() -> None:
    lifter = Lifter(read_question("How many schools in Flanders?"), Gazetteer.default(), WEIGHTS)
    found = lifter.lift(passage(["Flanders"], "There are 90 schools."), "Belgium")
    assert found.boosts == ("entity: Flanders", "answer: number")


def test_a_passage_that_is_pushed_down_tells_why() -> None:
    lifter = Lifter(read_question("What did Flanders do?"), Gazetteer.default(), WEIGHTS)
    assert lifter.lift(passage(["Wallonia", "Brussels"]), "Belgium").boosts == ("elsewhere: Wallonia, Brussels",)
    assert Lifter(read_question("Austria"), Gazetteer.default(), WEIGHTS).lift(passage(), "Belgium").boosts == (
        "elsewhere: Belgium",
    )


def test_without_a_gazetteer_entities_lift_nothing() -> None:
    assert not Lifter(read_question("What did Flanders do?"), None, WEIGHTS)
