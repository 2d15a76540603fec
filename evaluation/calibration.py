"""Fits what turns the signals of a question into a confidence, and the threshold below which there is no answer.

A logistic regression with an L2 penalty on standardized signals, each set counting once. It learns whether gold is
among the first passages; a question without an answer has none. No signal may count against an answer: each is made
so that more of it speaks for one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.halves import of_half
from evaluation.libraries import kept
from evaluation.questions import Question
from evaluation.resolving import Resolver, ranking
from evaluation.sets import EvaluationSet
from evaluation.tables import markdown
from index.catalogue.reading import Catalogue
from index.derived import Derived, require_indexes
from index.embedding.embedder import Embedder
from index.fitted import Calibration, Fitted, Weighed
from index.question import read_question
from index.retrieval import Candidate, Mode, RetrievalOptions, Retriever
from ingest.errors import EvaluationError
from service.confidence import FIRST, JUDGED
from service.confidence import signals as signals_of
from service.filtering import read_filters, scope_of
from service.judging import setting_of

SETS = ("belgium", "pages", "squad2")
# The least share of the answerable questions of every set that the threshold must leave answered: a point more than
# is wanted, because on questions that it was not chosen on it leaves a little less.
COVERAGE = 0.93
FOLDS = 5
_PENALTY = 1.0
_DIGITS = 4
_FINEST = 10_000
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set with its signals. `right`: it has an answer, and gold is among the first passages."""

    name: str
    id: str
    signals: Mapping[str, float]
    answerable: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Abstained:
    """How well a threshold tells the questions of a set without an answer apart; None where nothing can be counted."""

    precision: float | None
    recall: float | None
    coverage: float | None
    questions: int

    @property
    def f1(self) -> float:
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration, and what it is worth by set on questions that it was not fitted on, in cross-validation."""

    calibration: Calibration
    validated: Mapping[str, Abstained]


def calibrate(materials: Sequence[EvaluationSet], embedder: Embedder, work: Path, fitted: Fitted) -> Calibrated:
    """From the half for fitting of each set, with these constants of retrieval. Raises EvaluationError."""
    every = [case for material in materials for case in cases(material, embedder, work, fitted)]
    if len({case.right for case in every}) < 2:
        raise EvaluationError("a calibration needs questions with and without an answer. Give sets that have both.")
    return Calibrated(fit(every), validated(every))


def cases(material: EvaluationSet, embedder: Embedder, work: Path, fitted: Fitted) -> list[Case]:
    """The questions for fitting of a set, as this model finds passages for them; none without signals."""
    questions = of_half(material.name, material.questions, "train")
    with kept(material, embedder, work) as (library, _):
        root = library.paths.root
        catalogue = Catalogue(library.paths.catalogue)
        indexes = require_indexes(Derived(library.paths.derived).open(catalogue.library().generation), root)
        retriever = Retriever(catalogue, lambda: embedder, RetrievalOptions(fitted=fitted))
        resolver, documents, gazetteer = Resolver(library), library.documents(), catalogue.entities().gazetteer
        found: list[Case] = []
        for question in questions:
            filters = read_filters(question.filters)
            scope = scope_of(filters, documents, catalogue.entities)
            read = read_question(question.question, gazetteer)
            candidates = retriever.retrieve(indexes, read, JUDGED, scope, Mode.HYBRID)
            given = signals_of(read, candidates, setting_of(catalogue, fitted.similarity_floor, filters))
            right = _is_found(question, candidates, resolver)
            found.append(Case(material.name, question.id, given, question.answerable, right))
        catalogue.close()
    return [case for case in found if case.signals]


def _is_found(question: Question, candidates: Sequence[Candidate], resolver: Resolver) -> bool:
    if not question.gold:
        return False
    units = ranking([candidate.passage for candidate in candidates[:FIRST]], question.gold[0].unit)
    return not set(resolver.relevant(question)).isdisjoint(units)


def fit(given: Sequence[Case]) -> Calibration:
    """The regression on these cases, and the threshold that tells them apart best."""
    regression = _regression(given)
    confidences = [regression.confidence(case.signals) for case in given]
    threshold = chosen_threshold(given, confidences)
    return Calibration(threshold, regression.bias, regression.signals)


def _regression(given: Sequence[Case]) -> Calibration:
    names = sorted({name for case in given for name in case.signals})
    values = np.array([[case.signals.get(name, np.nan) for name in names] for case in given])
    means = np.atleast_1d(np.nanmean(values, axis=0)).round(_DIGITS)
    scales = np.atleast_1d(np.nanstd(values, axis=0)).round(_DIGITS)
    scales[scales == 0] = 1.0
    standardized = np.nan_to_num((values - means) / scales)
    weights = _minimized(standardized, np.array([float(case.right) for case in given]), _counts(given))
    rounded = [round(float(weight), _DIGITS) for weight in weights]
    weighed = {n: Weighed(rounded[i], float(means[i]), float(scales[i])) for i, n in enumerate(names)}
    return Calibration(0.0, rounded[-1], weighed)


def _counts(given: Sequence[Case]) -> Matrix:
    """What each case counts, so that each set counts once and all together as many as they are."""
    sizes = {name: sum(case.name == name for case in given) for name in {case.name for case in given}}
    return np.array([len(given) / len(sizes) / sizes[case.name] for case in given])


def _minimized(values: Matrix, right: Matrix, counts: Matrix) -> Matrix:
    """The weights, none below 0, and the bias behind them, which is neither bounded nor penalized."""
    columns = np.column_stack([values, np.ones(len(values))])
    penalized = np.array([1.0] * values.shape[1] + [0.0])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = columns @ weights
        wrong = counts * (np.exp(-np.logaddexp(0, -odds)) - right)
        value = np.sum(counts * (np.logaddexp(0, odds) - right * odds)) + _PENALTY / 2 * penalized @ weights**2
        return float(value), columns.T @ wrong + _PENALTY * penalized * weights

    bounds = [(0.0, None)] * values.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, float)


def chosen_threshold(given: Sequence[Case], confidences: Sequence[float]) -> float:
    """Of those that leave COVERAGE answered in every set, the one with the best mean F1 of abstaining."""
    tried = sorted({floor(confidence * _FINEST) / _FINEST for confidence in confidences})
    measured = {value: by_set(given, [c < value for c in confidences]) for value in (0.0, *tried)}
    covering = {v: sets for v, sets in measured.items() if all(_covers(found) for found in sets.values())}
    return max(covering, key=lambda value: _mean_f1(covering[value]))


def _mean_f1(sets: Mapping[str, Abstained]) -> float:
    return fmean(found.f1 for found in sets.values())


def _covers(found: Abstained) -> bool:
    return found.coverage is None or found.coverage >= COVERAGE


def by_set(given: Sequence[Case], abstained: Sequence[bool]) -> dict[str, Abstained]:
    """What abstaining from these is worth, by set."""
    names = dict.fromkeys(case.name for case in given)
    pairs = list(zip(given, abstained, strict=True))
    return {name: _abstained([(case, no) for case, no in pairs if case.name == name]) for name in names}


def _abstained(pairs: Sequence[tuple[Case, bool]]) -> Abstained:
    unanswerable = [no for case, no in pairs if not case.answerable]
    answerable = [no for case, no in pairs if case.answerable]
    abstained = sum(no for _, no in pairs)
    return Abstained(
        precision=sum(unanswerable) / abstained if abstained else None,
        recall=sum(unanswerable) / len(unanswerable) if unanswerable else None,
        coverage=1 - sum(answerable) / len(answerable) if answerable else None,
        questions=len(pairs),
    )


def validated(given: Sequence[Case]) -> dict[str, Abstained]:
    """Each fifth of the questions judged by what the other four give, threshold included."""
    abstained = [False] * len(given)
    for fold in range(FOLDS):
        others = [case for case in given if _fold(case) != fold]
        if len({case.right for case in others}) < 2:
            continue
        calibration = fit(others)
        for n, case in enumerate(given):
            if _fold(case) == fold:
                abstained[n] = calibration.confidence(case.signals) < calibration.threshold
    return by_set(given, abstained)


def _fold(case: Case) -> int:
    """By lot, the same on every machine."""
    return blake2b(case.id.encode(), digest_size=2).digest()[0] % FOLDS


def report(name: str, found: Calibrated) -> str:
    """The weights, and what cross-validation says of them, in Markdown."""
    signals = found.calibration.signals
    weights = markdown(["signal", *signals], [["weight", *(f"{s.weight:.2f}" for s in signals.values())]])
    heads = ["cross-validation", "precision", "recall", "coverage"]
    rows = [
        [f"{set_} ({s.questions})", *map(share, (s.precision, s.recall, s.coverage))]
        for set_, s in found.validated.items()
    ]
    return "\n".join([f"# {name}: threshold {found.calibration.threshold}", weights, markdown(heads, rows)])


def share(value: float | None) -> str:
    """A share as tables show it."""
    return "–" if value is None else f"{value:.3f}"


def entry(fingerprint: str, found: Calibrated) -> Iterator[str]:
    """The lines of index/fitted.toml that hold a calibration."""
    asked = ", ".join(f"{name} ({s.questions})" for name, s in found.validated.items())
    yield f"[{fingerprint}.calibration]"
    yield f"threshold = {found.calibration.threshold}  # on {asked}"
    yield f"bias = {found.calibration.bias}"
    for name, s in found.calibration.signals.items():
        yield f"signals.{name} = {{ weight = {s.weight}, mean = {s.mean}, scale = {s.scale} }}"
