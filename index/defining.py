"""Acronyms that a question asks for, and passages that spell them out."""

import re

from index.analysis import question_terms
from index.question import Question
from index.scope import DEFAULT_LANGUAGE
from ingest.language import likeliest
from ingest.shortforms import is_short_form

_WORD = re.compile(r"\w[\w&/-]*\w")
# Words besides, as in "What does GKK stand for?"; a question with more asks something else of it.
_MOST_OTHER_TERMS = 1


def undefined(question: Question) -> tuple[str, ...]:
    """The acronyms whose meaning a question asks for; none where it asks something else."""
    acronyms = tuple(dict.fromkeys(filter(is_short_form, _WORD.findall(question.text))))
    words = question_terms(question.text, likeliest(question.languages) or DEFAULT_LANGUAGE).values()
    others = [word for word in words if word not in acronyms]
    return acronyms if len(others) <= _MOST_OTHER_TERMS else ()


def defines(text: str, acronym: str) -> bool:
    """Whether a text spells an acronym out: "quality framework (GKK)", "(kwaliteitskader, GKK)", "GKK (quality …"."""
    name = re.escape(acronym)
    before, inside = rf"[^\W\d]\w+[’'”\"]? \({name}[),;:]", rf"\([^\W\d][^()]+(?:[,;]| [–—-]) {name}\)"
    return bool(re.search(rf"{before}|{inside}|\b{name} \([^\W\d]\w+ [^()]*\)", text))
