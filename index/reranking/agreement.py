"""Does a compiled reranker score pairs as sentence-transformers does?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.torch_cross_encoder import TorchScorer
from index.reranking.onnx_scorer import OnnxScorer
from index.reranking.record import PairAgreement
from index.reranking.samples import PASSAGES, QUESTIONS, longer_than
from ingest.errors import ModelError

Scores = NDArray[np.float64]
NEVER_ENOUGH = 999.0


@dataclass(frozen=True, slots=True)
class PairFloor:
    """The least agreement at which a compiled reranker is used."""

    order: float
    noise: float

    def admits(self, found: PairAgreement) -> bool:
        return found.order >= self.order and found.noise <= self.noise


@dataclass(frozen=True, slots=True)
class Expected:
    """What the original makes of the samples: its inputs for pairs, its scores of shape (questions, passages)."""

    inputs: dict[tuple[str, str], dict[str, Any]]
    scores: Scores


def expected(reference: TorchScorer) -> Expected:
    pairs = [(question, passage) for question in QUESTIONS for passage in PASSAGES]
    long = longer_than(reference.limit)
    cut = [(QUESTIONS[0], long), (long, PASSAGES[0]), (long, long), ("", "")]
    inputs = {pair: reference.features(*pair) for pair in (*pairs, *cut)}
    return Expected(inputs, np.array([reference.scores(question, PASSAGES) for question in QUESTIONS]))


def measure(scorer: OnnxScorer, wanted: Expected) -> PairAgreement:
    """Compare a scorer with the original; its tokens have to be the same."""
    for pair, features in wanted.inputs.items():
        ids, types = scorer.input(*pair)
        same_types = "token_type_ids" not in features or features["token_type_ids"][0].tolist() == types
        if features["input_ids"][0].tolist() != ids or not same_types:
            raise ModelError(f"its tokenizer gives other tokens for “{pair[0][:40]}” with “{pair[1][:40]}”")
    return agreement(np.array([scorer.scores(question, PASSAGES) for question in QUESTIONS]), wanted.scores)


def agreement(found: Scores, wanted: Scores) -> PairAgreement:
    """Of scores of shape (questions, passages): only what sets the passages of a question apart matters."""
    spread, errors = _centred(wanted), _centred(found - wanted)
    noise = float(errors.std() / spread.std()) if spread.std() else NEVER_ENOUGH
    order = np.mean([_spearman(*rows) for rows in zip(found, wanted, strict=True)])
    return PairAgreement(round(float(order), 6), round(noise, 4), wanted.size)


def _centred(scores: Scores) -> Scores:
    return np.asarray(scores - scores.mean(axis=1, keepdims=True))


def _spearman(found: Scores, wanted: Scores) -> float:
    return float(np.corrcoef(found.argsort().argsort(), wanted.argsort().argsort())[0, 1])
