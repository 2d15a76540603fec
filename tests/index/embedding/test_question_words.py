"""Questions that a model cannot read are refused; a word it does not know among others is not."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index.embedding.embedder import Embeddable
from index.embedding.sources import resolve
from index.embedding.token_embedder import TokenEmbedder
from ingest.errors import UnknownScript, UsageError
from tests.embedding import vectors_of

# What is vocational education, in Amharic and Khmer.
UNKNOWN_TO_MINILM = ("የሙያ ትምህርት ምንድን ነው?", "តើការបណ្តុះបណ្តាលវិជ្ជាជីវៈគឺជាអ្វី?")
# Cherokee, N'Ko, Tai Le, cuneiform.
UNKNOWN_TO_E5 = ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ?", "ߒߞߏ", "ᥖᥭᥰ", "𒀀𒀁𒀂 𒀀!")


def letters(text: str) -> set[str]:
    return {letter for letter in text if letter.isalpha()}


@pytest.mark.parametrize("question", UNKNOWN_TO_MINILM)
def test_the_default_model_refuses_a_script_that_its_vocabulary_lacks(embedder: TokenEmbedder, question: str) -> None:
    vocabulary = Tokenizer.from_file(str(resolve(embedder.name).place / "tokenizer.json")).get_vocab()
    assert not letters(question) & set("".join(vocabulary))

    with pytest.raises(UnknownScript) as caught:
        embedder.embed_question(question)

    assert str(caught.value) == (
        f"The model all-MiniLM-L6-v2 does not know the script of this question: “{question}”. "
        "Ask in another language, search with mode lexical, or use a model of more languages, "
        "such as multilingual-e5-small."
    )


@pytest.mark.parametrize("question", UNKNOWN_TO_MINILM)
def test_the_multilingual_model_reads_these(e5: TokenEmbedder, question: str) -> None:
    assert e5.embed_question(question).shape == (384,)


@pytest.mark.parametrize("question", UNKNOWN_TO_E5)
def test_it_refuses_what_it_lacks_itself_and_does_not_recommend_itself(
    e5: TokenEmbedder, e5_folder: Path, question: str
) -> None:
    vocabulary = Tokenizer.from_file(str(e5_folder / "tokenizer.json")).get_vocab()
    assert not letters(question) & set("".join(vocabulary))

    with pytest.raises(UnknownScript, match=r"use a model of more languages\.$"):
        e5.embed_question(question)


@pytest.mark.parametrize("question", ["What is የሙያ ትምህርት?", "የሙያ 2023?", "VET 🎓", "ትምህርት a"])
def test_one_word_that_is_known_is_enough(embedder: TokenEmbedder, question: str) -> None:
    assert embedder.embed_question(question).shape == (384,)


def test_punctuation_alone_is_a_question_and_unknown_signs_alone_are_not(embedder: TokenEmbedder) -> None:
    assert embedder.embed_question("?!").shape == (384,)
    with pytest.raises(UnknownScript):
        embedder.embed_question("🎓")


@pytest.mark.parametrize("question", ["", " \n", "\u200b\u200d", "\x01\x02", "\ufeff", "\u00a0", "\u2060\u00ad"])
@pytest.mark.parametrize("model", ["embedder", "e5"])
def test_a_question_without_any_token_is_refused(request: pytest.FixtureRequest, model: str, question: str) -> None:
    opened: TokenEmbedder = request.getfixturevalue(model)

    with pytest.raises(UsageError, match="no visible characters"):
        opened.embed_question(question)


def test_passages_are_not_refused(embedder: TokenEmbedder) -> None:
    """A document may hold a heading in any script; it is only found less well."""
    (vectors,) = vectors_of(embedder, [Embeddable("", UNKNOWN_TO_MINILM[0])])

    assert vectors.shape == (1, 384)
