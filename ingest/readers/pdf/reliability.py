"""Text layers that map glyphs to the wrong characters: pages whose words mix what no language mixes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

_WORD = re.compile(r"\w{2,}")
# Romanian; the rest of this block of Latin letters is hardly ever printed in a report.
_USUAL = frozenset("șțȘȚ")
_RARE = range(0x180, 0x2B0)
# Characters that only a font knows, beside a letter; alone they are bullets.
_OF_THE_FONT = re.compile(r"(?<=[^\W\d_])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[^\W\d_])")
_LEAST_SHARE, _FEWEST = 0.004, 3
# In every language written in Latin letters a third of them and more are vowels.
_VOWELS, _FEWEST_VOWELS, _ENOUGH = frozenset("aeiouy"), 0.22, 200
_SAYS = re.compile(r"[^\W\d_]{3}|\d")
_FEWEST_TOKENS, _LEAST_SAID, _FEWEST_SAID = 20, 0.2, 12


def unreliable_pages(texts: Sequence[str], unmapped: Sequence[int] = ()) -> list[int]:
    """The numbers, from 1, of the pages where too many words hold letters that do not belong together.

    `unmapped`: for each page how many letters the file does not say.
    """
    counts = unmapped or [0] * len(texts)
    pages = enumerate(zip(texts, counts, strict=True), 1)
    return [number for number, (text, count) in pages if _is_unreliable(text, count)]


def _is_unreliable(text: str, unmapped: int) -> bool:
    words = _WORD.findall(text)
    seen = sum(map(_is_odd, words)) + text.count("\ufffd") + len(_OF_THE_FONT.findall(text))
    odd = max(seen, unmapped)  # a letter that is not said often looks odd as well
    return (odd >= _FEWEST and odd >= _LEAST_SHARE * len(words)) or _lacks_vowels(text)


def _lacks_vowels(text: str) -> bool:
    """As where each letter stands for another one."""
    letters = [character for character in unicodedata.normalize("NFD", text.lower()) if "a" <= character <= "z"]
    return len(letters) >= _ENOUGH and sum(letter in _VOWELS for letter in letters) < _FEWEST_VOWELS * len(letters)


def wordless(texts: Iterable[str]) -> Iterator[str]:
    """A warning for each page of marks that are neither words nor numbers, as recognition makes of a picture."""
    for number, text in enumerate(texts, 1):
        tokens = [token for token in text.split() if token.strip("._")]  # but for leaders
        said = sum(bool(_SAYS.search(token)) for token in tokens)
        if len(tokens) >= _FEWEST_TOKENS and said < min(_LEAST_SAID * len(tokens), _FEWEST_SAID):
            yield f"page {number} holds hardly any words"


@lru_cache(maxsize=16_384)
def _is_odd(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    if any(ord(c) in _RARE and c not in _USUAL for c in letters):
        return True
    scripts = set(map(_script, letters))
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def right_to_left(texts: Iterable[str]) -> Iterator[str]:
    """A warning for each run of pages most of whose letters run against the order in which lines are put together."""
    pages = [number for number, text in enumerate(texts, 1) if _runs_to_left(text)]
    yield from (
        f"text of {where} in a script from right to left: words may be parted or out of order" for where in _runs(pages)
    )


def _runs_to_left(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters) > len(letters)


def told(pages: Iterable[int]) -> Iterator[str]:
    """A warning for each run of pages."""
    yield from (f"text of {where} unreliable: the file maps its letters wrongly" for where in _runs(pages))


def _runs(pages: Iterable[int]) -> Iterator[str]:
    """ "page 2 is", "pages 4 to 7 is"."""
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _, page in run]
        first, last = numbers[0], numbers[-1]
        yield f"page {first} is" if first == last else f"pages {first} to {last} is"
