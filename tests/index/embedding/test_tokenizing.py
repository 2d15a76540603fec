"""Saving a tokenizer and opening it: the same tokens, whichever kind it is."""

import json
from pathlib import Path

import pytest
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.embedding.tokenizing import PIECES_FILE, TOKENIZER_FILE, open_tokenizer, save_tokenizer
from index.embedding.windows import Frame

TEXTS = ["training", "The training of ﬁve", "  two  spaces ", "unknown 漢字 word", "a\ttab", ""]


def unigram(*, byte_fallback: bool = False) -> Tokenizer:
    pieces = ["<s>", "</s>", "<unk>", "▁", "▁train", "ing", "▁the", *"abcdefghijklmnopqrstuvwxyz"]
    scored = [(piece, -float(i)) for i, piece in enumerate(pieces)]
    tokenizer = Tokenizer(models.Unigram(scored, 2, byte_fallback=byte_fallback))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = [("<s>", 0), ("</s>", 1)]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", special_tokens=special)
    tokenizer.add_special_tokens([AddedToken("<s>", special=True), AddedToken("</s>", special=True)])
    return tokenizer


def word_level() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "[CLS]": 1, "training": 2, "a": 3}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A", special_tokens=[("[CLS]", 1)])
    return tokenizer


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("original", [unigram(), unigram(byte_fallback=True), word_level()])
def test_the_tokens_are_those_of_the_original(original: Tokenizer, text: str, tmp_path: Path) -> None:
    save_tokenizer(original, tmp_path)

    opened = open_tokenizer(tmp_path, 20)

    assert opened.tokenize(text) == original.encode(text, add_special_tokens=False).ids
    assert opened.frame.wrap(opened.tokenize("a")) == original.encode("a").ids


def test_a_unigram_vocabulary_is_apart(tmp_path: Path) -> None:
    save_tokenizer(unigram(), tmp_path)

    assert len(json.loads((tmp_path / PIECES_FILE).read_text())["pieces"]) == 33
    assert len(json.loads((tmp_path / TOKENIZER_FILE).read_text())["model"]["vocab"]) == 1
    assert open_tokenizer(tmp_path, 20).frame == Frame((0,), (1,), 20)


def test_what_it_cannot_take_apart_stays_whole(tmp_path: Path) -> None:
    added = unigram()
    added.add_tokens(["pincite"])
    for original in (added, unigram(byte_fallback=True), word_level()):
        save_tokenizer(original, tmp_path)

        assert not (tmp_path / PIECES_FILE).exists()


def test_padding_and_truncation_are_left_off(tmp_path: Path) -> None:
    original = unigram()
    original.enable_padding(length=30)
    original.enable_truncation(4)
    save_tokenizer(original, tmp_path)

    assert len(open_tokenizer(tmp_path, 20).tokenize("training the training")) == 5
