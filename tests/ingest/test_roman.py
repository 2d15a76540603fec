"""Roman numbers."""

from ingest.roman import from_roman, to_roman


def test_roman_numbers() -> None:
    assert [to_roman(value) for value in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]
    assert [from_roman(number) for number in ("iv", "XIV", "xcix", "iiii", "Iv", "vx", "mix", "")] == [
        4, 14, 99, None, None, None, None, None,
    ]  # fmt: skip
