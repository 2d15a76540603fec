"""What a question was taken to ask."""

from collections.abc import Iterable

from index.question import Question
from index.scope import Filters
from index.stating import stated
from index.themes import Themes
from ingest.gazetteer import Gazetteer
from ingest.language import likeliest
from ingest.territories import Kind
from service.answer import Interpretation
from service.filtering import shown


def interpretation(question: Question, themes: Themes, gazetteer: Gazetteer, filters: Filters) -> Interpretation:
    """`themes`: the titles of the library that is asked, `gazetteer`: its entities."""
    language, said = likeliest(question.languages), stated(question.text)
    territories = [found for found in question.entities if found.kind is not Kind.ORGANISATION]
    wanted = _once(found.entity for found in territories if not found.negated)
    return Interpretation(
        language,
        entities=wanted,
        excluded=_once(found.entity for found in territories if found.negated and found.entity not in wanted),
        organisations=_once(
            question.text[found.start : found.end] for found in question.entities if found.kind is Kind.ORGANISATION
        ),
        numbers=said.numbers,
        years=said.years,
        phrases=said.phrases,
        sections=_once((*said.sections, *themes.named(question.text, language, gazetteer))),
        filters=shown(filters),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
