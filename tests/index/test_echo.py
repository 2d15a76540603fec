"""What is said back is in quotes and short."""

from index.echo import LONGEST_ECHO, echo


def test_a_short_text_is_said_back_whole() -> None:
    assert echo("it's") == '"it\'s"'
    assert echo("x" * LONGEST_ECHO) == repr("x" * LONGEST_ECHO)


def test_of_a_long_text_the_beginning_is_said_back() -> None:
    assert echo("x" * 5_000_000) == f"'{'x' * LONGEST_ECHO}'… (5,000,000 characters)"


def test_control_characters_are_spelt_out() -> None:
    assert echo("\x1b[31m\udcff") == "'\\x1b[31m\\udcff'"
