"""What speaks for it that the passages found answer the question."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.candidates import Candidate, Ranked
from index.catalogue.records import PassageRecord
from index.fitted import Calibration, Weighed
from index.question import LexicalQuery, read_question
from ingest.document import About, Basis, Section, SectionKind
from ingest.gazetteer import Gazetteer
from service.confidence import FIRST, JUDGED, Setting, signals

SECTION = Section(0, None, SectionKind.BODY, 2, "2.6", "", (), 0, 10)


class EqualRarity(dict[str, float]):
    """Every term is as rare as any other."""

    def __missing__(self, term: str) -> float:
        return 1.0


SETTING = Setting(0.8, {"vet": "Belgium"}, Gazetteer.default(), EqualRarity())
NAMES = ("cosine", "entity_words", "numbers")


def _candidate(question: str, text: str, cosine: float | None, about: Iterable[str] = ()) -> Candidate:
    query = read_question(question).lexical_queries(["en"])[0]
    named = tuple(About(name, Basis.NAMED) for name in about)
    passage = PassageRecord(1, "p", "vet", 0, SECTION, 0, len(text), text, None, None, named)
    return Candidate(passage, 0.1, None if cosine is None else Ranked(1, cosine), None, query)


def _signals(question: str, *found: tuple[str, float | None, tuple[str, ...]]) -> dict[str, float]:
    return signals(read_question(question), [_candidate(question, *one) for one in found], SETTING)


def test_the_nearest_passage_counts_above_the_floor() -> None:
    found = _signals("Which bonuses are there?", ("Bonuses.", 0.85, ()), ("Railways.", 0.7, ()))
    assert found == {"cosine": pytest.approx(0.05)}


def test_passages_about_the_territory_asked_for_fall_behind_the_others() -> None:
    question = "How does the Digisnap survey work in Flanders?"
    digisnap = ("The Digisnap survey works online.", 0.9, ("Wallonia",))
    found = _signals(question, ("Schools.", 0.85, ("Flanders",)), digisnap)
    assert found["entity_cosine"] == pytest.approx(-0.05)
    assert found["entity_words"] == pytest.approx(-1)
    assert _signals(question, ("The Digisnap survey works online.", 0.9, ("Flanders",)), digisnap)["entity_words"] == 0


def test_a_passage_about_nothing_is_about_the_country_of_its_report() -> None:
    assert _signals("Which bonuses are there in Belgium?", ("Bonuses.", 0.85, ()))["entity_cosine"] == 0


def test_one_passage_holds_the_numbers_of_the_question() -> None:
    question = "How many bonuses were there in 2021 and 2023?"
    found = _signals(question, ("In 2021, 23 bonuses.", 0.9, ()), ("In 2023, none.", 0.9, ()))
    assert found["numbers"] == 0.5


def test_a_quantity_is_to_be_bound_to_the_thing_counted() -> None:
    question = "How many bonuses were there in Flanders?"
    of_schools = ("There were 3 425 schools.", 0.9, ("Flanders",))
    bonuses = ("There were 3 425 bonuses.", 0.9, ("Flanders",))
    elsewhere = ("There were 3 425 bonuses.", 0.9, ("Wallonia",))
    values = [_signals(question, passage)["quantity"] for passage in (of_schools, elsewhere, bonuses)]
    assert values == sorted(values)
    assert values[0] < 0.5 < values[1] < values[2] == 1
    assert "quantity" not in _signals("Which bonuses are there?", bonuses)


def test_a_quantity_of_another_year_is_none_of_the_year_asked_for() -> None:
    passage = ("There were 3 425 bonuses in 2021.", 0.9, ())
    assert _signals("How many bonuses were there in 2021?", passage)["quantity"] == 1
    assert _signals("How many bonuses were there in 2023?", passage)["quantity"] == 0


def test_of_a_part_and_its_whole_the_part_is_meant() -> None:
    question = "Which bonuses are there in the German-speaking Community of Belgium?"
    found = _signals(question, ("Bonuses.", 0.9, ("Flanders",)), ("Schools.", 0.8, ("German-speaking Community",)))
    assert found["entity_cosine"] == pytest.approx(-0.1)


def test_the_number_of_a_section_is_no_number_of_the_answer() -> None:
    assert "numbers" not in _signals("What does section 2.6 say about bonuses?", ("Bonuses.", 0.9, ()))


def test_across_languages_neither_words_nor_cosines_compare() -> None:
    found = _signals(
        "Comment la formation en alternance est-elle organisée en Flandre ?", ("Dual.", 0.7, ("Flanders",))
    )
    assert found == {"entity_cosine": 0.0}


def test_without_vectors_there_are_no_signals() -> None:
    assert _signals("Which bonuses are there?", ("Bonuses.", None, ())) == {}
    assert _signals("Which bonuses are there?") == {}


def test_without_a_gazetteer_entities_do_not_matter() -> None:
    question = "Which bonuses are there in Flanders?"
    candidates = [_candidate(question, "Bonuses.", 0.9, ["Wallonia"])]
    assert signals(read_question(question), candidates, Setting(0.8, {}, None, EqualRarity())) == {
        "cosine": pytest.approx(0.1)
    }


def test_only_the_first_passages_are_looked_at() -> None:
    question = "Which bonuses are there?"
    far = [_candidate(question, "Railways.", 0.8)] * JUDGED
    near = _candidate(question, "Bonuses.", 0.9)
    assert FIRST < JUDGED
    assert signals(read_question(question), [*far, near], SETTING) == {"cosine": 0.0}


def test_a_query_of_another_language_is_told_by_what_it_asks() -> None:
    candidate = _candidate("Which bonuses?", "Bonuses.", 0.9)
    assert candidate.query == LexicalQuery("en", {"bonus": "bonuses"}, 1)


_FINITE = st.floats(-1e6, 1e6)
_CALIBRATIONS = st.builds(
    Calibration,
    threshold=st.floats(0, 1),
    bias=st.floats(-10, 10),
    signals=st.fixed_dictionaries(
        {n: st.builds(Weighed, st.floats(-10, 10), st.floats(-1, 1), st.floats(0.01, 10)) for n in NAMES}
    ),
)
_SIGNALS = st.dictionaries(st.sampled_from(NAMES), _FINITE)


@given(_CALIBRATIONS, _SIGNALS)
def test_confidence_is_from_0_to_1(calibration: Calibration, found: dict[str, float]) -> None:
    assert 0 <= calibration.confidence(found) <= 1


@given(_CALIBRATIONS, _SIGNALS, st.sampled_from(NAMES), _FINITE, st.floats(0, 1e6))
def test_confidence_goes_with_each_signal_as_its_weight_says(
    calibration: Calibration, found: dict[str, float], name: str, value: float, more: float
) -> None:
    before = calibration.confidence({**found, name: value})
    after = calibration.confidence({**found, name: value + more})
    assert after >= before if calibration.signals[name].weight >= 0 else after <= before


@given(_CALIBRATIONS, st.sampled_from(NAMES))
def test_a_signal_that_is_missing_counts_as_its_mean(calibration: Calibration, name: str) -> None:
    mean = calibration.signals[name].mean
    assert calibration.confidence({name: mean}) == calibration.confidence({})
