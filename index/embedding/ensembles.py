"""Models that answer together, and the names of all that can be asked for."""

from dataclasses import dataclass

from index.embedding.sources import CATALOGUE, E5, MINILM


@dataclass(frozen=True, slots=True)
class Member:
    """A model of an ensemble: the weight of its cosines, and the languages of the questions that it takes part in."""

    model: str
    weight: float
    languages: frozenset[str] | None = None

    def speaks(self, language: str | None) -> bool:
        """Whether it takes part in a question in this language, None where that is not known."""
        return self.languages is None or language is None or language in self.languages


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Models whose cosines are added up by weights, which sum to 1. The first one decides what gets a vector."""

    name: str
    members: tuple[Member, ...]


# Cosines of E5 lie close together, those of MiniLM far apart: by these weights both count for about the same.
E5_MINILM = Ensemble("e5-small+MiniLM", (Member(E5, 0.85), Member(MINILM, 0.15, languages=frozenset({"en"}))))
ENSEMBLES = (E5_MINILM,)
MODELS = (*(ensemble.name for ensemble in ENSEMBLES), *(entry.name for entry in CATALOGUE))
# Ahead of either of its members on every set in English by nDCG@10, level with the first in other languages
# (evaluation/RESULTS.md).
DEFAULT_MODEL = E5_MINILM.name
