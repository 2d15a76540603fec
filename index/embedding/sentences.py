"""Reads a passage sentence by sentence. Pure functions."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from index.embedding.embedder import Embeddable
from index.embedding.settings import Granularity
from index.embedding.windows import Frame, Tokenize, Window, inputs
from ingest.sentences import sentence_spans

# A sentence of fewer tokens, as "1." or "Yes.", says too little for a vector of its own.
LEAST_TOKENS = 4


def windows(
    tokenize: Tokenize, frame: Frame, prompt: str, passage: Embeddable, granularity: Granularity
) -> list[Window]:
    """What the model reads of a passage: its context is a line above the text, and is cut where it is long."""
    line = f"{passage.context}\n" if passage.context else ""
    if granularity == "window" and len(whole := tokenize(prompt + line + passage.text)) <= frame.room:
        return [_with_one_vector(frame.wrap(whole))]
    head, sentences = by_sentence(tokenize, prompt + line, passage.text)
    if len(head) + sum(map(len, sentences)) > frame.room:
        head = (tokenize(prompt) + tokenize(line)[: frame.limit // 4])[: frame.limit // 2]
    found = inputs(head, joined(sentences), frame)
    return found if granularity == "sentence" else [_with_one_vector(window.tokens) for window in found]


def by_sentence(tokenize: Tokenize, head: str, text: str) -> tuple[list[int], list[list[int]]]:
    """The tokens of what leads a text, and of each of its sentences with the white space before it.

    Together they are the tokens of the whole, for a tokenizer that joins nothing across white space.
    """
    start, whole = len(head.rstrip()), head + text
    ends = [len(head) + end for _, end in sentence_spans(text)]
    cuts = pairwise([start, *ends[:-1], len(whole)])
    return tokenize(whole[:start]), [tokens for a, b in cuts if (tokens := tokenize(whole[a:b]))]


def joined(sentences: Iterable[Sequence[int]]) -> list[list[int]]:
    """Sentences of too few tokens begin the next one; at the end, they end the one before."""
    found: list[list[int]] = []
    for sentence in sentences:
        if found and len(found[-1]) < LEAST_TOKENS:
            found[-1] += sentence
        else:
            found.append(list(sentence))
    if len(found) > 1 and len(found[-1]) < LEAST_TOKENS:
        found[-2:] = [found[-2] + found[-1]]
    return found


def keeps_tokens(tokenize: Tokenize, head: str, texts: Iterable[str]) -> bool:
    """Are the tokens of these texts the same whether they are read whole or sentence by sentence?"""
    read = ((text, by_sentence(tokenize, head, text)) for text in texts)
    return all([*first, *chain(*others)] == tokenize(head + text) for text, (first, others) in read)


def _with_one_vector(tokens: list[int]) -> Window:
    return Window(tokens, [(0, len(tokens))])
