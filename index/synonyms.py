"""Names that reports say are equal, looked up in a question by the terms that they begin with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import Term, analyse, fold
from ingest.shortforms import is_short_form, singular

# Latin, Greek and Cyrillic, without accents; a short form without any is no word in lower case.
_VOWELS = frozenset("aeiouyæœøαεηιουωаеиоуыэюяєіїъ")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A name in a question, at `start` to `end`, and the names that are equal to it."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of one language by their terms, each with the groups it is in; numbers of terms by the first of them."""

    groups: Mapping[tuple[str, ...], Sequence[tuple[str, int]]]
    sizes: Mapping[str, Sequence[int]]


class Synonyms:
    """The names that are equal over a library. A name may be in several groups, and is equal to all names of those."""

    def __init__(self, reports: Iterable[Iterable[Sequence[str]]] = ()) -> None:
        """`reports`: of each report the names that it says are equal."""
        found: dict[frozenset[str], tuple[str, ...]] = {}
        for group in (group for report in reports for group in _joined(report)):
            found.setdefault(frozenset(map(str.casefold, group)), group)
        self.groups = tuple(found.values())
        self._by_language: dict[str, _Index] = {}

    def find(self, text: str, language: str) -> tuple[Synonym, ...]:
        """The names in a text that have equals, none within another. `language` decides which words are the same."""
        index = self._index(language)
        terms, found, at = _terms(text, language), [], 0
        while at < len(terms):
            size, names = self._longest(text, terms[at:], index)
            if names:
                found.append(Synonym(terms[at].start, terms[at + size - 1].end, names))
            at += size
        return tuple(found)

    def _longest(self, text: str, terms: Sequence[Term], index: _Index) -> tuple[int, tuple[str, ...]]:
        """The number of terms of the longest name that the terms begin with, 1 for none; the names equal to it."""
        for size in index.sizes.get(terms[0].text, ()):
            key, last = tuple(term.text for term in terms[:size]), terms[:size][-1]
            found = index.groups.get(key, ()) if len(key) == size else ()
            meant = [(name, group) for name, group in found if _is_written(name, text[terms[0].start : last.end])]
            if meant:
                same = {name for name, _ in meant}
                equal = dict.fromkeys(name for _, group in meant for name in self.groups[group])
                return size, tuple(name for name in equal if name not in same)
        return 1, ()

    def _index(self, language: str) -> _Index:
        if language not in self._by_language:
            self._by_language[language] = _index(self.groups, language)
        return self._by_language[language]


def _joined(report: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The names of a report, joined where they share a short form: within one text that has one meaning.

    A longer name has not: both the VDAB and Actiris may be called a public employment service.
    """
    groups: list[dict[str, None]] = []
    of: dict[str, dict[str, None]] = {}
    for names in report:
        shorts = [name for name in names if is_short_form(name)]
        group = next((of[short] for short in shorts if short in of), None)
        if group is None:
            group = {}
            groups.append(group)
        group.update(dict.fromkeys(names))
        of.update(dict.fromkeys(shorts, group))
    return [tuple(group) for group in groups]


def _index(groups: Sequence[tuple[str, ...]], language: str) -> _Index:
    by_terms: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for name in group:
            terms = name_terms(name, language)
            if terms:
                by_terms[terms].append((name, number))
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for terms in by_terms:
        sizes[terms[0]].add(len(terms))
    return _Index(dict(by_terms), {first: sorted(some, reverse=True) for first, some in sizes.items()})


@lru_cache(maxsize=16_384)
def name_terms(name: str, language: str) -> tuple[str, ...]:
    """The terms of a name, in order; none where one word alone is left of several, which tells too little."""
    terms = tuple(term.text for term in _terms(name, language))
    return terms if len(terms) > 1 or len(name.split()) == 1 else ()


def holds_name(text: str, terms: Sequence[str], language: str) -> bool:
    """Whether the terms of a name follow each other in a text; stop words between them do not matter."""
    return f" {' '.join(terms)} " in _sequence(text, language)


@lru_cache(maxsize=2048)
def _sequence(text: str, language: str) -> str:
    return f" {' '.join(term.text for term in _terms(text, language))} "


def _terms(text: str, language: str) -> list[Term]:
    """The terms, one for each position."""
    return list(_first(analyse(text, language)))


def _first(terms: Iterable[Term]) -> Iterator[Term]:
    position = -1
    for term in terms:
        if term.position != position:
            yield term
        position = term.position


def _is_written(name: str, written: str) -> bool:
    """Whether words stand for a name: a short form in its letters, "LED" and not "led", unless it is no word."""
    if not is_short_form(name) or singular(written) == name:
        return True
    return fold(written) == fold(name) and _VOWELS.isdisjoint(fold(name))
