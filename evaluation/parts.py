"""The parts of retrieval, and what each is worth: one row a part, which alone is switched off.

Whoever adds a part adds its line to PARTS: a name, and the options (those of evaluation/variants.py) without it.
"""

from collections.abc import Mapping, Sequence

from evaluation.ablation import MEASURES, PRESENT, Row, means
from evaluation.comparing import Comparison
from evaluation.tables import markdown
from evaluation.variants import Changes, named

PARTS = (
    "search by vectors: dense_weight=0",
    "search by words: lexical_weight=0",
    "fusion by scores (instead of ranks): by_scores=False",
    "weight of words by coverage: coverage_power=0",
    "evidence of words in order: phrase_weight=0",
    "evidence of words in one sentence: sentence_weight=0",
    "evidence of words in the passage: passage_weight=0",
    "evidence of a quantity of what is counted: quantity_weight=0",
    "lift of entities: entity_lift=0",
    "lift of definitions: definition_lift=0",
    "lift of phrases in quotes: phrase_lift=0",
    "lift of sections named: section_lift=0",
    "what a question excludes: excluded_lift=0",
    "other names for what is asked: expand=False",
    "each side of a comparison first: each_first=False",
    "repetitions last: repeats_last=False",
    "reading order where scores are close: tie_margin=0",
)
TITLE = "What each part of retrieval is worth"
# The sets on which differences are tested, by this measure.
TESTED = ("belgium", "scifact", "squad2", "pages")
TESTED_BY = "nDCG@10"


def parts() -> dict[str, Changes]:
    """The options that switch each part off, by its name. Raises EvaluationError for an unknown option."""
    return dict(map(named, PARTS))


def parts_table(rows: Sequence[Row]) -> str:
    """From the rows of all sets: means over the sets, and on each of TESTED the difference with its p-value."""
    tested = [name for name in TESTED if any(row.set == name for row in rows)]
    heads = ["without", *MEASURES, *(f"{name}: {TESTED_BY} (p)" for name in tested)]
    by_variant = {(row.set, row.variant): row.compared[TESTED_BY] for row in rows}
    return markdown(heads, (_line(mean, tested, by_variant) for mean in means(rows)))


def _line(mean: Row, tested: Sequence[str], found: Mapping[tuple[str, str], Comparison]) -> list[str]:
    if mean.variant == PRESENT:
        own = [f"{found[name, PRESENT].second:.3f}" for name in tested]
        return ["nothing", *(f"{one.second:.3f}" for one in mean.compared.values()), *own]
    differences = [_tested(found[name, mean.variant]) for name in tested]
    return [mean.variant, *map(_compared, mean.compared.values()), *differences]


def _compared(found: Comparison) -> str:
    return f"{found.second:.3f} ({found.second - found.first:+.3f})"


def _tested(found: Comparison) -> str:
    if not found.changed:
        return "–"
    shown = "< 0.001" if found.p_value < 0.001 else f"{found.p_value:.3f}"
    return f"{found.second - found.first:+.3f} ({shown})"
