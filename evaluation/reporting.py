"""A self-contained HTML report: tables, plots, and every failure beside its gold."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

import jinja2
import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure as Plot

from evaluation.measuring import by, hit, reliability_of, summarise
from evaluation.reliability import BINS, calibration_error
from evaluation.running import Outcome

matplotlib.use("Agg")


@dataclass(frozen=True, slots=True)
class Heading:
    """What was measured: title, model, command line and date."""

    title: str
    model: str
    command: str
    date: str

    @classmethod
    def now(cls, title: str, model: str, command: str) -> "Heading":
        return cls(title, model, command, datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"))


def render(heading: Heading, runs: Mapping[str, Sequence[Outcome]]) -> str:
    """The report of one or more runs by name; failures are those of the first."""
    outcomes = next(iter(runs.values()))
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(files("evaluation").joinpath("report.html.j2").read_text(encoding="utf-8"))
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    return template.render(
        heading=heading,
        runs={name: summarise(run) for name, run in runs.items()},
        by_type=by(outcomes, lambda o: o.question.type),
        by_language=by(outcomes, lambda o: o.question.language),
        by_kind=by([o for o in outcomes if not o.question.answerable], lambda o: o.question.kind or "unanswerable"),
        rank_plot=Markup(_rank_plot(answerable)) if answerable else "",
        reliability_plot=Markup(_reliability_plot(outcomes)) if _has_confidence(outcomes) else "",
        failures=[o for o in outcomes if is_failure(o)],
        total=len(outcomes),
    )


def is_failure(outcome: Outcome) -> bool:
    """An answerable question whose first passage does not answer it, or one without an answer that got one."""
    if outcome.question.answerable:
        return not outcome.answered or not hit(outcome, 1)
    return outcome.answered


def _rank_plot(outcomes: Sequence[Outcome]) -> str:
    """Share of questions with an answer among the first k, for k from 1 to 10."""
    ks = range(1, 11)
    plot = Plot(figsize=(5, 3), layout="constrained")
    axes = plot.subplots()
    axes.plot(ks, [sum(hit(o, k) for o in outcomes) / len(outcomes) for k in ks], marker="o")
    axes.set(xlabel="first k", ylabel="share of questions answered", ylim=(0, 1.02), xticks=list(ks))
    axes.grid(alpha=0.3)
    return _svg(plot)


def _has_confidence(outcomes: Sequence[Outcome]) -> bool:
    return any(o.confidence is not None for o in outcomes)


def _reliability_plot(outcomes: Sequence[Outcome]) -> str:
    """Share of answers that cite gold against confidence, above how many answers there are of each."""
    bins = reliability_of(outcomes)
    plot = Plot(figsize=(5, 4.5), layout="constrained")
    axes, counts = plot.subplots(2, sharex=True, height_ratios=(3, 1))
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
    axes.plot([one.confidence for one in bins], [one.cites_gold for one in bins], marker="o")
    title = f"expected calibration error {calibration_error(bins):.3f}, {sum(one.n for one in bins)} questions"
    axes.set(title=title, ylabel="share that cites gold", xlim=(0, 1), ylim=(0, 1.02))
    counts.bar([one.low for one in bins], [one.n for one in bins], width=1 / BINS, align="edge", edgecolor="white")
    counts.set(xlabel="confidence", ylabel="questions")
    return _svg(plot)


def _svg(plot: Plot) -> str:
    with matplotlib.rc_context({"svg.hashsalt": "pincite", "svg.fonttype": "none"}):
        buffer = io.StringIO()
        plot.savefig(buffer, format="svg", metadata={"Date": None})
    svg = buffer.getvalue()
    return svg[svg.index("<svg") :]
