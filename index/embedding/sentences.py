"""Reads a passage sentence by sentence. Pure functions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise

from index.embedding.embedder import Embeddable
from index.embedding.settings import Granularity
from index.embedding.windows import Frame, Span, Tokenize, Window, inputs
from ingest.sentences import sentence_spans

# A sentence of fewer tokens, as "1." or "Yes.", says too little for a vector of its own.
LEAST_TOKENS = 4


@dataclass(frozen=True, slots=True)
class Sentences:
    """The tokens of what leads a text, and of each sentence with the white space before it; `places` in the text."""

    head: list[int]
    tokens: list[list[int]]
    places: list[Span]


def windows(
    tokenize: Tokenize, frame: Frame, prompt: str, passage: Embeddable, granularity: Granularity
) -> list[Window]:
    """What the model reads of a passage: its context is a line above the text, and is cut where it is long."""
    line = f"{passage.context}\n" if passage.context else ""
    if granularity == "window" and len(whole := tokenize(prompt + line + passage.text)) <= frame.room:
        return [_with_one_vector(frame.wrap(whole), (0, len(passage.text)))]
    read = by_sentence(tokenize, prompt + line, passage.text)
    head = read.head
    if len(head) + sum(map(len, read.tokens)) > frame.room:
        head = (tokenize(prompt) + tokenize(line)[: frame.limit // 4])[: frame.limit // 2]
    found = list(_placed(inputs(head, joined(read.tokens), frame), read, len(passage.text)))
    if granularity == "sentence":
        return found
    return [_with_one_vector(window.tokens, (window.texts[0][0], window.texts[-1][1])) for window in found]


def by_sentence(tokenize: Tokenize, head: str, text: str) -> Sentences:
    """A text read in sentences, whose tokens are those of the whole for a tokenizer that joins no words."""
    start, whole, spans = len(head.rstrip()), head + text, sentence_spans(text)
    ends = [len(head) + end for _, end in spans]
    cuts = pairwise([start, *ends[:-1], len(whole)])
    read = [(tokenize(whole[a:b]), span) for (a, b), span in zip(cuts, spans or [(0, 0)], strict=True)]
    kept = [(tokens, span) for tokens, span in read if tokens]
    return Sentences(tokenize(whole[:start]), [tokens for tokens, _ in kept], [span for _, span in kept])


def _placed(found: Iterable[Window], read: Sentences, length: int) -> Iterator[Window]:
    """The windows with the places of what their spans are about: their spans hold the sentences' tokens in order."""
    ends = list(accumulate(map(len, read.tokens)))
    at = 0
    for window in found:
        texts = []
        for start, stop in window.spans:
            first, last = bisect_right(ends, at), bisect_left(ends, at + stop - start)
            texts.append((read.places[first][0], read.places[last][1]) if ends else (0, length))
            at += stop - start
        yield replace(window, texts=tuple(texts))


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
    return all([*found.head, *chain(*found.tokens)] == tokenize(head + text) for text, found in read)


def _with_one_vector(tokens: list[int], text: Span) -> Window:
    return Window(tokens, [(0, len(tokens))], (text,))
