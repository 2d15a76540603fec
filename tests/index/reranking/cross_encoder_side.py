"""What these tests need of torch, in a process of its own.

python cross_encoder_side.py FOLDER < pairs.json

Saves small random cross-encoders under FOLDER, and in FOLDER/scores.json how sentence-transformers scores the pairs
with each of them.
"""

import json
import sys
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer, FNetConfig
from transformers import FNetForSequenceClassification as FNet

from tests.index.embedding.sentence_transformers_side import SIZES, save_tokenizer

LIMIT = 40
Pairs = list[list[str]]


def bert(vocabulary: int, labels: int = 1, spread: float = 0.2) -> Any:
    config = BertConfig(
        vocab_size=vocabulary, num_attention_heads=4, num_labels=labels, initializer_range=spread, **SIZES
    )
    return BertForSequenceClassification(config)


def fourier(vocabulary: int) -> Any:
    """Its Fourier transform has no ONNX operator."""
    return FNet(FNetConfig(vocab_size=vocabulary, type_vocab_size=2, num_labels=1, **SIZES))


def discerning(vocabulary: int, tokenizer: Any, pairs: Pairs) -> Any:
    """Its score is what differs most between the pairs, as that of a trained model: then 8 bits are enough."""
    model = bert(vocabulary).eval()
    inputs = [tokenizer(*pair, truncation=True, max_length=LIMIT, return_tensors="pt") for pair in pairs]
    with torch.inference_mode():
        outputs = torch.cat([model.bert(**given).pooler_output for given in inputs])
    main_direction = torch.linalg.svd(outputs - outputs.mean(dim=0)).Vh[:1]
    model.classifier.weight = torch.nn.Parameter(10 * main_direction.clone())
    return model


def main(folder: Path, pairs: Pairs) -> None:
    torch.manual_seed(1)
    words = save_tokenizer(folder / "tokenizer")
    tokenizer = BertTokenizer.from_pretrained(folder / "tokenizer")
    models = {
        "discerning": discerning(words, tokenizer, pairs),
        "blurred": bert(words, spread=0.1),
        "fourier": fourier(words),
        "three-labels": bert(words, labels=3),
    }
    scores = {}
    for name, model in models.items():
        raw, saved = folder / f"{name}-raw", folder / name
        tokenizer.save_pretrained(raw)
        model.save_pretrained(raw)
        original = CrossEncoder(str(raw), max_length=LIMIT, device="cpu")
        original.save_pretrained(str(saved))
        # Without the sigmoid that its settings name: high scores would all be 1.
        options = {"activation_fn": torch.nn.Identity(), "batch_size": 1, "show_progress_bar": False}
        scores[name] = original.predict(pairs, **options).tolist()
    (folder / "scores.json").write_text(json.dumps(scores))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.load(sys.stdin))
