"""Variants of the retrieval options, as they are written."""

from dataclasses import replace

import pytest

from evaluation.variants import changed, named, varied
from index.options import RetrievalOptions
from ingest.errors import EvaluationError

OPTIONS = RetrievalOptions()


def test_each_value_is_a_variant() -> None:
    assert varied(["rrf_k=5,60", "depth = 20"]) == {
        "rrf_k=5": {"rrf_k": 5},
        "rrf_k=60": {"rrf_k": 60},
        "depth=20": {"depth": 20},
    }


def test_a_variant_changes_several_options_under_a_name() -> None:
    assert named("shallow: rrf_k=60, depth=20") == ("shallow", {"rrf_k": 60, "depth": 20})


def test_options_of_a_group_are_changed_where_they_stand() -> None:
    assert changed(OPTIONS, {"depth": 20, "dense_weight": 2}) == replace(
        OPTIONS, depth=20, fitted=replace(OPTIONS.fitted, dense_weight=2)
    )


def test_an_unknown_option_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(EvaluationError, match=r"'rfr_k'; the options are depth, by_scores, rrf_k"):
        named("rfr_k=5")
