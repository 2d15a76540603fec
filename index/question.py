"""A question, and what each search looks for in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.analysis import question_terms
from index.scope import DEFAULT_LANGUAGE
from ingest.gazetteer import Found, Gazetteer
from ingest.language import language_distribution, likeliest

# A language that is this likely is taken for the question's own: few words are seldom certain.
_OWN = 0.2


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What is looked for in texts of one language: terms, each with the word it comes from.

    `asked` is the number of terms that the question has; `crossing`: it is in another language, and not all of
    them are looked for.
    """

    language: str
    terms: Mapping[str, str]
    asked: int
    crossing: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the languages that it may be in, none for one without words, and the entities that it names."""

    text: str
    languages: Mapping[str, float]
    entities: tuple[Found, ...] = ()

    def lexical_queries(self, languages: Iterable[str]) -> list[LexicalQuery]:
        """A query for each of these languages of documents."""
        return [self._lexical_query(language) for language in sorted(languages)]

    def _lexical_query(self, language: str) -> LexicalQuery:
        if not self.languages or self.languages.get(language, 0.0) >= _OWN:
            terms = question_terms(self.text, language)
            return LexicalQuery(language, terms, len(terms))
        crossing = question_terms(self.text, language, crossing=True)
        asked = question_terms(self.text, likeliest(self.languages) or DEFAULT_LANGUAGE)
        return LexicalQuery(language, crossing, max(len(crossing), len(asked)), crossing=True)


def read_question(text: str, gazetteer: Gazetteer | None = None) -> Question:
    """`gazetteer`: the entities of the library that is asked, else those that come with Pincite."""
    found = (gazetteer or Gazetteer.default()).find_in_question(text)
    return Question(text, language_distribution(text), tuple(found))
