"""The tokenizer of a compiled model: saved by the compiler, opened fast and small where questions are answered."""

import json
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from index.embedding.pairs import PairFrame
from index.embedding.question_words import Wordless
from index.embedding.unigram import Unigram
from index.embedding.windows import Frame, Tokenize

TOKENIZER_FILE = "tokenizer.json"
PIECES_FILE = "pieces.json"
# What SentencePiece writes for white space, and for what it does not know.
SPACE = "▁"
UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class Tokenizing:
    """How a model's texts become tokens, what stands around them, and which of them say nothing."""

    tokenize: Tokenize
    frame: Frame
    pair_frame: PairFrame
    wordless: Wordless


def save_tokenizer(original: Tokenizer, folder: Path) -> None:
    """The tokenizer without padding and truncation; a unigram vocabulary goes into a file of its own."""
    tokenizer = Tokenizer.from_str(original.to_str())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    parts = json.loads(tokenizer.to_str())
    if _is_plain_unigram(parts):
        _write(folder / PIECES_FILE, _vocabulary(parts["model"]))
        parts = _without_vocabulary(parts)
    _write(folder / TOKENIZER_FILE, parts)


def open_tokenizer(folder: Path, limit: int) -> Tokenizing:
    """Gives the very tokens of the tokenizer that was saved."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    vocabulary = folder / PIECES_FILE
    tokenize, wordless = _by_unigram(tokenizer, vocabulary) if vocabulary.exists() else _by_library(tokenizer)
    return Tokenizing(tokenize, special_frame(tokenizer, limit), pair_frame(tokenizer, limit), wordless)


def special_frame(tokenizer: Tokenizer, limit: int) -> Frame:
    """Learn the special tokens from what the tokenizer puts around a word."""
    encoding = tokenizer.encode("a")
    inner = [i for i, special in enumerate(encoding.special_tokens_mask) if not special]
    prefix, suffix = encoding.ids[: inner[0]], encoding.ids[inner[-1] + 1 :]
    return Frame(tuple(prefix), tuple(suffix), limit)


def pair_frame(tokenizer: Tokenizer, limit: int) -> PairFrame:
    """Learn the special tokens of a pair from what the tokenizer puts around two words."""
    encoding = tokenizer.encode("a", "a")
    ids, places = encoding.ids, encoding.sequence_ids
    first, second = places.index(0), places.index(1)
    last, end = max(i for i, place in enumerate(places) if place == 0), len(ids) - places[::-1].index(1)
    return PairFrame(
        prefix=tuple(ids[:first]),
        middle=tuple(ids[last + 1 : second]),
        suffix=tuple(ids[end:]),
        second_type=encoding.type_ids[second],
        limit=limit,
    )


def _by_library(tokenizer: Tokenizer) -> tuple[Tokenize, Wordless]:
    unknown = getattr(tokenizer.model, "unk_token", None) or UNKNOWN
    wordless = Wordless(tokenizer.token_to_id(unknown), tokenizer.token_to_id(SPACE))
    return lambda text: tokenizer.encode(text, add_special_tokens=False).ids, wordless


def _by_unigram(tokenizer: Tokenizer, vocabulary: Path) -> tuple[Tokenize, Wordless]:
    """The library normalises a text and cuts it into words; what those are made of is found here."""
    content = json.loads(vocabulary.read_bytes())
    unigram = Unigram(content["pieces"], array("d", content["scores"]), content["unknown"])
    normalise: Callable[[str], str] = tokenizer.normalizer.normalize_str if tokenizer.normalizer else str
    words = tokenizer.pre_tokenizer.pre_tokenize_str

    def tokenize(text: str) -> list[int]:
        return list(chain.from_iterable(unigram.pieces(word) for word, _ in words(normalise(text))))

    return tokenize, Wordless(content["unknown"], unigram.id_of(SPACE))


def _is_plain_unigram(parts: dict[str, Any]) -> bool:
    model = parts["model"]
    return bool(
        model["type"] == "Unigram"
        and model["unk_id"] is not None
        and not model.get("byte_fallback")
        and parts["pre_tokenizer"]
        and all(token["special"] for token in parts["added_tokens"])
    )


def _vocabulary(model: dict[str, Any]) -> dict[str, Any]:
    pieces, scores = zip(*model["vocab"], strict=True)
    return {"unknown": model["unk_id"], "pieces": pieces, "scores": scores}


def _without_vocabulary(parts: dict[str, Any]) -> dict[str, Any]:
    model = {**parts["model"], "unk_id": 0, "vocab": [parts["model"]["vocab"][parts["model"]["unk_id"]]]}
    return {**parts, "model": model, "added_tokens": []}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
