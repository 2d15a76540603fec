"""Short forms, and whether a name spells one out: see `ingest.definitions`."""

import re
import unicodedata
from collections.abc import Sequence

# GKK, VDAB, NL-AI, DigComp, ΕΟΠΠΕΠ; letters of any script
_SHORT = re.compile(r"[^\W\d_](?:[\w&/-]{0,10}[^\W_])")
_ROMAN = re.compile(r"[IVXLC]+")
_PART = re.compile(r"[^\W_]+")
_LEAST_LETTERS, _MOST_LETTERS = 2, 10
# Words of this length say something; the shorter ones are "of" and "the".
_LONG = 4
_LONG_COMPOUND = 10


def is_short_form(word: str) -> bool:
    """Whether a word is one by its form: two capital letters or more, and no number."""
    letters = sum(map(str.isalpha, word))
    capitals = sum(map(str.isupper, word))
    fits = capitals >= _LEAST_LETTERS and letters <= _MOST_LETTERS and bool(_SHORT.fullmatch(word))
    return fits and not _ROMAN.fullmatch(word)


def singular(short: str) -> str:
    """ "NIPs" -> "NIP"."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def spells_out(short: str, words: Sequence[str]) -> int | None:
    """The index of the first word of those at the end of `words` that spell a short form out.

    Those of which every letter of it begins a word go before others, and fewer words before more.
    """
    size = len(_letters(short))
    nearest = range(len(words) - 1, max(-1, len(words) - 1 - min(size + 5, size * 2)), -1)
    held = [(at, begun(short, words[at:])) for at in nearest if not _is_function_word(words[at])]
    whole = [at for at, count in held if count == size]
    most = [at for at, count in held if count and _is_most(count, short, words[at:])]
    return next(iter((*whole, *most)), None)


def stands_for(short: str, name: str) -> bool:
    """Whether a name, from its beginning, spells a short form out."""
    words = name.split()
    count = begun(short, words)
    return count is not None and _is_most(count, short, words)


def begun(short: str, words: Sequence[str]) -> int | None:
    """How many letters of a short form begin words, at most; None where the words do not hold them in order.

    The first letter begins the first word. Of a form in mixed case only capitals count, but all must be there.
    """
    letters = _letters(short)
    capitals = [int(character.isupper()) for character in short if character.isalnum()]
    text = [(fold(part[at]), at == 0) for word in words for part in _PART.findall(word) for at in range(len(part))]
    if not text or not letters or text[0][0] != letters[0]:
        return None
    best: list[int | None] = [None, 1, *(None for _ in letters[1:])]
    for character, is_initial in text[1:]:
        for at in range(len(letters) - 1, 0, -1):
            before = best[at]
            if before is not None and letters[at] == character:
                best[at + 1] = max(best[at + 1] or 0, before + (is_initial and capitals[at]))
    return best[-1]


def _is_most(count: int, short: str, words: Sequence[str]) -> bool:
    """Whether so many letters at the beginning of words are enough: fewer are in words that are compounds."""
    size = max(sum(map(str.isupper, short)), _LEAST_LETTERS)
    telling = [part for word in words for part in _PART.findall(word) if len(part) >= _LONG]
    if len(telling) == 1:
        return len(telling[0]) >= _LONG_COMPOUND and len(words) == 1
    if not 0 < len(telling) <= len(_letters(short)) + 2:
        return False
    return 3 * count >= 2 * size or (2 * count >= size and len(telling) <= size // 2 + 1)


def _is_function_word(word: str) -> bool:
    """Whether a word begins no name: "of", "the"."""
    return word.islower() and len(word) < _LONG


def _letters(short: str) -> list[str]:
    return [fold(character) for character in short if character.isalnum()]


def fold(character: str) -> str:
    """Lower case without accents."""
    return unicodedata.normalize("NFD", character)[0].casefold()
