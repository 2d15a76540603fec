"""Two texts in one input: cut and framed as the tokenizers library does it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from index.embedding.cache import cache_folder, entry_folder
from index.embedding.onnx_embedder import RUNTIME
from index.embedding.pairs import PairFrame, longest_first
from index.embedding.sources import resolve
from index.embedding.token_embedder import TokenEmbedder
from index.embedding.tokenizing import open_tokenizer, pair_frame

SHORT, LONG = "Qu'est-ce que PFE?", "The Flemish Government approved a decree on the quality of training. " * 40
PAIRS = [("", ""), (SHORT, SHORT), (SHORT, LONG), (LONG, SHORT), (LONG, LONG), ("", LONG)]


def numbers() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "b": 4}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return tokenizer


def encoded(tokenizer: Tokenizer, first: str, second: str, limit: int) -> tuple[list[int], list[int]]:
    tokenizer.enable_truncation(limit, strategy="longest_first")
    tokenizer.no_padding()
    encoding = tokenizer.encode(first, second)
    return encoding.ids, encoding.type_ids


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 40))
def test_both_are_cut_as_the_library_cuts_them(first: int, second: int, room: int) -> None:
    tokenizer = numbers()
    frame = pair_frame(tokenizer, room + 3)

    assert frame == PairFrame((1,), (2,), (2,), 1, room + 3)
    assert frame.join([3] * first, [4] * second) == encoded(tokenizer, "a " * first, "b " * second, room + 3)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [(5, 10, (5, 10)), (5, 30, (5, 15)), (30, 5, (15, 5)), (30, 40, (10, 10)), (0, 30, (0, 20))],
)
def test_the_longer_one_is_cut(first: int, second: int, kept: tuple[int, int]) -> None:
    assert longest_first(first, second, 20) == kept


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("model", ["embedder", "e5"])
def test_it_holds_for_the_tokenizers_of_real_models(
    request: pytest.FixtureRequest, e5_folder: Path, model: str, pair: tuple[str, str]
) -> None:
    opened: TokenEmbedder = request.getfixturevalue(model)
    folder = e5_folder if model == "e5" else resolve(opened.name).place
    compiled = open_tokenizer(entry_folder(cache_folder(), opened.fingerprint, RUNTIME), 128)

    found = compiled.pair_frame.join(*map(compiled.tokenize, pair))

    assert found == encoded(Tokenizer.from_file(str(folder / "tokenizer.json")), *pair, 128)
