"""Passages: paragraphs, lists with their lead-in, and tables, split at sentence ends where long, joined where short.

Boundaries depend on the text alone, so ids and permalinks survive a change of model.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from math import ceil

from ingest.document import Passage
from ingest.sentences import ends_sentence, sentence_spans
from ingest.source import SourcePage

# A paragraph of more words than this is split into parts of about equal length.
MOST_WORDS = 180
# One of fewer words goes with its neighbour: a line or two alone resembles every question a little.
LEAST_WORDS = 40
_MOST_WORDS_OF_A_LEAD = 15


@dataclass(frozen=True, slots=True)
class Part:
    """A span of the text, with the section and the pages that it stands on, and the territories that it names.

    `table`: the table that it is of, which makes no passage with sentences.
    """

    section: int
    pages: tuple[SourcePage, ...]
    start: int
    end: int
    names: frozenset[str] = frozenset()
    table: int | None = None


def join_short(
    text: str, parts: Iterable[Part], *, least_words: int = LEAST_WORDS, most_words: int = MOST_WORDS
) -> list[Part]:
    """The parts, neighbours joined where one of them is short and together they are not long.

    Neighbours stand in one section and on the same page, with nothing but white space between them, and do not each
    name territories that the other does not: a passage on two is cited for the wrong one. A line that is no sentence
    goes with the table right below it, as what its columns or amounts are of does.
    """
    joined: list[Part] = []
    for part in parts:
        if joined and _join(text, joined[-1], part, least_words, most_words):
            names = joined[-1].names | part.names
            joined[-1] = replace(joined[-1], end=part.end, names=names, table=part.table)
        else:
            joined.append(part)
    return joined


def _join(text: str, one: Part, other: Part, least_words: int, most_words: int) -> bool:
    alike = one.table == other.table or (one.table is None and _leads_to_table(text[one.start : one.end]))
    together = one.section == other.section and one.pages == other.pages and alike
    agree = one.names <= other.names or other.names <= one.names
    sizes = [len(text[part.start : part.end].split()) for part in (one, other)]
    near = together and agree and not text[one.end : other.start].strip()
    return near and min(sizes) < least_words and sum(sizes) <= most_words


def _leads_to_table(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_A_LEAD and not ends_sentence(text)


def split_unit(
    text: str, *, lead_in: int = 0, turns: Sequence[int] = (), most_words: int = MOST_WORDS
) -> list[tuple[int, int]]:
    """Spans of whole sentences, each of at most `most_words` words unless one sentence has more.

    `lead_in` is the offset at which a list begins, 0 if there is none: the sentence before it stays
    with the first item. `turns` are the offsets at which a page begins: each sentence goes with those that
    begin on its page.
    """
    sentences = _keep_lead_in(sentence_spans(text), lead_in)
    pages = groupby(sentences, lambda span: bisect_right(turns, span[0]))
    return [part for _, spans in pages for part in _split_page(text, list(spans), most_words)]


def _split_page(text: str, sentences: Sequence[tuple[int, int]], most_words: int) -> list[tuple[int, int]]:
    sizes = [len(text[start:end].split()) for start, end in sentences]
    parts = ceil(sum(sizes) / most_words)
    if parts <= 1:
        return [(sentences[0][0], sentences[-1][1])]
    return list(_fill(sentences, sizes, sum(sizes) / parts, most_words))


def _keep_lead_in(sentences: list[tuple[int, int]], lead_in: int) -> list[tuple[int, int]]:
    for index in range(1, len(sentences) if lead_in else 0):
        if sentences[index][0] >= lead_in:
            joined = (sentences[index - 1][0], sentences[index][1])
            return [*sentences[: index - 1], joined, *sentences[index + 1 :]]
    return sentences


def _fill(
    sentences: Sequence[tuple[int, int]], sizes: Sequence[int], target: float, most_words: int
) -> Iterator[tuple[int, int]]:
    """Close a part where it is nearer to the target size without the next sentence than with it."""
    start, words = sentences[0][0], 0
    for index, size in enumerate(sizes):
        overshoots = words + size > most_words or (words + size - target) > (target - words)
        if words and overshoots:
            yield start, sentences[index - 1][1]
            start, words = sentences[index][0], 0
        words += size
    yield start, sentences[-1][1]


def passage_ids(document: str, text: str, passages: Iterable[Passage]) -> list[str]:
    """Stable ids: the same words in the same document keep their id, wherever they move.

    Equal passages are told apart by their order.
    """
    seen: Counter[str] = Counter()
    ids = []
    for passage in passages:
        words = " ".join(text[passage.start : passage.end].split())
        seen[words] += 1
        name = f"{document}\0{words}\0{seen[words]}"
        ids.append(blake2b(name.encode(), digest_size=8).hexdigest())
    return ids
