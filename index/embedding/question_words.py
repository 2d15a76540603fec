"""Refuses a question that a model cannot read: its vector would be that of any other such question."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.embedding.windows import Tokenize
from ingest.errors import UnknownScript, UsageError

MULTILINGUAL = "multilingual-e5-small"
# Letters with their marks, and digits.
WORD_CATEGORIES = "LMN"
# White space, controls, and what is of no width.
INVISIBLE_CATEGORIES = "CZ"


@dataclass(frozen=True, slots=True)
class Wordless:
    """The tokens that say nothing: of what the vocabulary lacks, and of white space alone; None where there is none."""

    unknown: int | None = None
    space: int | None = None


def require_words(question: str, tokenize: Tokenize, wordless: Wordless, model: str) -> None:
    """Raises UsageError without any token, UnknownScript where all words of the question are unknown tokens."""
    visible = any(_category(letter) not in INVISIBLE_CATEGORIES for letter in question)
    if not visible or not _besides(tokenize(question), wordless.space):
        raise UsageError("The question has no visible characters. Ask in words.")
    # Punctuation is known in every script.
    words = "".join(letter if _category(letter) in WORD_CATEGORIES else " " for letter in question)
    tokens = tokenize(words if words.strip() else question)
    if not _besides(tokens, wordless.space, wordless.unknown):
        other = "" if model == MULTILINGUAL else f", such as {MULTILINGUAL}"
        raise UnknownScript(
            f"The model {model} does not know the script of this question: “{question[:40]}”. "
            f"Ask in another language, search with mode lexical, or use a model of more languages{other}."
        )


def _category(letter: str) -> str:
    return unicodedata.category(letter)[0]


def _besides(tokens: Sequence[int], *wordless: int | None) -> list[int]:
    return [token for token in tokens if token not in wordless]
