"""Acronyms that a question asks for, and passages that spell them out."""

import re

from index.analysis import question_terms
from index.question import Question
from index.scope import DEFAULT_LANGUAGE
from ingest.language import likeliest

# GKK, VDAB, NL-AI, AHOVOKS, DigComp
_ACRONYM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z][\w-]*\w\b")
# Words besides, as in "What does GKK stand for?"; a question with more asks something else of it.
_MOST_OTHER_TERMS = 1


def undefined(question: Question) -> tuple[str, ...]:
    """The acronyms whose meaning a question asks for; none where it asks something else."""
    acronyms = tuple(dict.fromkeys(_ACRONYM.findall(question.text)))
    words = question_terms(question.text, likeliest(question.languages) or DEFAULT_LANGUAGE).values()
    others = [word for word in words if word not in acronyms]
    return acronyms if len(others) <= _MOST_OTHER_TERMS else ()


def defines(text: str, acronym: str) -> bool:
    """Whether a text spells an acronym out: "common quality framework (GKK)", or "GKK (common quality …"."""
    name = re.escape(acronym)
    return bool(re.search(rf"[^\W\d]\w+[’'”\"]? \({name}[),;:]|\b{name} \([^\W\d]\w+ [^()]*\)", text))
