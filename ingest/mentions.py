"""In-text citations, and whether the entry that they name fits what their sentence speaks of."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.document import Mention, MentionStatus, Reference
from ingest.sentences import sentence_spans

_PARENTHESIS = re.compile(r"\([^()]{4,200}\)")
_YEAR = r"(?:1[89]|20)\d{2}[a-zA-Z]?"
_PART = re.compile(
    r"\s*(?:(?:see(?: also)?|e\.g\.|cf\.|for example|based on|adapted from),?\s+)?"
    rf"(?P<authors>[^\W\d_].*?)(?P<comma>,?)\s+(?P<labels>{_YEAR}(?:,\s*{_YEAR})*)(?:,\s*pp?\.\s*[\d–-]+)?\s*",
    re.I | re.S,
)
_LABELS = re.compile(rf"\s*(?P<labels>{_YEAR}(?:,\s*{_YEAR})*)(?:,\s*pp?\.\s*[\d–-]+)?\s*")
_LABEL = re.compile(_YEAR)
# "Cedefop and ReferNet (2023a)": what may stand before a year in parentheses.
_NARRATIVE = re.compile(r"(?:[^\W\d_a-z][\w'’-]*(?:(?:,? (?:and|&)|,| et al\.,?| of| for)? )?)+$")
_LONGEST_NARRATIVE = 100
_WORD = re.compile(r"[^\W_]+")
_JOINING_WORDS = frozenset({"and", "et", "al", "und", "the", "of", "see", "also", "cf", "in", "e", "g"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_SHORTEST_TOPIC_WORD = 4
_LONGEST_JOINING_WORD = 3
# A mention is doubted when its entry shares no topic word with the sentence, and a sibling shares so many
# and this part of its own.
_WORDS_OF_A_BETTER_ONE = 2
_PART_OF_A_BETTER_ONE = 0.6


@dataclass(frozen=True, slots=True)
class _Citation:
    """Authors and a year with its letter; `sure` if it has the form of a citation."""

    start: int
    end: int
    authors: str
    label: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reference with the words that mentions are compared with."""

    reference: Reference
    names: tuple[str, ...]
    topic: frozenset[str]


def find_mentions(
    text: str, references: Sequence[Reference], spans: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """The in-text citations within `spans` of the text, each judged against the list of references."""
    entries = _by_year(references)
    found = []
    for start, end in spans:
        citations = list(_citations(text, start, end))
        sentences = [(start + low, start + high) for low, high in sentence_spans(text[start:end])]
        for citation in citations:
            around = sentences[max(bisect_right(sentences, citation.start, key=itemgetter(0)) - 1, 0)]
            mention = _judge(text, citation, text[slice(*around)], entries)
            if mention:
                found.append(mention)
    return tuple(found)


def _by_year(references: Sequence[Reference]) -> Mapping[str, list[_Entry]]:
    entries = defaultdict(list)
    for reference in references:
        if reference.label:
            entry = _Entry(reference, _names(reference.authors or ""), _topic(reference.title or ""))
            entries[reference.label[:4]].append(entry)
    return entries


def _citations(text: str, start: int, end: int) -> Iterator[_Citation]:
    for parenthesis in _PARENTHESIS.finditer(text, start, end):
        inside = parenthesis.group()[1:-1]
        if labels := _LABELS.fullmatch(inside):
            before = _NARRATIVE.search(text, max(start, parenthesis.start() - _LONGEST_NARRATIVE), parenthesis.start())
            if before:
                for label in _LABEL.findall(labels["labels"]):
                    yield _Citation(before.start(), parenthesis.end(), before.group().strip(" ,"), label)
            continue
        yield from _in_parenthesis(inside, *parenthesis.span())


def _in_parenthesis(inside: str, start: int, end: int) -> Iterator[_Citation]:
    """ "(OECD, 2022; Cedefop, 2023)" are two; in "(ReferNet Belgium; Cedefop, 2023)" both are authors of one."""
    parts = inside.split(";")
    found: list[_Citation] = []
    at = low = start + 1
    authors: list[str] = []
    for part in parts:
        match = _PART.fullmatch(part)
        labels = match or _LABELS.fullmatch(part)
        if match:
            authors = [*authors, match["authors"]]
        elif not labels:
            authors = [*authors, part.strip()] if not found else []
        if labels:
            name = "; ".join(authors) or (found[-1].authors if found else "")
            sure = bool(match and match["comma"]) and _is_author(authors[-1])
            found.extend(
                _Citation(low, at + len(part), name, label, sure) for label in _LABEL.findall(labels["labels"])
            )
            authors = []
            low = at + len(part) + 1
        at += len(part) + 1
    whole = len({citation.start for citation in found}) == 1
    for citation in found:
        span = (start, end) if whole else (citation.start, citation.end)
        yield _Citation(*span, citation.authors, citation.label, citation.sure)


def _is_author(authors: str) -> bool:
    """Names begin with capitals; "in June, 2023" is no citation."""
    words = _WORD.findall(authors)
    return authors.casefold() not in _MONTHS and all(
        word[0].isupper() or word.lower() in _JOINING_WORDS or len(word) <= _LONGEST_JOINING_WORD for word in words
    )
