"""Fits the constants of retrieval to each model and writes them to index/fitted.toml.

usage: python -m evaluation.fitting [--models NAME…] [--only calibration]

Only questions of the halves for fitting (evaluation/halves.py) are asked, and none of SciFact. The weight of
vectors is 1. The weight of lexical search is the value with the best mean nDCG@10 over the sets; of values as good
as the best, the one in the middle. Below the similarity floor stay the questions of SQuAD that share no word with
the Belgian report; without SQuAD it stays as it is. The calibration of confidence (evaluation/calibration.py)
belongs to these constants: it is fitted after them, or with `--only calibration` to those that the file holds.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
from ir_measures import calc_aggregate, nDCG

from evaluation import calibration
from evaluation.averaging import mean_of_sets
from evaluation.halves import of_half
from evaluation.libraries import WORK, embedder_of, kept
from evaluation.replaying import Replay
from evaluation.sets import DATA, ROOT, Absent, EvaluationSet, load
from evaluation.similarity_floor import BELOW, best_cosine, off_topic, similarity_floor, wordless_cosines
from evaluation.tables import markdown
from evaluation.writing import write_whole
from index.embedding.embedder import Embedder
from index.embedding.ensembles import MODELS
from index.fitted import FITTED_FILE, UNFITTED, Fitted, fitted, read_fitted
from index.options import RetrievalOptions
from ingest.errors import EvaluationError

OUTPUT = ROOT / "index" / FITTED_FILE
HEAD = "# What was fitted to each model, by its fingerprint."
MEASURE = nDCG @ 10
# Values whose means are closer than this to the best are as good as the best.
INDIFFERENT = 0.005
LEXICAL_WEIGHTS = (0.3, 0.5, 0.7, 1.0, 1.5, 2.0)
BELGIUM = "belgium"
TRANSLATED = ("belgium-fr", "belgium-nl", "belgium-de")
LEXICAL_SETS = (BELGIUM, *TRANSLATED, "pages", "squad2")
PERCENTILES = (50, 90, 95, 99, 100)
Materials = Mapping[str, EvaluationSet]
Pick = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Column:
    """A set: the number of its questions, and the mean of MEASURE for each value tried."""

    questions: int
    means: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The values tried for a constant on each set, and the one chosen."""

    constant: str
    values: tuple[float, ...]
    sets: Mapping[str, Column]
    chosen: float

    @property
    def means(self) -> dict[float, float]:
        return means_of(self.values, self.sets)


@dataclass(frozen=True, slots=True)
class Fit:
    """What was fitted to a model, and by what; no cosines where the floor could not be measured."""

    fitted: Fitted
    lexical: Grid
    cosines: tuple[float, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", default=list(MODELS), metavar="NAME")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--only", choices=["calibration"])
    given = parser.parse_args()
    names = calibration.SETS if given.only else LEXICAL_SETS
    materials = {material.name: material for material in _present(names, given.work)}
    for model in given.models:
        embedder = embedder_of(model)
        if not given.only:
            _fit_constants(materials, embedder, given.work, given.output)
        _fit_calibration(materials, embedder, given.work, given.output)


def _fit_constants(materials: Materials, embedder: Embedder, work: Path, output: Path) -> None:
    found = fit(materials, off_topic() if "squad2" in materials else [], embedder, work)
    print(report(embedder.name, found))
    held = output.read_text(encoding="utf-8") if output.exists() else HEAD
    write_whole(output, with_entry(held, embedder.name, embedder.fingerprint, found))


def _fit_calibration(materials: Materials, embedder: Embedder, work: Path, output: Path) -> None:
    """Raises EvaluationError where the constants are not fitted yet."""
    held = output.read_text(encoding="utf-8") if output.exists() else HEAD
    constants = read_fitted(held).get(embedder.fingerprint)
    if constants is None:
        raise EvaluationError(f"{embedder.name} has no constants in {output}. Fit it without --only first.")
    some = [materials[name] for name in calibration.SETS if name in materials]
    found = calibration.calibrate(some, embedder, work, constants)
    print(calibration.report(embedder.name, found))
    write_whole(output, with_calibration(held, embedder.fingerprint, found))


def _present(names: Sequence[str], work: Path, data: Path = DATA) -> Iterator[EvaluationSet]:
    for name in names:
        try:
            yield load(name, work / name, data)
        except Absent as absent:
            print(absent, file=sys.stderr)


def fit(materials: Materials, elsewhere: Sequence[str], embedder: Embedder, work: Path) -> Fit:
    """The constants for a model. `elsewhere`: questions on other subjects than the Belgian report.

    Needs one set at least for each of the weights; without `elsewhere` the floor stays as it is.
    """
    trial = Trial(materials, embedder, work)
    lexical = trial.grid("lexical_weight", LEXICAL_WEIGHTS, LEXICAL_SETS, UNFITTED, middle)
    weights = replace(UNFITTED, lexical_weight=lexical.chosen)
    cosines = trial.cosines(elsewhere) if elsewhere else []
    floor = similarity_floor(cosines) if elsewhere else (fitted(embedder.fingerprint) or UNFITTED).similarity_floor
    drop = crossing_drop(trial.drops(), floor, cosines)
    return Fit(replace(weights, similarity_floor=floor, crossing_drop=drop), lexical, tuple(cosines))


@dataclass(frozen=True, slots=True)
class Trial:
    """A model on the sets that are there."""

    materials: Materials
    embedder: Embedder
    work: Path

    def grid(
        self,
        constant: str,
        values: Sequence[float],
        names: Sequence[str],
        others: Fitted,
        pick: Pick,
    ) -> Grid:
        """Each value of a constant on these sets, with the `others` as they are."""
        variants = [replace(others, **{constant: value}) for value in values]
        sets = {name: self._column(self.materials[name], variants) for name in names if name in self.materials}
        return Grid(constant, tuple(values), sets, choose(means_of(values, sets), pick))

    def _column(self, material: EvaluationSet, variants: Sequence[Fitted]) -> Column:
        questions = [q for q in of_half(material.name, material.questions, "train") if q.answerable]
        with kept(material, self.embedder, self.work) as (library, _):
            replay = Replay(library, self.embedder, questions)
            return Column(len(questions), tuple(measured(replay, variant) for variant in variants))

    def cosines(self, elsewhere: Sequence[str]) -> list[float]:
        with kept(self.materials[BELGIUM], self.embedder, self.work) as (library, _):
            return wordless_cosines(library, elsewhere)

    def drops(self) -> list[float]:
        """How much lower the best cosine of each translated question lies than that of the original."""
        originals = {q.id: q.question for q in self.materials[BELGIUM].questions}
        translated = [
            (original, question.question)
            for name in TRANSLATED
            for question in of_half(name, self.materials[name].questions if name in self.materials else (), "train")
            if (original := originals.get(question.id.rpartition("-")[0]))
        ]
        with kept(self.materials[BELGIUM], self.embedder, self.work) as (library, _):
            return [best_cosine(library, one) - best_cosine(library, other) for one, other in translated]


def measured(replay: Replay, variant: Fitted) -> float:
    """The mean of MEASURE over the questions, with these constants."""
    return float(calc_aggregate([MEASURE], replay.qrels, replay.run(RetrievalOptions(fitted=variant)))[MEASURE])


def means_of(values: Sequence[float], sets: Mapping[str, Column]) -> dict[float, float]:
    """The mean of each value over the sets, each counting once, in however many languages it is asked."""
    return {
        value: mean_of_sets({name: column.means[n] for name, column in sets.items()}) for n, value in enumerate(values)
    }


def crossing_drop(drops: Sequence[float], floor: float | None, cosines: Sequence[float]) -> float:
    """The mean; 0 for a model to which a translated question is as far from the passages as one on another subject."""
    drop = max(round(fmean(drops), 3), 0.0) if drops else 0.0
    crosses = floor is None or not cosines or floor - drop > float(np.median(cosines))
    return drop if crosses else 0.0


def choose(means: Mapping[float, float], pick: Pick) -> float:
    """What is picked among the values that are as good as the best."""
    best = max(means.values())
    return pick(sorted(value for value, mean in means.items() if best - mean < INDIFFERENT))


def middle(values: Sequence[float]) -> float:
    """The one in the middle, the higher one of two: there a flat optimum bears most change."""
    return values[len(values) // 2]


def report(name: str, found: Fit) -> str:
    """All that was tried, in Markdown."""
    parts = [f"# {name}", _table(found.lexical)]
    if found.cosines:
        values = [f"{value:.3f}" for value in np.percentile(found.cosines, PERCENTILES)]
        heads = ["percentile", *map(str, PERCENTILES)]
        parts.append(markdown(heads, [[f"best cosine, {len(found.cosines)} questions elsewhere", *values]]))
    return "\n".join(parts)


def _table(grid: Grid) -> str:
    heads = [grid.constant, *(f"{name} ({column.questions})" for name, column in grid.sets.items()), "mean"]
    return markdown(heads, (_row(grid, n, value) for n, value in enumerate(grid.values)))


def _row(grid: Grid, n: int, value: float) -> list[str]:
    shown = f"**{value}**" if value == grid.chosen else f"{value}"
    return [shown, *(f"{column.means[n]:.4f}" for column in grid.sets.values()), f"{grid.means[value]:.4f}"]


def with_entry(text: str, name: str, fingerprint: str, found: Fit) -> str:
    """The text of the file with this model's entry in the place of its earlier one, entries by name."""
    title = f"# {Path(name).name if Path(name).is_absolute() else name}"
    head, *entries = [part.strip() for part in re.split(r"^(?=# )", text, flags=re.M) if part.strip()]
    others = [e for e in entries if e.splitlines()[0] != title and f"[{fingerprint}]" not in e]
    own = "\n".join([title, *_entry(fingerprint, found)])
    return "\n\n".join([head, *sorted([*others, own])]) + "\n"


def with_calibration(text: str, fingerprint: str, found: calibration.Calibrated) -> str:
    """The text of the file with this calibration behind the constants of its model, in the place of an earlier one."""
    parts = re.split(r"^(?=# )", text, flags=re.M)
    return "".join(_calibrated(p, fingerprint, found) if f"\n[{fingerprint}]\n" in p else p for p in parts)


def _calibrated(entry: str, fingerprint: str, found: calibration.Calibrated) -> str:
    constants = entry.partition(f"[{fingerprint}.calibration]")[0].strip()
    own = "\n".join([constants, "", *calibration.entry(fingerprint, found)])
    return own + "\n" * (len(entry) - len(entry.rstrip("\n")))


def _entry(fingerprint: str, found: Fit) -> Iterator[str]:
    values = found.fitted
    absent = [name for name in LEXICAL_SETS if name not in found.lexical.sets]
    without = f", without {', '.join(absent)}" if absent else ""
    yield f"## Written by `python -m evaluation.fitting`{without}."
    yield f"[{fingerprint}]"
    yield f"dense_weight = {values.dense_weight}"
    yield f"lexical_weight = {values.lexical_weight}  # {_reason(found.lexical)}"
    if found.cosines:
        yield (
            f"similarity_floor = {values.similarity_floor}"
            f"  # {BELOW} % of {len(found.cosines)} questions on other subjects stay below"
        )
    elif values.similarity_floor is not None:
        yield f"similarity_floor = {values.similarity_floor}  # as it was before"
    yield f"crossing_drop = {values.crossing_drop}  # the mean over the translated questions"


def _reason(grid: Grid) -> str:
    asked = ", ".join(f"{name} ({column.questions})" for name, column in grid.sets.items())
    return f"mean {MEASURE} {grid.means[grid.chosen]:.3f} on {asked}"


if __name__ == "__main__":
    main()
