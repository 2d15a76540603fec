"""The options of retrieval."""

from dataclasses import dataclass

from index.evidence import EVIDENCE_WEIGHTS, EvidenceWeights
from index.fitted import UNFITTED, Fitted
from index.fusion import RRF_K
from index.lifting import LIFT_WEIGHTS, LiftWeights


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """`depth`: how many passages each search contributes at first; `rrf_k`: see `reciprocal_rank_fusion`.

    The weight of a search by words is multiplied by the part of the question that it finds, to `coverage_power`.
    `evidence_depth`: how many of the passages that both searches together put first are read for evidence.
    `tie_margin`: neighbours of one section whose scores differ by no more stand in reading order.
    """

    depth: int = 100
    by_scores: bool = True
    rrf_k: float = RRF_K
    coverage_power: float = 4.0
    expand: bool = True
    each_first: bool = True
    repeats_last: bool = True
    tie_margin: float = 0.02
    evidence_depth: int = 30
    evidence: EvidenceWeights = EVIDENCE_WEIGHTS
    lifts: LiftWeights = LIFT_WEIGHTS
    fitted: Fitted = UNFITTED


RETRIEVAL_OPTIONS = RetrievalOptions()
