"""Cross-validation."""

from collections.abc import Callable, Sequence

import pytest

from evaluation.cases import Case
from evaluation.crossvalidation import table
from evaluation.regression import fit
from evaluation.validation import FOLDS, fold_of, judged, validated

MakeCase = Callable[..., Case]


def test_every_question_is_judged_once(made: Sequence[Case]) -> None:
    assert sorted(one.case.id for one in judged(made)) == sorted(case.id for case in made)
    found = validated(made)["made"]
    assert found.questions == len(made)
    assert found.recall is not None
    assert found.recall > 0.5


def test_the_questions_are_dealt_into_folds(made: Sequence[Case]) -> None:
    assert {fold_of(case) for case in made} == set(range(FOLDS))


def test_no_question_is_judged_by_what_saw_its_family(made: Sequence[Case], case: MakeCase) -> None:
    translated = [case(100 + n, cites_gold=True, name="made-fr", family=f"q{n}", near=0.9) for n in range(60)]
    every = [*made, *translated]
    for one in judged(every):
        unseen = [other for other in every if fold_of(other) != fold_of(one.case)]
        assert one.case.family not in {other.family for other in unseen}
        assert one.confidence == fit(unseen).confidence(one.case.signals)


def test_a_set_may_be_judged_and_not_learnt_from(made: Sequence[Case], case: MakeCase) -> None:
    never = [case(n, cites_gold=False, answerable=True, name="never", near=2.0) for n in range(40)]
    alone = {one.case.id: one.confidence for one in judged(made)}
    found = judged([*made, *never], learnt=["made"])
    assert {one.case.id: one.confidence for one in found if one.case.name == "made"} == alone
    assert sum(one.case.name == "never" for one in found) == len(never)


def test_the_table_has_a_row_for_each_set_and_one_for_all(made: Sequence[Case], case: MakeCase) -> None:
    answerable = [case(n, cites_gold=True, name="other", near=0.9) for n in range(10)]
    lines = table(judged([*made, *answerable])).splitlines()
    assert lines[2].startswith("| made | 90 | 30 | ")
    assert lines[3].startswith("| other | 10 | 0 | – | – | 1.000 | 1.000 | ")
    assert lines[4].startswith("| all questions | 100 | 30 | ")


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_fold_of_which_the_others_teach_nothing_is_left_out(case: MakeCase, fold: int) -> None:
    every = [case(n, cites_gold=True, near=0.5) for n in range(20)]
    wrong = next(one for n in range(100, 200) if fold_of(one := case(n, cites_gold=False, near=0.1)) == fold)
    assert wrong not in [one.case for one in judged([*every, wrong])]
