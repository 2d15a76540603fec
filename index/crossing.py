"""Which words of a question mean the same in a text of another language."""

import re

# “…”, „…“, «…», "…"
_QUOTED = re.compile(r"[“„«\"](?P<inside>[^“”„«»\"]+)[”“»\"]")
# What a sentence begins after; there a capital letter says nothing.
_BEGINNING = re.compile(r"(?:^|[.?!:;¿¡…])[\s\"'“„«(]*$")


def crosses(text: str, start: int, end: int) -> bool:
    """Whether the word at `start` to `end` is a number, a name, an acronym, or part of a quoted phrase."""
    word = text[start:end]
    return (
        any(map(str.isdigit, word))
        or any(map(str.isupper, word[1:]))
        or (word[0].isupper() and not _BEGINNING.search(text[:start]))
        or any(m.start("inside") <= start and end <= m.end("inside") for m in _QUOTED.finditer(text))
    )
