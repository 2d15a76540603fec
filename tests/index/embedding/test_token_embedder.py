"""The embedder over a runner that turns tokens into a vector which shows what it was given."""

from collections.abc import Sequence

import numpy as np

from index.embedding.embedder import Embeddable, Vectors
from index.embedding.question_words import Wordless
from index.embedding.record import ModelRecord
from index.embedding.settings import Prompts
from index.embedding.token_embedder import TokenEmbedder
from index.embedding.windows import Frame


class LetterRunner:
    """A token is a character's code; a vector is the first and the last token and their number."""

    frame = Frame(prefix=(1,), suffix=(2,), limit=20)
    wordless = Wordless()

    def tokenize(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]

    def vector(self, tokens: Sequence[int]) -> Vectors:
        return np.array([tokens[1], tokens[-2], len(tokens)], dtype=np.float32)


RECORD = ModelRecord(
    name="letters",
    fingerprint="0123456789abcdef",
    precision="fp32",
    reason="for a test",
    agreement=None,
    dimension=3,
    max_length=20,
    prompts=Prompts(question="?", passage="!"),
    versions={},
    licence=None,
    source=None,
    checksums={},
)
letters = TokenEmbedder(RECORD, LetterRunner())


def test_it_says_what_its_record_says() -> None:
    assert (letters.name, letters.fingerprint, letters.dimension) == ("letters", "0123456789abcdef", 3)
    assert letters.describe() == "letters (0123456789abcdef) runs in fp32: for a test"


def test_prompts_lead_questions_and_passages() -> None:
    assert letters.embed_question("abc").tolist() == [ord("?"), ord("c"), 6]
    assert letters.embed_passages([Embeddable("", "abc")])[0].tolist() == [[ord("!"), ord("c"), 6]]


def test_a_long_passage_gives_a_row_for_each_window() -> None:
    (vectors,) = letters.embed_passages([Embeddable("", "a" * 29 + "z")])

    assert vectors.shape == (2, 3)
    assert vectors[:, 0].tolist() == [ord("!"), ord("!")]
    assert vectors[:, 1].tolist() == [ord("a"), ord("z")]
    assert vectors[:, 2].max() <= 20


def test_passages_keep_their_order() -> None:
    found = letters.embed_passages([Embeddable("", letter) for letter in "cab"])

    assert [chr(int(vectors[0, 1])) for vectors in found] == ["c", "a", "b"]


def test_no_passages_give_no_vectors() -> None:
    assert letters.embed_passages([]) == []


def test_half_a_surrogate_pair_is_read_as_a_question_mark() -> None:
    assert letters.embed_question("a\ud83d").tolist() == letters.embed_question("a?").tolist()
