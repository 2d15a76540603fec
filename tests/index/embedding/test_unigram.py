"""The pieces of a word: the same as the tokenizers library finds."""

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from index.embedding.unigram import Unigram

# Halves and quarters add up without rounding, so that ties are ties in any order of adding.
scores = st.integers(-80, -1).map(lambda quarters: quarters / 4)
vocabularies = st.dictionaries(st.text("abcdé漢", min_size=1, max_size=4), scores, min_size=1, max_size=30)
words = st.text("abcdé漢字🎓", max_size=24)


@given(vocabularies, words)
def test_it_finds_what_the_library_finds(vocabulary: dict[str, float], word: str) -> None:
    scored = [("<unk>", 0.0), *vocabulary.items()]
    library = Tokenizer(models.Unigram(scored, 0, byte_fallback=False))
    unigram = Unigram([piece for piece, _ in scored], [score for _, score in scored], unknown=0)

    assert list(unigram.pieces(word)) == library.encode(word).ids


def test_the_highest_sum_wins_over_the_longest_piece() -> None:
    unigram = Unigram(["<unk>", "ab", "abc", "c"], [0.0, -1.0, -5.0, -2.0], unknown=0)

    assert unigram.pieces("abc") == (1, 3)


def test_neighbouring_unknown_letters_are_one_token() -> None:
    unigram = Unigram(["<unk>", "a"], [0.0, -1.0], unknown=0)

    assert unigram.pieces("xyaz") == (0, 1, 0)
    assert unigram.pieces("") == ()
