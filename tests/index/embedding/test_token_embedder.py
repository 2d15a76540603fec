"""The embedder over a runner whose outputs show which tokens it was given."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.embedding.embedder import Embeddable, Vectors
from index.embedding.question_words import Wordless
from index.embedding.record import ModelRecord
from index.embedding.settings import Prompts
from index.embedding.token_embedder import TokenEmbedder
from index.embedding.windows import Frame
from tests.embedding import vectors_of


class LetterRunner:
    """A token is a character's code, and its output points in a direction of its own."""

    frame = Frame(prefix=(1,), suffix=(2,), limit=40)
    wordless = Wordless()

    def tokenize(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]

    def outputs(self, tokens: Sequence[int]) -> Vectors:
        found: Vectors = np.eye(128, dtype=np.float32)[list(tokens)]
        return found


class WindowRunner(LetterRunner):
    """It makes one vector of all it reads."""

    def outputs(self, tokens: Sequence[int]) -> Vectors:
        return np.asarray(super().outputs(tokens).mean(axis=0, keepdims=True))


RECORD = ModelRecord(
    name="letters",
    fingerprint="0123456789abcdef",
    precision="fp32",
    reason="for a test",
    agreement=None,
    dimension=128,
    max_length=40,
    prompts=Prompts(question="?", passage="!"),
    granularity="sentence",
    versions={},
    licence=None,
    source=None,
    checksums={},
)
letters = TokenEmbedder(RECORD, LetterRunner())
whole = TokenEmbedder(replace(RECORD, granularity="window"), WindowRunner())


def seen(vector: Vectors) -> str:
    """The characters that a vector is made of, sorted."""
    return "".join(map(chr, np.flatnonzero(vector)))


def test_it_says_what_its_record_says() -> None:
    assert (letters.name, letters.fingerprint, letters.dimension) == ("letters", "0123456789abcdef", 128)
    assert letters.describe() == "letters (0123456789abcdef) runs in fp32: for a test; one vector a sentence"
    assert whole.describe().endswith("; one vector a window")


@pytest.mark.parametrize("embedder", [letters, whole])
def test_a_question_is_the_mean_of_all_its_tokens(embedder: TokenEmbedder) -> None:
    vector = embedder.embed_question("abc")

    assert seen(vector) == "\x01\x02?abc"
    assert vector[list(map(ord, "?abc"))].tolist() == pytest.approx([6**-0.5] * 4)


def test_each_sentence_has_a_vector_of_its_own_tokens() -> None:
    (vectors,) = vectors_of(letters, [Embeddable("ctx", "Abbb. Cddd.\nEfff")])

    assert [seen(vector) for vector in vectors] == ["\n.Ab", " .Cd", "\nEf"]


def test_otherwise_one_vector_is_of_prompt_context_and_text() -> None:
    (vectors,) = vectors_of(whole, [Embeddable("ctx", "Abbb. Cddd.\nEfff")])

    assert [seen(vector) for vector in vectors] == ["\x01\x02\n !.ACEbcdftx"]


@pytest.mark.parametrize("embedder", [letters, whole])
def test_a_passage_that_is_too_long_to_be_read_at_once_reaches_its_end(embedder: TokenEmbedder) -> None:
    (vectors,) = vectors_of(embedder, [Embeddable("", "a" * 64 + "z")])

    assert len(vectors) == 2
    assert [("a" in seen(vector), "z" in seen(vector)) for vector in vectors] == [(True, False), (True, True)]


@pytest.mark.parametrize("embedder", [letters, whole])
def test_vectors_have_unit_length(embedder: TokenEmbedder) -> None:
    vectors = np.concatenate(vectors_of(embedder, [Embeddable("", ""), Embeddable("c", "Abbb. Cddd. " * 9)]))

    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)


def test_passages_keep_their_order() -> None:
    found = vectors_of(letters, [Embeddable("", letter) for letter in "cab"])

    assert [seen(vectors[0]) for vectors in found] == ["c", "a", "b"]


def test_no_passages_give_no_vectors() -> None:
    assert vectors_of(letters, []) == []


def test_half_a_surrogate_pair_is_read_as_a_question_mark() -> None:
    assert letters.embed_question("a\ud83d").tolist() == letters.embed_question("a?").tolist()
