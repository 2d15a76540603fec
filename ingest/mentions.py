"""In-text citations, and whether the entry that they name fits what their sentence speaks of."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from ingest.document import Mention, MentionStatus, Reference
from ingest.sentences import sentence_spans

_PARENTHESIS = re.compile(r"\([^()]{4,200}\)")
_PART = re.compile(r"[^\s;][^;]*")
_LABEL = re.compile(r"(?:(?:1[89]|20)\d{2}[a-zA-Z]?|n\.d\.)")
_LABELS = rf"(?P<labels>{_LABEL.pattern}(?:,\s*{_LABEL.pattern})*)(?:,\s*pp?\.\s*[\d–-]+)?\s*"
_YEARS_ALONE = re.compile(_LABELS)
_CITED = re.compile(
    r"(?:(?:see(?: also)?|e\.g\.|cf\.|for example|based on|adapted from),?\s+)?"
    rf"(?P<authors>[^\W\d_].*?)(?P<comma>,?)\s+{_LABELS}",
    re.I | re.S,
)
# "Cedefop and ReferNet (2023a)": what may stand before a year in parentheses.
_NARRATIVE = re.compile(r"(?:[^\W\d_a-z][\w'’-]*+(?:(?:,? (?:and|&)|,| et al\.,?| of| for)? )?)+$")
_LONGEST_NARRATIVE = 100
_WORD = re.compile(r"[^\W_]+")
_JOINING_WORDS = frozenset({"and", "et", "al", "und", "the", "of", "see", "also", "cf", "in"})
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
    """Authors and a year with its letter; `sure` if its form alone makes it a citation."""

    start: int
    end: int
    authors: str
    label: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reference with the words that mentions are compared with."""

    reference: Reference
    label: str
    names: tuple[str, ...]
    topic: frozenset[str]


def find_mentions(text: str, references: Sequence[Reference], spans: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
    """The in-text citations within `spans` of the text, each judged against the list of references."""
    entries = _by_name(references)

    @cache
    def lookup(authors: str, year: str) -> tuple[bool, tuple[_Entry, ...]]:
        known = _of_authors(authors, entries)
        return bool(known), _closest([(fit, entry) for fit, entry in known if entry.label[:4] == year])

    found = []
    for start, end in spans:
        citations = list(_citations(text, start, end))
        sentences = [(start + low, start + high) for low, high in sentence_spans(text[start:end] if citations else "")]
        for citation in citations:
            around = sentences[max(bisect_right(sentences, citation.start, key=itemgetter(0)) - 1, 0)]
            found.append(_judge(text, citation, text[slice(*around)], *lookup(citation.authors, citation.label[:4])))
    return tuple(mention for mention in found if mention)


def _by_name(references: Sequence[Reference]) -> Mapping[str, list[_Entry]]:
    """The entries that have authors and a year, under each word of their authors."""
    entries = defaultdict(list)
    for reference in references:
        names = _names(reference.authors or "")
        entry = _Entry(reference, (reference.label or "").casefold(), names, _topic(reference.title or ""))
        for name in dict.fromkeys(names):
            entries[name].append(entry)
    return entries


def _citations(text: str, start: int, end: int) -> Iterator[_Citation]:
    for parenthesis in _PARENTHESIS.finditer(text, start, end):
        low, high = parenthesis.span()
        if years := _YEARS_ALONE.fullmatch(text, low + 1, high - 1):
            before = _NARRATIVE.search(text, max(start, low - _LONGEST_NARRATIVE), low)
            labels = _LABEL.findall(years["labels"])
            if before and len(labels) == 1:
                yield _Citation(before.start(), high, before.group(), labels[0])
            continue
        found = list(_in_parenthesis(text, low + 1, high - 1))
        yield from [replace(found[0], start=low, end=high)] if len(found) == 1 else found


def _in_parenthesis(text: str, start: int, end: int) -> Iterator[_Citation]:
    """ "OECD, 2022; Cedefop, 2023" are two; in "ReferNet Belgium; Cedefop, 2023" both are authors of one."""
    authors = ""
    pending: list[re.Match[str]] = []
    for part in _PART.finditer(text, start, end):
        match = _CITED.fullmatch(text, *part.span()) or _YEARS_ALONE.fullmatch(text, *part.span())
        if match is None:
            pending.append(part)
            continue
        named = match.groupdict().get("authors")
        if named:
            authors = "; ".join([*(p.group().strip() for p in pending), named])
        low = pending[0].start() if pending else match.start("authors" if named else "labels")
        sure = bool(named and match["comma"]) and _is_author(authors)
        for label in _LABEL.finditer(text, *match.span("labels")):
            yield _Citation(low, label.end(), authors, label.group(), sure)
            low = label.end() + 2
        pending = []


def _is_author(authors: str) -> bool:
    """Names begin with capitals; "as of June, 2023" is no citation."""
    words = _WORD.findall(authors)
    if not authors[0].isupper() or authors.casefold() in _MONTHS:
        return False
    return all(
        word[0].isupper() or word.lower() in _JOINING_WORDS or len(word) <= _LONGEST_JOINING_WORD for word in words
    )


def _judge(text: str, citation: _Citation, sentence: str, known: bool, siblings: Sequence[_Entry]) -> Mention | None:
    """None for what has neither the form of a citation nor an author of the list.

    `siblings` are the entries of these authors in that year.
    """
    if not known and not citation.sure:
        return None
    label = citation.label.casefold()
    named = [entry for entry in siblings if entry.label == label]
    mention = Mention(citation.start, citation.end, text[citation.start : citation.end], MentionStatus.UNRESOLVED)
    if len(named) != 1:
        why = "more than one entry fits" if named else f"no entry for {citation.label} under these authors"
        return replace(mention, why=why)
    entry, better = named[0], _better(named[0], siblings, sentence)
    mention = replace(mention, status=MentionStatus.RESOLVED, reference=entry.reference.ordinal)
    return _doubted(mention, entry, better) if better else mention


def _doubted(mention: Mention, entry: _Entry, better: _Entry) -> Mention:
    ours, theirs = entry.reference, better.reference
    why = f"entry {ours.label} is “{ours.title}”; the sentence shares words with {theirs.label}, “{theirs.title}”"
    return replace(mention, status=MentionStatus.DOUBTFUL, probably_meant=theirs.ordinal, why=why)


def _of_authors(authors: str, entries: Mapping[str, list[_Entry]]) -> list[tuple[int, _Entry]]:
    """The entries by these authors, and how well their names fit."""
    cited = _names(authors)
    near = {entry.reference.ordinal: entry for name in cited for entry in entries.get(name, ())}
    others = "et al" in authors
    return [(fit, entry) for entry in near.values() if (fit := _fit(cited, entry, others=others))]


def _fit(cited: Sequence[str], entry: _Entry, *, others: bool) -> int:
    """0: other authors; 1: some of the same; 2: the same first one; 3: all the same.

    `others` tells that the citation leaves some out; the entry may do so as well.
    """
    ours, theirs = set(cited), set(entry.names)
    if ours == theirs:
        return 0 if others and "et al" not in (entry.reference.authors or "") else 3
    if not (ours <= theirs or theirs <= ours):
        return 0
    return 2 if cited[0] == entry.names[0] else 1


def _closest(fits: Sequence[tuple[int, _Entry]]) -> tuple[_Entry, ...]:
    best = max((fit for fit, _ in fits), default=0)
    return tuple(entry for fit, entry in fits if fit == best)


def _better(entry: _Entry, siblings: Sequence[_Entry], sentence: str) -> _Entry | None:
    """A sibling whose title the sentence speaks of, when it shares no word with the entry's own."""
    common = frozenset.intersection(*(sibling.topic for sibling in siblings))
    spoken = _topic(sentence) - common
    best = max(siblings, key=lambda sibling: len(sibling.topic & spoken))
    shared = len(best.topic & spoken)
    part = shared / max(1, len(best.topic - common))
    enough = shared >= _WORDS_OF_A_BETTER_ONE and part >= _PART_OF_A_BETTER_ONE
    return best if enough and not entry.topic & spoken else None


def _names(authors: str) -> tuple[str, ...]:
    """The words of names, without initials."""
    words = (word.casefold() for word in _WORD.findall(authors) if len(word) > 1)
    return tuple(word for word in words if word not in _JOINING_WORDS)


def _topic(text: str) -> frozenset[str]:
    """Words of some length without a plural s, and acronyms."""
    words = _WORD.findall(text)
    return frozenset(
        word.casefold().rstrip("s") for word in words if len(word) >= _SHORTEST_TOPIC_WORD or word[1:].isupper()
    )
