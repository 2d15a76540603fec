"""Sections that a question names by their titles: "quality assurance" for "VET underpinned by quality assurance"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

from index.analysis import analyse
from index.catalogue.reading import Catalogue
from index.scope import DEFAULT_LANGUAGE
from ingest.document import SectionKind
from ingest.gazetteer import Gazetteer

# What of the words that a title shares with no other has to stand in the question.
_TELLING = 0.5

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and its terms but for stop words; `own` are those that no other title of the library has."""

    text: str
    terms: tuple[str, ...]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Themes:
    """The titles of a library by language and by two terms that follow each other in them."""

    by_pair: Mapping[str, Mapping[_Pair, Sequence[Title]]]

    def named(self, question: str, language: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
        """The titles of which a question holds enough words, one after the other; names of territories do not count."""
        language = language or DEFAULT_LANGUAGE
        by_pair = self.by_pair.get(language)
        if not by_pair:
            return ()
        terms = [term.text for term in analyse(question, language)]
        near = dict.fromkeys(title for pair in pairwise(terms) for title in by_pair.get(pair, ()))
        return tuple(title.text for title in near if len(_held(title, terms) - _names(title, language, gazetteer)) > 1)


def themes(catalogue: Catalogue) -> Themes:
    """Those of a library; remembered for as long as it does not change."""
    generation = catalogue.library().generation
    remembered = _REMEMBERED.get(catalogue)
    if remembered is None or remembered[0] != generation:
        remembered = _REMEMBERED[catalogue] = generation, read_themes(_titles(catalogue))
    return remembered[1]


_REMEMBERED: WeakKeyDictionary[Catalogue, tuple[int, Themes]] = WeakKeyDictionary()


def read_themes(titles: Iterable[tuple[str, str]]) -> Themes:
    """Of titles, each with its language."""
    read = {(text, language): tuple(t.text for t in analyse(text, language)) for text, language in titles}
    shared = Counter(term for terms in read.values() for term in set(terms))
    by_pair: defaultdict[str, defaultdict[_Pair, list[Title]]] = defaultdict(lambda: defaultdict(list))
    for (text, language), terms in read.items():
        title = Title(text, terms, frozenset(term for term in terms if shared[term] == 1))
        for pair in dict.fromkeys(pairwise(terms)):
            by_pair[language][pair].append(title)
    return Themes({language: dict(pairs) for language, pairs in by_pair.items()})


def _titles(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    for document, language in catalogue.languages().items():
        for section in catalogue.sections(document):
            if section.kind is SectionKind.BODY:
                yield section.title, language


def _held(title: Title, question: Sequence[str]) -> frozenset[str]:
    """The terms of a title that the question holds, where these are all or enough of its own."""
    run = frozenset(_longest_run(title.terms, question))
    own = len(title.own & run)
    is_named = run.issuperset(title.terms) or own >= max(1, _TELLING * len(title.own))
    return run if is_named else frozenset()


def _names(title: Title, language: str, gazetteer: Gazetteer) -> frozenset[str]:
    found = (title.text[one.start : one.end] for one in gazetteer.find(title.text))
    return frozenset(term.text for name in found for term in analyse(name, language))


def _longest_run(terms: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """The longest part of the terms that stands in the others without a gap."""
    lengths, longest, end = [0] * (len(others) + 1), 0, 0
    for position, term in enumerate(terms, 1):
        lengths = [0, *(lengths[n] + 1 if term == other else 0 for n, other in enumerate(others))]
        if max(lengths) > longest:
            longest, end = max(lengths), position
    return terms[end - longest : end]
