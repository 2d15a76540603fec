"""What these tests need of torch, in a process of its own.

python sentence_transformers_side.py FOLDER NAME=MODEL… < texts.json

Saves small random models under FOLDER; then, for each MODEL, how sentence-transformers embeds the texts
as questions and as documents: FOLDER/NAME.questions.npy and FOLDER/NAME.documents.npy. FOLDER/NAME.sentences.npz has,
by the number of the text, the means of the outputs of its sentences' tokens in a document, of unit length.
"""

import json
import string
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizer, FNetConfig, FNetModel

from ingest.sentences import sentence_spans

WIDTH = 32
LIMIT = 40
SIZES = {"hidden_size": WIDTH, "num_hidden_layers": 2, "intermediate_size": 64}
PROMPTS = {"query": "find: ", "document": "told: "}


def bert(vocabulary: int) -> Any:
    config = BertConfig(vocab_size=vocabulary, num_attention_heads=4, initializer_range=0.3, **SIZES)
    return BertModel(config)


def spiky(vocabulary: int) -> Any:
    """One activation is huge and is ignored: nothing in floating point, the whole range of 8 bits."""
    model = bert(vocabulary)
    state = model.state_dict()
    state["embeddings.LayerNorm.bias"][0] = 3000.0
    for name, tensor in state.items():
        if name.endswith(("query.weight", "key.weight", "value.weight")) and "layer.0" in name:
            tensor[:, 0] = 0.0
        if name.endswith("attention.output.dense.weight"):
            tensor *= 100.0
    model.load_state_dict(state)
    return model


def fourier(vocabulary: int) -> Any:
    """Its Fourier transform has no ONNX operator."""
    return FNetModel(FNetConfig(vocab_size=vocabulary, type_vocab_size=2, **SIZES))


def save(folder: Path, body: Callable[[int], Any], *modules: Any, pooling: Any = "mean", prompts: Any = None) -> None:
    torch.manual_seed(1)
    raw = folder.with_name(f"{folder.name}-raw")
    body(save_tokenizer(raw)).save_pretrained(raw)
    pipeline = [Transformer(str(raw), max_seq_length=LIMIT), Pooling(WIDTH, pooling), *modules]
    SentenceTransformer(modules=pipeline, device="cpu", prompts=prompts).save_pretrained(str(folder))


def save_vectors(stem: Path, model: str, texts: list[str]) -> None:
    original = SentenceTransformer(model, device="cpu", local_files_only=True)
    options = {"batch_size": 1, "normalize_embeddings": True, "show_progress_bar": False}
    np.save(f"{stem}.questions.npy", original.encode_query(texts, **options))
    np.save(f"{stem}.documents.npy", original.encode_document(texts, **options))
    by_text: dict[str, Any] = {str(i): sentences(original, text) for i, text in enumerate(texts)}
    np.savez(f"{stem}.sentences.npz", **by_text)


def sentences(original: SentenceTransformer, text: str) -> NDArray[np.float32]:
    """A token belongs to a sentence if its letters do."""
    lead = original.prompts.get("document") or ""
    outputs = original.encode([lead + text], prompt="", output_value="token_embeddings", show_progress_bar=False)[0]
    encoding = original.tokenizer(lead + text, return_offsets_mapping=True, truncation=True)
    places = [(start - len(lead), end - len(lead)) for start, end in encoding["offset_mapping"]]
    chosen = [[s <= a < b <= e for a, b in places] for s, e in sentence_spans(text)]
    means = torch.stack([outputs[torch.tensor(tokens)].mean(dim=0) for tokens in chosen if any(tokens)])
    return np.asarray(torch.nn.functional.normalize(means, dim=-1))


def save_tokenizer(folder: Path) -> int:
    letters = string.ascii_lowercase + string.digits + string.punctuation
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "training", "of", "##ing", "and"]
    words += [*letters, *(f"##{letter}" for letter in letters)]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return len(words)


def main(target: Path, models: dict[str, str]) -> None:
    texts = json.load(sys.stdin)
    save(target / "dense", bert, Dense(WIDTH, 24), Normalize(), prompts=PROMPTS)
    save(target / "spiky", spiky)
    save(target / "first", bert, Normalize(), pooling="cls")
    save(target / "fourier", fourier)
    for name, model in models.items():
        save_vectors(target / name, model, texts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(argument.split("=", 1) for argument in sys.argv[2:]))
