"""The questions and passages on which a compiled reranker is compared with the original."""

from itertools import cycle, islice

from index.embedding.samples import sample_passages

QUESTIONS = (
    "How is the quality of vocational training assured in Flanders?",
    "dual learning",
    "What do schools in the French Community do for digital education?",
    "How many schools completed Digisnap?",
    "Which obstacles remain for lifelong learning in Brussels?",
    "Wie werden Unternehmen für die duale Ausbildung gewonnen?",
)
# A heading among paragraphs of all lengths.
PASSAGES = sample_passages()[7::2]


def longer_than(tokens: int) -> str:
    """As many words: with the special tokens too long for a model that reads so many tokens."""
    return " ".join(islice(cycle(" ".join(PASSAGES).split()), tokens))
