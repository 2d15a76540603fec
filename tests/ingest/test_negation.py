"""Words that take a name out."""

import pytest

from ingest.negation import is_negated


@pytest.mark.parametrize(
    "before",
    [
        "outside", "outside of the", "everywhere but", "all regions but", "all but", "except in", "except within the",
        "excluding", "other than in", "rather than in", "apart from", "aside from", "instead of",
        "with the exception of", "in Wallonia, not", "but not in", "hors de la", "en dehors de la", "sauf en",
        "sauf dans la", "hormis en", "excepté pour la", "à l'exception de la", "à l’exclusion de la", "ailleurs qu'en",
        "mais pas la", "buiten", "behalve in", "met uitzondering van", "niet binnen", "maar niet", "elders dan in",
        "außerhalb von", "außer in", "mit Ausnahme von", "abgesehen von", "aber nicht", "anderswo als in", "fuera de",
        "excepto en", "tranne in", "exceto em", "poza",
    ],
)  # fmt: skip
def test_takes_a_name_out(before: str) -> None:
    assert is_negated(f"Which measures were taken {before} ")


@pytest.mark.parametrize(
    "before",
    ["in", "not only in", "nothing but good news from", "but in", "more than in", "pas seulement en", "niet alleen in",
     "the exception is", "What does not work in", "nicht nur in", "besides measures in"],
)  # fmt: skip
def test_leaves_a_name_in(before: str) -> None:
    assert not is_negated(f"Which measures were taken {before} ")
