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


def unreliable_pages(texts: Sequence[str]) -> list[int]:
    """The numbers, from 1, of the pages where too many words hold letters that do not belong together."""
    return [number for number, text in enumerate(texts, 1) if _is_unreliable(text)]


def _is_unreliable(text: str) -> bool:
    words = _WORD.findall(text)
    odd = sum(map(_is_odd, words)) + text.count("\ufffd") + len(_OF_THE_FONT.findall(text))
    return odd >= _FEWEST and odd >= _LEAST_SHARE * len(words)


@lru_cache(maxsize=16_384)
def _is_odd(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    if any(ord(c) in _RARE and c not in _USUAL for c in letters):
        return True
    scripts = set(map(_script, letters))
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def told(pages: Iterable[int]) -> Iterator[str]:
    """A warning for each run of pages."""
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _, page in run]
        first, last = numbers[0], numbers[-1]
        where = f"page {first} is" if first == last else f"pages {first} to {last} is"
        yield f"text of {where} unreliable: the file maps its letters wrongly"
