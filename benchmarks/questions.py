"""Different questions about a library, made of its own passages: for timing, not for quality."""

import random
from collections.abc import Iterator

from ingest.sentences import sentence_spans
from service.library import Library

_WORDS_OF_A_QUESTION = 8


def questions(library: Library, count: int, seed: int = 1) -> list[str]:
    """`count` different questions, the same for the same seed."""
    pool = sorted(set(_questions(library)))
    if len(pool) < count:
        raise ValueError(f"the library yields {len(pool)} different questions, {count} are wanted")
    return random.Random(seed).sample(pool, count)


def _questions(library: Library) -> Iterator[str]:
    for document in library.documents():
        text = library.text(document.id)
        for start, end in sentence_spans(text):
            words = text[start:end].split()
            for at in range(0, len(words) - _WORDS_OF_A_QUESTION, _WORDS_OF_A_QUESTION):
                yield f"What is said about {' '.join(words[at : at + _WORDS_OF_A_QUESTION])}?"
