"""What moves a passage besides the searches."""

from collections.abc import Sequence

import pytest

from index.catalogue.records import PassageRecord
from index.lifting import LIFT_WEIGHTS, Lift, Lifter, LiftWeights
from index.question import read_question
from ingest.document import About, Basis, Section, SectionKind
from ingest.gazetteer import Gazetteer

SECTION = Section(0, None, SectionKind.BODY, 1, "1", "A", ("1 A",), 0, 10)
BELOW = Section(1, 0, SectionKind.BODY, 2, "2.6.1", "C", ("CHAPTER 2. B", "2.6.1 C"), 0, 10)
UNNUMBERED = Section(2, 1, SectionKind.BODY, 3, None, "D", ("CHAPTER 2. B", "2.6.1 C", "D"), 0, 10)
WEIGHTS = LiftWeights(entity_lift=1.0, excluded_lift=10.0, definition_lift=0.01, phrase_lift=0.001, section_lift=0.0001)


def passage(about: Sequence[str] = (), text: str = "Text.", section: Section = SECTION) -> PassageRecord:
    names = tuple(About(name, Basis.NAMED) for name in about)
    return PassageRecord(1, "p", "d", 0, section, 0, 5, text, None, None, names)


def lifted(question: str, found: PassageRecord, country: str | None = "Belgium") -> Lift:
    return Lifter(read_question(question), Gazetteer.default(), WEIGHTS).lift(found, country)


def lift(question: str, about: Sequence[str] = (), text: str = "Text.", country: str | None = "Belgium") -> float:
    return lifted(question, passage(about, text), country).amount


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


def test_what_is_taken_out_goes_down_by_more_than_the_searches_give() -> None:
    question = "What happens outside Flanders?"
    assert [lift(question, about) for about in (["Flanders"], ["Wallonia"], ["Flanders", "Wallonia"])] == [-10, 0, 0]
    assert LIFT_WEIGHTS.excluded_lift >= 2.0


def test_what_is_taken_out_together_goes_down_together() -> None:
    question = "Which measures were taken, but not in Flanders or Brussels?"
    assert [lift(question, about) for about in (["Brussels", "Flanders"], ["Brussels", "Wallonia"])] == [-10, 0]


def test_a_part_is_taken_out_of_a_whole() -> None:
    question = "Which measures were taken in Belgium, except in Flanders?"
    assert [lift(question, [name]) for name in ("Flanders", "Wallonia", "Belgium")] == [-10, 1, 1]


def test_what_is_asked_for_besides_is_not_taken_out() -> None:
    question = "How do measures in Flanders differ from those outside Flanders?"
    assert lift(question, ["Flanders"]) == 1


def test_a_report_on_what_is_taken_out_goes_down() -> None:
    assert [lift("What is done outside Belgium?", country=country) for country in ("Belgium", "Austria")] == [-10, 0]


def test_an_entity_is_a_question() -> None:
    assert [lift("Flanders", [name]) for name in ("Flanders", "Wallonia")] == [1, -1]


def test_a_misspelt_name_lifts_as_well() -> None:
    assert [lift("What did Flandrs do?", [name]) for name in ("Flanders", "Wallonia")] == [1, -1]


def test_an_entity_that_nobody_has_listed_lifts_nothing() -> None:
    assert not Lifter(read_question("What is done in the Westhoek?"), Gazetteer.default(), WEIGHTS)


def test_a_phrase_is_lifted_by_the_share_that_a_passage_holds() -> None:
    question = "Where do “peer review” and «quality label» stand?"
    found = lifted(question, passage(text="It hosted a Peer\nReview."))
    assert found == Lift(0.0005, ("phrase: peer review",))
    assert lifted(question, passage(text="The peer reviewed it.")) == Lift()


@pytest.mark.parametrize("section", [BELOW, UNNUMBERED])
@pytest.mark.parametrize(("number", "is_lifted"), [("2", True), ("2.6", True), ("2.6.1", True), ("2.61", False)])
def test_a_section_named_by_number_is_lifted_with_all_below_it(section: Section, number: str, is_lifted: bool) -> None:
    found = lifted(f"What does section {number} say?", passage(section=section))
    assert found == (Lift(0.0001, (f"section: {number}",)) if is_lifted else Lift())


def test_without_their_weight_sections_are_not_looked_for() -> None:
    weights = LiftWeights(section_lift=0.0)
    assert not Lifter(read_question("What does section 2.6 say?"), Gazetteer.default(), weights)


def test_an_organisation_has_a_home_but_lifts_nothing() -> None:
    assert not Lifter(read_question("What does VDAB offer to job seekers?"), Gazetteer.default(), WEIGHTS)


def test_definitions_are_lifted() -> None:
    assert lift("What is GKK?", text="the common framework (GKK)") == pytest.approx(0.01)


def test_a_lift_tells_what_it_is_for() -> None:
    lifter = Lifter(read_question("What are “dual schools” in Flanders?"), Gazetteer.default(), WEIGHTS)
    found = lifter.lift(passage(["Flanders"], "There are 90 dual schools."), "Belgium")
    assert found.boosts == ("entity: Flanders", "phrase: dual schools")


def test_a_passage_that_is_pushed_down_tells_why() -> None:
    lifter = Lifter(read_question("What did Flanders do?"), Gazetteer.default(), WEIGHTS)
    assert lifter.lift(passage(["Wallonia", "Brussels"]), "Belgium").boosts == ("elsewhere: Wallonia, Brussels",)
    assert lifted("outside Wallonia", passage(["Wallonia"])).boosts == ("excluded: Wallonia",)
    assert Lifter(read_question("Austria"), Gazetteer.default(), WEIGHTS).lift(passage(), "Belgium").boosts == (
        "elsewhere: Belgium",
    )


def test_without_a_gazetteer_entities_lift_nothing() -> None:
    assert not Lifter(read_question("What did Flanders do?"), None, WEIGHTS)
