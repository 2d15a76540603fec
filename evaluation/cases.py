"""The questions of a set as calibrations see them: their signals, and whether what was found cites gold."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from evaluation.abstaining import Abstention, abstention
from evaluation.halves import family
from evaluation.libraries import kept
from evaluation.questions import Question
from evaluation.resolving import Resolver, cited, leads_to
from evaluation.sets import EvaluationSet
from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.derived import Derived, require_indexes
from index.embedding.embedder import Embedder
from index.fitted import Calibration, Fitted
from index.options import RetrievalOptions
from index.question import read_question
from index.retrieval import Mode, Retriever
from service.confidence import JUDGED, rarity
from service.confidence import signals as signals_of
from service.filtering import read_filters, scope_of
from service.judging import Trust, judgement, setting_of
from service.library import Library


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set with its signals.

    `family`: what questions share that must not be told apart; `cites_gold`: it has an answer, and one of the first
    five passages leads to gold; `ruled_out`: left unanswered by a rule, whatever a calibration says.
    """

    name: str
    id: str
    family: str
    signals: Mapping[str, float]
    answerable: bool
    cites_gold: bool
    ruled_out: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a calibration decides: what is not ruled out and has no signals is answered."""
        return bool(self.signals) and not self.ruled_out

    def confidence(self, calibration: Calibration) -> float | None:
        """As an answer states it: None without signals."""
        if self.ruled_out:
            return 0.0
        return calibration.confidence(self.signals) if self.signals else None

    def abstained(self, confidence: float | None, threshold: float) -> bool:
        """Whether it is left unanswered at this confidence."""
        return self.ruled_out or (confidence is not None and confidence < threshold)


def cases(
    material: EvaluationSet, questions: Sequence[Question], embedder: Embedder, work: Path, fitted: Fitted
) -> list[Case]:
    """These questions of a set, as this model finds passages for them with these constants of retrieval."""
    with kept(material, embedder, work) as (library, _), closing(Catalogue(library.paths.catalogue)) as catalogue:
        judge = _Judge(library, catalogue, embedder, fitted)
        return [judge.case(material.name, question) for question in questions]


class _Judge:
    """Takes a question as the service does, up to where a calibration decides."""

    def __init__(self, library: Library, catalogue: Catalogue, embedder: Embedder, fitted: Fitted) -> None:
        generation = catalogue.library().generation
        self._catalogue, self._fitted = catalogue, fitted
        self._indexes = require_indexes(Derived(library.paths.derived).open(generation), library.paths.root)
        self._retriever = Retriever(catalogue, lambda: embedder, RetrievalOptions(fitted=fitted))
        self._documents, self._resolver = library.documents(), Resolver(library)

    def case(self, name: str, question: Question) -> Case:
        entities, engine, floor = self._catalogue.entities, self._indexes.lexical, self._fitted.similarity_floor
        filters = read_filters(question.filters)
        read = read_question(question.question, entities().gazetteer, self._catalogue.definitions())
        scope = scope_of(filters, self._documents, entities)
        found = self._retriever.retrieve(self._indexes, read, JUDGED, scope, Mode.HYBRID, closely=True)
        why_not, _ = judgement(self._catalogue, engine, read, found, filters, Trust(self._fitted))
        given = signals_of(read, found, setting_of(self._catalogue, floor, filters, rarity(engine, found)))
        cites_gold = _cites_gold(question, found, self._resolver)
        group = family(name, question)
        return Case(name, question.id, group, given, question.answerable, cites_gold, why_not is not None)


def _cites_gold(question: Question, candidates: Sequence[Candidate], resolver: Resolver) -> bool:
    if not question.gold:
        return False
    shown = cited([candidate.passage for candidate in candidates], question.gold[0].unit)
    return leads_to(shown, resolver.relevant(question))


def by_set(given: Sequence[Case], abstained: Sequence[bool]) -> dict[str, Abstention]:
    """What abstaining from these is worth, by set."""
    names = dict.fromkeys(case.name for case in given)
    pairs = list(zip(given, abstained, strict=True))
    return {name: abstention((case.answerable, no) for case, no in pairs if case.name == name) for name in names}
