"""Models side by side, in Markdown."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ir_measures import RR, Measure, Success, nDCG

from evaluation.comparing import compare
from evaluation.libraries import Precision
from evaluation.tables import markdown
from evaluation.trec import Run
from index.retrieval import Mode

MEASURES: Mapping[str, Measure] = {"hit@1": Success @ 1, "hit@5": Success @ 5, "RR": RR, "nDCG@10": nDCG @ 10}
SEARCHES = (Mode.DENSE, Mode.HYBRID)
ENGLISH, TRANSLATED = "belgium-en", ("belgium-fr", "belgium-nl", "belgium-de")
_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Column:
    """A model in a precision."""

    model: str
    precision: Precision

    def __str__(self) -> str:
        return f"{self.model} {self.precision}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a model's library returned for the questions of a set, and the gold."""

    set: str
    mode: Mode
    column: Column
    run: Run
    qrels: Mapping[str, Mapping[str, int]]

    def mean(self, measure: str) -> float:
        return compare(self.run, self.run, self.qrels, MEASURES[measure]).first


class Found:
    """Everything that was measured, by set, search and column."""

    def __init__(self, measured: Iterable[Measured]) -> None:
        self._found = {(each.set, each.mode, each.column): each for each in measured}
        self.sets = list(dict.fromkeys(name for name, _, _ in self._found))

    def get(self, name: str, mode: Mode, column: Column) -> Measured | None:
        return self._found.get((name, mode, column))

    def mean(self, name: str, mode: Mode, column: Column, measure: str) -> float | None:
        found = self.get(name, mode, column)
        return found.mean(measure) if found else None

    def p_value(self, name: str, mode: Mode, columns: Sequence[Column], measure: str) -> float | None:
        """Of the first two columns."""
        pair = [found for column in columns[:2] if (found := self.get(name, mode, column))]
        if len(pair) < 2:
            return None
        return compare(pair[0].run, pair[1].run, pair[0].qrels, MEASURES[measure]).p_value


def quality(found: Found, columns: Sequence[Column]) -> str:
    """A table for each measure: sets and searches down, models across; below it, which of the first two leads."""
    return "\n".join(_by_measure(measure, found, columns) for measure in MEASURES)


def _by_measure(measure: str, found: Found, columns: Sequence[Column]) -> str:
    lines, tested = [], []
    for name, mode in ((name, mode) for name in found.sets for mode in SEARCHES):
        values = [found.mean(name, mode, column, measure) for column in columns]
        p_value = found.p_value(name, mode, columns, measure)
        lexical = found.mean(name, Mode.LEXICAL, columns[0], measure)
        count = next((len(m.qrels) for c in columns if (m := found.get(name, mode, c))), 0)
        lines.append([name, f"{count}", mode.value, *bold(values), _shown(lexical), _probability(p_value)])
        if name != ENGLISH:  # a part of another set
            tested.append((values, p_value))
    table = markdown(["set", "n", "search", *map(str, columns), "lexical alone", "p"], lines)
    return f"## Models by {measure}\n\n{table}\n{_leads(columns, tested)}\n"


def _leads(columns: Sequence[Column], tested: Sequence[tuple[Sequence[float | None], float | None]]) -> str:
    """In how many rows each of the first two columns is ahead."""
    pairs = [((values[0] or 0.0) - (values[1] or 0.0), p) for values, p in tested if p is not None]
    if not pairs:
        return "There is nothing to compare."
    parts = []
    for column, sign in zip(columns, (1, -1), strict=False):
        ahead = [p for difference, p in pairs if difference * sign > 0]
        parts.append(f"{column} in {len(ahead)} (p < .05 in {sum(p < _SIGNIFICANT for p in ahead)})")
    return f"Ahead, of {len(pairs)} rows (without {ENGLISH}, a part of belgium): {', '.join(parts)}."


def distances(found: Found, columns: Sequence[Column]) -> str:
    """hit@1 on the same questions in each language, and how far the worst stays behind English."""
    lines = []
    for mode, column in ((mode, column) for mode in SEARCHES for column in columns):
        values = [found.mean(name, mode, column, "hit@1") for name in (ENGLISH, *TRANSLATED)]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            farthest = max(known[0] - other for other in known[1:])
            lines.append([str(column), mode.value, *map(_shown, values), _shown(farthest)])
    heads = ["model", "search", ENGLISH, *TRANSLATED, "farthest behind English"]
    return f"## Distance from English: hit@1 on the same questions\n\n{markdown(heads, lines)}" if lines else ""


def speed(path: Path) -> str:
    """What `benchmarks.models` measured."""
    title = "## Speed and memory of the models\n\n"
    if not path.is_file():
        return f"{title}Not measured yet: `python -m benchmarks.models --json FILE` measures them.\n"
    measured = json.loads(path.read_text(encoding="utf-8"))
    first = measured["models"][0]
    heads = ["measured", "unit", *measured["models"], *(f"{model} / {first}" for model in measured["models"][1:])]
    lines = [
        [row["what"], row["unit"], *bold(row["values"], ",.2f", most=row["more_is_better"]), *_ratios(row["values"])]
        for row in measured["rows"]
    ]
    return f"{title}Measured on {measured['date']}: {measured['machine']}.\n\n{markdown(heads, lines)}"


def _ratios(values: Sequence[float]) -> list[str]:
    return [f"{value / values[0]:.2f}" for value in values[1:]]


def bold(values: Sequence[float | None], form: str = ".3f", *, most: bool = True) -> list[str]:
    """The values as text, the best in bold."""
    known = [value for value in values if value is not None]
    best = (max if most else min)(known, default=None)
    return [f"**{_shown(v, form)}**" if v is not None and v == best else _shown(v, form) for v in values]


def _probability(value: float | None) -> str:
    return "< 0.001" if value is not None and value < 0.001 else _shown(value)


def _shown(value: float | None, form: str = ".3f") -> str:
    return "–" if value is None else format(value, form)
