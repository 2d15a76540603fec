"""Where golden sentences stand in the passages of a document."""

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluation.goldpdf import normalised
from evaluation.structuregold import GoldSentence
from evaluation.structureshares import Share
from ingest.document import ParsedDocument
from ingest.segments import pages_of

_WORD = re.compile(r"\S+")
# A sentence is looked for around its golden pages first.
_PAGES_AROUND = 1

Pages = tuple[int, ...]


class Standing(StrEnum):
    """How a sentence stands in passages; `ABSENT`: other letters were read, or it is in none."""

    WHOLE = "whole"
    CUT = "cut"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Placed:
    """A golden sentence, how it stands, and the physical pages of itself and of the passage that holds it."""

    gold: GoldSentence
    standing: Standing
    own_pages: Pages = ()
    passage_pages: Pages = ()

    @property
    def own_right(self) -> bool:
        """Whether it begins and ends on the golden pages."""
        return bool(self.own_pages) and (self.own_pages[0], self.own_pages[-1]) == self._gold_pages

    @property
    def passage_right(self) -> bool:
        """Whether the passage's pages hold the golden ones."""
        return {*self._gold_pages} <= {*self.passage_pages}

    @property
    def _gold_pages(self) -> tuple[int, int]:
        return self.gold.first_page, self.gold.last_page


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of texts, normalised, and where in the document the word of each begins and ends.

    Text number n begins at `bounds[n]`.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    bounds: Sequence[int]


def letters_of(document: ParsedDocument) -> Letters:
    """Those of all passages, one after the other."""
    parts: list[str] = []
    starts, ends, bounds = array("l"), array("l"), array("l")
    length = 0
    for passage in document.passages:
        bounds.append(length)
        for word in _WORD.finditer(document.text, passage.start, passage.end):
            letters = normalised(word.group())
            parts.append(letters)
            starts.extend([word.start()] * len(letters))
            ends.extend([word.end()] * len(letters))
            length += len(letters)
    bounds.append(length)
    return Letters("".join(parts), starts, ends, bounds)


def place(document: ParsedDocument, sentences: Sequence[GoldSentence]) -> list[Placed]:
    """Each sentence with its standing."""
    letters = letters_of(document)
    pages = [_pages(document, passage.start, passage.end) for passage in document.passages]
    return [_placed(document, letters, pages, sentence) for sentence in sentences]


def sentence_shares(placed: Sequence[Placed]) -> dict[str, Share]:
    """How many are whole, also of those over a page break, and how many pages are right of those."""
    whole = [one for one in placed if one.standing is Standing.WHOLE]
    return {
        "whole": Share(len(whole), len(placed)),
        "over breaks": Share(sum(one.gold.crosses for one in whole), sum(one.gold.crosses for one in placed)),
        "cut": Share(sum(one.standing is Standing.CUT for one in placed), len(placed)),
        "own pages": Share(sum(one.own_right for one in whole), len(whole)),
        "passage pages": Share(sum(one.passage_right for one in whole), len(whole)),
    }


def windows(letters: str, sentence: GoldSentence, low: int, high: int) -> Iterator[int]:
    """Where between `low` and `high` letters begin whose digest is the sentence's."""
    wanted, length = bytes.fromhex(sentence.hash), sentence.characters
    sha256 = hashlib.sha256  # called for every letter
    for at in range(low, min(high, len(letters) - length + 1)):
        if sha256(letters[at : at + length].encode()).digest()[: len(wanted)] == wanted:
            yield at


def _placed(document: ParsedDocument, letters: Letters, pages: Sequence[Pages], sentence: GoldSentence) -> Placed:
    around = range(sentence.first_page - _PAGES_AROUND, sentence.last_page + _PAGES_AROUND + 1)
    near = [number for number, own in enumerate(pages) if any(page in around for page in own)]
    found = [at for n in near for at in windows(letters.text, sentence, letters.bounds[n], letters.bounds[n + 1])]
    if not any(_is_whole(letters, sentence, at) for at in found):
        found = list(windows(letters.text, sentence, 0, len(letters.text)))
    at = next((at for at in found if _is_whole(letters, sentence, at)), None)
    if at is None:
        return Placed(sentence, Standing.CUT if found else Standing.ABSENT)
    start, end = letters.starts[at], letters.ends[at + sentence.characters - 1]
    passage = pages[_passage(letters, at)]
    return Placed(sentence, Standing.WHOLE, _pages(document, start, end), passage)


def _is_whole(letters: Letters, sentence: GoldSentence, at: int) -> bool:
    return at + sentence.characters <= letters.bounds[_passage(letters, at) + 1]


def _passage(letters: Letters, at: int) -> int:
    return bisect_right(letters.bounds, at) - 1


def _pages(document: ParsedDocument, start: int, end: int) -> Pages:
    return tuple(page.number for page in pages_of(document.segments, document.source.pages, start, end))
