"""A question, and what each search looks for in it."""

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from index.analysis import question_terms
from index.scope import DEFAULT_LANGUAGE
from index.synonyms import Synonym, Synonyms, holds_name, name_terms
from ingest.gazetteer import Found, Gazetteer
from ingest.language import language_distribution, likeliest
from ingest.shortforms import is_short_form

# A language that is this likely is taken for the question's own: few words are seldom certain.
_OWN = 0.2


@dataclass(frozen=True, slots=True)
class OtherName:
    """The terms of a name, and the short form that a text must hold letter for letter: "LED" is not "led"."""

    terms: tuple[str, ...]
    written: str = ""

    def is_in(self, terms: Set[str], text: str, language: str) -> bool:
        """Whether a text with these terms holds the name, word by word."""
        is_likely = self.written in text and all(term in terms for term in self.terms)
        return is_likely and holds_name(text, self.terms, language)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Terms of a question that make up a name, and the other names of what they stand for."""

    asked: tuple[str, ...]
    names: tuple[OtherName, ...]

    def is_in(self, terms: Set[str], text: str, language: str) -> bool:
        """Whether a text with these terms holds one of the other names."""
        return any(name.is_in(terms, text, language) for name in self.names)


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What is looked for in texts of one language: terms, each with the word it comes from.

    `asked` is the number of terms that the question has; `crossing`: it is in another language, and not all of
    them are looked for. The other names in `expansions` are looked for besides; they are no words of the question.
    """

    language: str
    terms: Mapping[str, str]
    asked: int
    crossing: bool = False
    expansions: tuple[Expansion, ...] = ()

    @property
    def sought(self) -> tuple[str, ...]:
        """All terms to look for: those of the question, then those of other names."""
        others = (term for expansion in self.expansions for name in expansion.names for term in name.terms)
        return tuple(dict.fromkeys((*self.terms, *others)))

    def held(self, terms: Set[str], text: str) -> tuple[str, ...]:
        """The terms of the question that a text holds, as such or as part of a name that it holds by another one.

        `terms`: those of the text, or of a part of it, such as a sentence.
        """
        renamed = {term for e in self.expansions if e.is_in(terms, text, self.language) for term in e.asked}
        return tuple(term for term in self.terms if term in terms or term in renamed)

    def weights(self, rarity: Mapping[str, float]) -> dict[str, float]:
        """What each of the terms sought counts in a search: all of another name no more than the name asked for."""
        weights = dict.fromkeys(self.terms, 1.0)
        for expansion in self.expansions:
            asked = sum(rarity[term] for term in expansion.asked)
            for name in expansion.names:
                share = min(1.0, asked / (sum(rarity[term] for term in name.terms) or 1.0))
                weights.update({term: max(share, weights.get(term, 0.0)) for term in name.terms})
        return weights


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the languages that it may be in, none for one without words, and what it names.

    `entities`: territories and the like; `synonyms`: what reports call by other names as well.
    """

    text: str
    languages: Mapping[str, float]
    entities: tuple[Found, ...] = ()
    synonyms: tuple[Synonym, ...] = ()

    def lexical_queries(self, languages: Iterable[str], *, expand: bool = True) -> list[LexicalQuery]:
        """A query for each of these languages of documents; `expand`: other names are looked for as well."""
        asked = self if expand else replace(self, synonyms=())
        return [asked._lexical_query(language) for language in sorted(languages)]

    def _lexical_query(self, language: str) -> LexicalQuery:
        terms = question_terms(self.text, language)
        if not self.languages or self.languages.get(language, 0.0) >= _OWN:
            return LexicalQuery(language, terms, len(terms), expansions=tuple(self._expansions(language, terms)))
        asked = question_terms(self.text, likeliest(self.languages) or DEFAULT_LANGUAGE)
        crossing = self._crossing(language, terms, frozenset(asked.values()))
        expansions = tuple(self._expansions(language, crossing))
        return LexicalQuery(language, crossing, max(len(crossing), len(asked)), crossing=True, expansions=expansions)

    def _crossing(self, language: str, terms: Mapping[str, str], asked: Set[str]) -> dict[str, str]:
        """The terms that mean the same in another language; so do the words asked of a name that reports explain."""
        crossing = set(question_terms(self.text, language, crossing=True))
        named = {
            term for found in self.synonyms for term in self._terms_of(found, language) if terms.get(term) in asked
        }
        return {term: word for term, word in terms.items() if term in crossing or term in named}

    def _expansions(self, language: str, terms: Container[str]) -> Iterator[Expansion]:
        for found in self.synonyms:
            asked = tuple(term for term in self._terms_of(found, language) if term in terms)
            names = tuple(_other_names(found.names, frozenset(asked), language))
            if asked and names:
                yield Expansion(asked, names)

    def _terms_of(self, found: Synonym, language: str) -> tuple[str, ...]:
        return tuple(question_terms(self.text[found.start : found.end], language))


def _other_names(names: Iterable[str], asked: frozenset[str], language: str) -> Iterator[OtherName]:
    """The names in terms of a language, but for longer forms of others: a text that holds those holds these."""
    found = {name_terms(name, language): name for name in names}
    shorter = [frozenset(terms) for terms in found if terms]
    for terms, name in found.items():
        held = frozenset(terms)
        if held and not asked <= held and not any(other < held for other in shorter):
            yield OtherName(terms, name if is_short_form(name) else "")


def read_question(text: str, gazetteer: Gazetteer | None = None, definitions: Synonyms | None = None) -> Question:
    """`gazetteer`: the entities of the library that is asked, else those that come with Pincite.

    `definitions`: the names that its reports say are equal.
    """
    found = (gazetteer or Gazetteer.default()).find_in_question(text)
    languages = language_distribution(text)
    synonyms = definitions.find(text, likeliest(languages) or DEFAULT_LANGUAGE) if definitions else ()
    return Question(text, languages, tuple(found), synonyms)
