"""A question, and what each search looks for in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.analysis import question_terms
from ingest.language import language_distribution

# A language that is this likely is taken for the question's own: few words are seldom certain.
_OWN = 0.2
# The share at which no doubt is left.
_CERTAIN = 0.5


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What is looked for in texts of one language: terms, each with the word it comes from.

    `weight`, from 0 to 1, is what the result counts beside the same in the question's own language.
    """

    language: str
    terms: Mapping[str, str]
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the languages that it may be in; none for one without words."""

    text: str
    languages: Mapping[str, float]

    def lexical_queries(self, languages: Iterable[str], crossing_weight: float) -> list[LexicalQuery]:
        """A query for each of these languages of documents."""
        return [self._lexical_query(language, crossing_weight) for language in sorted(languages)]

    def _lexical_query(self, language: str, crossing_weight: float) -> LexicalQuery:
        everything = question_terms(self.text, language)
        share = self.languages.get(language, 0.0)
        if not self.languages or share >= _CERTAIN:
            return LexicalQuery(language, everything, 1.0)
        terms = everything if share >= _OWN else question_terms(self.text, language, crossing=True)
        # Words that all mean the same anywhere, such as an acronym alone, lose nothing.
        foreign = 1.0 if terms and len(terms) == len(everything) and share < _OWN else crossing_weight
        own = share / _CERTAIN
        return LexicalQuery(language, terms, own + (1 - own) * foreign)


def read_question(text: str) -> Question:
    return Question(text, language_distribution(text))
