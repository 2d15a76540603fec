"""Words that carry no topic."""

import pytest

from index.stop_words import is_stop_word


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("what", "en", True),
        ("learning", "en", False),
        ("quelles", "fr", True),
        ("à", "fr", True),
        ("formation", "fr", False),
        ("welche", "de", True),
        ("hoe", "nl", True),
        ("what", "fr", False),
        ("oraz", "pl", False),
        ("what", "xx", False),
    ],
)
def test_each_language_has_its_own(word: str, language: str, expected: bool) -> None:
    assert is_stop_word(word, language) is expected
