"""What somebody has sent, said back to them: no longer than it takes to know it again."""

LONGEST_ECHO = 100


def echo(text: str) -> str:
    """The text in quotes; of a long one the beginning."""
    return repr(text) if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]!r}… ({len(text):,} characters)"
