"""Whether what was found answers a question, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.engines.protocols import LexicalEngine
from index.fitted import UNFITTED, Calibration, Fitted, calibration, fitted
from index.question import Question
from index.scope import Filters
from service.abstaining import abstention, doubt
from service.confidence import Setting, rarity, signals
from service.missing import Vocabulary, absent, missing


@dataclass(frozen=True, slots=True)
class Trust:
    """How far what a model finds is trusted; None is what nobody has measured."""

    constants: Fitted = UNFITTED
    calibration: Calibration | None = None


def trust_in(fingerprint: str | None) -> Trust:
    """What was fitted to the model of this fingerprint."""
    return Trust(fitted(fingerprint) or UNFITTED, calibration(fingerprint))


def judgement(
    catalogue: Catalogue,
    engine: LexicalEngine,
    question: Question,
    candidates: Sequence[Candidate],
    filters: Filters,
    trust: Trust,
) -> tuple[str | None, float | None]:
    """The abstention, None for an answer; and the confidence, None without a calibration or a search by vectors.

    Rules that hold for every model come first: what they abstain from has the confidence 0.
    """
    vocabulary = Vocabulary(engine, frozenset(catalogue.languages().values()))
    lacking = absent(question, catalogue.entities(), catalogue.countries().values(), vocabulary)
    empty = not candidates and not catalogue.documents()
    why_not = abstention(candidates, filters, trust.constants, empty=empty, absent=lacking)
    if why_not or trust.calibration is None:
        return why_not, None if trust.calibration is None else 0.0
    setting = setting_of(catalogue, trust.constants.similarity_floor, filters, rarity(engine, candidates))
    found = signals(question, candidates, setting)
    if not found:
        return None, None
    confidence = trust.calibration.confidence(found)
    if confidence >= trust.calibration.threshold:
        return None, confidence
    return doubt(candidates, missing(question, candidates, setting, vocabulary)), confidence


def setting_of(catalogue: Catalogue, floor: float | None, filters: Filters, rarity: Mapping[str, float]) -> Setting:
    """Where a filter says what passages have to be about, the entities of the question do not matter."""
    gazetteer = None if filters.entity else catalogue.entities().gazetteer
    return Setting(floor or 0.0, catalogue.countries(), gazetteer, rarity)
