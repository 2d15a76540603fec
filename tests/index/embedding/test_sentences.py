"""Passages read sentence by sentence: the tokens of the whole, and each sentence where it stands."""

import re
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.embedding.cache import cache_folder, entry_folder
from index.embedding.embedder import Embeddable
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.samples import sample_passages
from index.embedding.sentences import LEAST_TOKENS, by_sentence, joined, keeps_tokens, windows
from index.embedding.sources import MINILM as MINILM_NAME
from index.embedding.sources import resolve
from index.embedding.token_embedder import TokenEmbedder
from index.embedding.tokenizing import open_tokenizer
from index.embedding.windows import Frame, Tokenize
from ingest.sentences import sentence_spans

FRAME = Frame(prefix=(101,), suffix=(102,), limit=32)
ODD = (
    "1.",
    "Yes.",
    "« Oui. »",
    "Élève…",
    "(see Art. 3.)",
    "e.g.",
    "-",
    "–",
    "No. 7",
    "E5",
    "ﬁve",
    "漢字。",
    "a.¹",
    "?!",
    "🎓",
)
pieces = st.sampled_from([*chain(*(re.split(r"(?<=[.]) ", text) for text in sample_passages())), *ODD])
spaces = st.sampled_from([" ", "\n", "\n\n", "  ", "\u00a0", "\t", " \n "])
texts = st.lists(st.tuples(pieces, spaces), max_size=8).map(lambda parts: "".join(chain(*parts)))
leads = st.sampled_from(["", "passage: ", "passage: Belgium: 2.6 Quality\n", "Belgium\n"])


def of_library(tokenizer: Tokenizer) -> Tokenize:
    return lambda text: list(tokenizer.encode(text, add_special_tokens=False).ids)


def byte_level() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        sample_passages(), trainers.BpeTrainer(vocab_size=900, initial_alphabet=alphabet, show_progress=False)
    )
    return tokenizer


def across_words() -> Tokenizer:
    """It knows no words: a full stop and the space after it are one token."""
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), (". ", -1.0), *((c, -2.0) for c in "abc. ")], 0))
    tokenizer.normalizer = normalizers.Lowercase()
    return tokenizer


MINILM = Tokenizer.from_file(str(resolve(MINILM_NAME).place / "tokenizer.json"))
MINILM.no_truncation()
MINILM.no_padding()
WORD_PIECE, BYTE_LEVEL = of_library(MINILM), of_library(byte_level())


@pytest.fixture(scope="module")
def unigram(e5: TokenEmbedder) -> Tokenize:
    """The tokenizer of multilingual-e5-small, as it answers questions."""
    return open_tokenizer(entry_folder(cache_folder(), e5.fingerprint, RUNTIME), 512).tokenize


def assert_same_tokens(tokenize: Tokenize, lead: str, text: str) -> None:
    read = by_sentence(tokenize, lead, text)
    assert [*read.head, *chain(*read.tokens)] == tokenize(lead + text)


@pytest.mark.parametrize("tokenize", [WORD_PIECE, BYTE_LEVEL])
@given(lead=leads, text=texts)
def test_the_tokens_are_those_of_the_whole(tokenize: Tokenize, lead: str, text: str) -> None:
    assert_same_tokens(tokenize, lead, text)


@settings(deadline=None)
@given(lead=leads, text=texts)
def test_so_they_are_for_pieces_that_begin_with_their_space(unigram: Tokenize, lead: str, text: str) -> None:
    assert_same_tokens(unigram, lead, text)


@given(context=st.sampled_from(["", "Belgium: 2.6 Quality"]), text=texts.filter(str.strip))
def test_a_span_is_what_the_tokenizer_itself_finds_in_the_sentence(context: str, text: str) -> None:
    (window,) = windows(WORD_PIECE, Frame((101,), (102,), 9999), "told: ", Embeddable(context, text), "sentence")
    lead = "told: " + (f"{context}\n" if context else "")
    whole = MINILM.encode(lead + text, add_special_tokens=False)
    places = [(start - len(lead), end - len(lead)) for start, end in whole.offsets]
    sentences = [
        [token for token, (a, b) in zip(whole.ids, places, strict=True) if start <= a < b <= end]
        for start, end in sentence_spans(text)
    ]

    assert [window.tokens[start:stop] for start, stop in window.spans] == joined(sentences)


def test_a_passage_is_read_at_once_and_its_context_has_no_vector() -> None:
    text = "A new decree is in force. Schools assess the quality of each course.\nIt rained."
    passage = Embeddable("2.6 Quality", text)
    (window,) = windows(WORD_PIECE, Frame((101,), (102,), 99), "", passage, "sentence")

    assert window.tokens == [101, *WORD_PIECE(f"2.6 Quality\n{text}"), 102]
    found = [MINILM.decode(window.tokens[start:stop]) for start, stop in window.spans]
    assert found == ["a new decree is in force.", "schools assess the quality of each course. it rained."]


@pytest.mark.parametrize("granularity", ["sentence", "window"])
@given(context=texts, text=texts.filter(str.strip))
def test_each_vector_is_of_whole_sentences_and_together_they_are_of_all(
    granularity: str, context: str, text: str
) -> None:
    found = windows(
        WORD_PIECE, FRAME, "", Embeddable(context, text), "sentence" if granularity == "sentence" else "window"
    )
    places = [place for window in found for place in window.texts]
    starts, ends = zip(*sentence_spans(text), strict=True)

    assert all(len(window.texts) == len(window.spans) for window in found)
    assert places == sorted(places)
    assert all(a in {*starts, 0} and b in {*ends, len(text)} for a, b in places)
    assert {token for a, b in places for token in WORD_PIECE(text[a:b])} == set(WORD_PIECE(text))


def test_a_sentence_cut_in_parts_is_what_each_of_their_vectors_is_of() -> None:
    text = f"It rains in May. Then came {'quality ' * 40}courses."
    found = windows(WORD_PIECE, FRAME, "", Embeddable("", text), "sentence")

    assert [text[a:b][:9] for window in found for a, b in window.texts] == ["It rains ", "Then came", "Then came"]


def test_by_the_window_a_passage_that_fits_has_one_vector_of_all() -> None:
    passage = Embeddable("2.6 Quality", "A new decree is in force. Schools assess the quality of each course.")
    (window,) = windows(WORD_PIECE, Frame((101,), (102,), 99), "", passage, "window")

    assert window.tokens == [101, *WORD_PIECE(f"{passage.context}\n{passage.text}"), 102]
    assert window.spans == [(0, len(window.tokens))]


def test_by_the_window_a_longer_one_has_a_vector_for_each_window() -> None:
    passage = Embeddable("2.6", " ".join(["Schools assess the quality of each course."] * 9))
    found = windows(WORD_PIECE, FRAME, "", passage, "window")

    assert len(found) == 3
    assert all(window.spans == [(0, len(window.tokens))] for window in found)
    assert [window.tokens for window in found] == [
        window.tokens for window in windows(WORD_PIECE, FRAME, "", passage, "sentence")
    ]


@pytest.mark.parametrize("granularity", ["sentence", "window"])
@given(prompt=st.sampled_from(["", "told: ", "told " * 40]), context=texts, text=texts)
def test_no_input_is_above_the_limit_however_long_prompt_and_context_are(
    granularity: str, prompt: str, context: str, text: str
) -> None:
    passage = Embeddable(context, text)
    found = windows(WORD_PIECE, FRAME, prompt, passage, "sentence" if granularity == "sentence" else "window")

    assert found
    assert all(window.spans and len(window.tokens) <= FRAME.limit for window in found)


def test_a_long_context_leaves_three_quarters_of_the_window_to_the_text() -> None:
    first, *_ = windows(WORD_PIECE, FRAME, "", Embeddable("quality " * 50, "course " * 50), "sentence")

    assert first.spans[0][0] == 1 + FRAME.limit // 4


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_passage_without_a_sentence_has_the_vector_of_the_whole(text: str) -> None:
    (window,) = windows(WORD_PIECE, FRAME, "", Embeddable("Quality", text), "sentence")

    assert window.spans == [(0, len(window.tokens))]


@pytest.mark.parametrize(
    ("sizes", "found"),
    [([2, 9, 9], [11, 9]), ([9, 2, 9], [9, 11]), ([9, 9, 2], [9, 11]), ([2, 1, 1], [4]), ([2, 1], [3]), ([], [])],
)
def test_what_is_too_short_joins_the_next_or_at_the_end_the_one_before(sizes: list[int], found: list[int]) -> None:
    assert LEAST_TOKENS == 4
    assert [len(sentence) for sentence in joined([[0] * size for size in sizes])] == found


def test_a_tokenizer_that_joins_across_white_space_does_not_keep_its_tokens() -> None:
    assert keeps_tokens(WORD_PIECE, "told: ", sample_passages())
    assert keeps_tokens(BYTE_LEVEL, "told: ", sample_passages())
    assert not keeps_tokens(of_library(across_words()), "", ["ab. Ca."])
