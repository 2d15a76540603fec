"""In-text citations, and whether the entry that they name fits what their sentence speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Mention, MentionStatus, Reference
from ingest.sentences import sentence_spans

_PARENTHESIS = re.compile(r"\([^()]{4,200}\)")
_CITED = re.compile(
    r"(?P<authors>[^\W\d_][^;]*?),?\s+(?P<label>(?:19|20)\d{2}[a-zA-Z]?)(?:,\s*(?:p|pp)\.[^;]*)?"
)
_PART = re.compile(r"[^;]+")
_WORD = re.compile(r"[^\W_]+")
_JOINING_WORDS = frozenset({"and", "et", "al", "und", "the", "of", "see", "also", "cf", "in", "e", "g"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_SHORTEST_TOPIC_WORD = 4
# A mention is doubted when its entry shares no topic word with the sentence, and a sibling shares so many
# and this part of its own.
_WORDS_OF_A_BETTER_ONE = 2
_PART_OF_A_BETTER_ONE = 0.6


@dataclass(frozen=True, slots=True)
class _Citation:
    start: int
    end: int
    authors: frozenset[str]
    label: str


def find_mentions(
    text: str, references: Sequence[Reference], spans: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """The in-text citations within `spans` of the text, each judged against the list of references."""
    found = []
    for start, end in spans:
        sentences = [(start + low, start + high) for low, high in sentence_spans(text[start:end])]
        for citation in _citations(text, start, end):
            around = next(((a, b) for a, b in sentences if a <= citation.start < b), (start, end))
            found.append(_judge(text, citation, text[slice(*around)], references))
    return tuple(found)


def _citations(text: str, start: int, end: int) -> Iterator[_Citation]:
    for parenthesis in _PARENTHESIS.finditer(text, start, end):
        inside = parenthesis.start() + 1
        parts = [*_PART.finditer(text, inside, parenthesis.end() - 1)]
        cited = [_CITED.fullmatch(part.group().strip()) for part in parts]
        # "(ReferNet Belgium; Cedefop, 2023)": authors apart from their year belong to the part that has it
        if cited and cited[-1] and not all(cited):
            whole = text[inside : parenthesis.end() - 1]
            yield _Citation(*parenthesis.span(), _names(whole[: whole.rindex(",")]), cited[-1]["label"])
            continue
        for part, match in zip(parts, cited, strict=True):
            if match and _is_citation(match["authors"]):
                span = parenthesis.span() if len(parts) == 1 else part.span()
                yield _Citation(*span, _names(match["authors"]), match["label"])


def _is_citation(authors: str) -> bool:
    """Names begin with a capital and come before a comma or stand alone; "in June 2023" is no citation."""
    return (
        authors[0].isupper()
        and authors.casefold() not in _MONTHS
        and all(
            word[0].isupper() or word.lower() in _JOINING_WORDS or len(word) <= 3
            for word in _WORD.findall(authors)
        )
    )


def _judge(text: str, citation: _Citation, sentence: str, references: Sequence[Reference]) -> Mention:
    printed = text[citation.start : citation.end]
    year = citation.label[:4]
    siblings = [
        r for r in references if r.label and r.label[:4] == year and _same_authors(citation.authors, r)
    ]
    named = [r for r in siblings if r.label and r.label.casefold() == citation.label.casefold()]
    if len(named) != 1:
        why = (
            f"no entry for {citation.label} under these authors" if not named else "more than one entry fits"
        )
        return Mention(citation.start, citation.end, printed, MentionStatus.UNRESOLVED, why=why)
    entry, better = named[0], _better(named[0], siblings, sentence)
    if better is None:
        return Mention(citation.start, citation.end, printed, MentionStatus.RESOLVED, entry.ordinal)
    why = f"entry {entry.label} is “{entry.title}”; the sentence shares words with {better.label}, “{better.title}”"
    return Mention(
        citation.start, citation.end, printed, MentionStatus.DOUBTFUL, entry.ordinal, better.ordinal, why
    )


def _same_authors(cited: frozenset[str], reference: Reference) -> bool:
    names = _names(reference.authors or "")
    return bool(cited) and bool(names) and (cited <= names or names <= cited)


def _better(entry: Reference, siblings: Sequence[Reference], sentence: str) -> Reference | None:
    """A sibling whose title the sentence speaks of, when it shares no word with the entry's own."""
    topics = {r.ordinal: _topic(r.title or "") for r in siblings}
    common = frozenset.intersection(*topics.values())
    told = {ordinal: (topic - common) & _topic(sentence) for ordinal, topic in topics.items()}
    best = max(siblings, key=lambda r: len(told[r.ordinal]))
    part = len(told[best.ordinal]) / max(1, len(topics[best.ordinal] - common))
    enough = len(told[best.ordinal]) >= _WORDS_OF_A_BETTER_ONE and part >= _PART_OF_A_BETTER_ONE
    return best if enough and not told[entry.ordinal] else None


def _names(authors: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(authors)) - _JOINING_WORDS


def _topic(text: str) -> frozenset[str]:
    """Words of some length without a plural s, and acronyms."""
    words = _WORD.findall(text)
    return frozenset(
        word.casefold().rstrip("s")
        for word in words
        if len(word) >= _SHORTEST_TOPIC_WORD or word[1:].isupper()
    )
