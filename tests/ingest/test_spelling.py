"""Names with one letter wrong."""

import pytest

from ingest.spelling import Spelling, is_one_off

SPELLING = Spelling(["flanders", "wallonia", "spain"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("flander", "flanders", True),
        ("walonia", "wallonia", True),
        ("flandars", "flanders", True),
        ("flnaders", "flanders", True),
        ("fflanders", "flanders", True),
        ("flanders", "flanders", False),
        ("founders", "flanders", False),
        ("flnadres", "flanders", False),
        ("fla", "flanders", False),
        ("", "a", True),
    ],
)
def test_one_letter_is_added_left_out_changed_or_swapped(one: str, other: str, expected: bool) -> None:
    assert is_one_off(one, other) is expected
    assert is_one_off(other, one) is expected


@pytest.mark.parametrize(
    ("word", "names"),
    [("flandres", ["flanders"]), ("blanders", []), ("spian", []), ("spains", []), ("walloniaa", ["wallonia"])],
)
def test_nearest_begin_alike_and_are_long_enough(word: str, names: list[str]) -> None:
    assert SPELLING.nearest(word) == names
