"""Measures as tables, for a terminal and in Markdown."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evaluation.abstaining import OfKind
from evaluation.comparing import Comparison
from evaluation.measuring import Figure, Summary

_SHOWN_BY_TYPE = ("hit@1", "hit@5", "RR", "nDCG@10")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def summary_table(summary: Summary) -> Table:
    table = _table("measure", "value", "95 % interval", "questions")
    for name, figure in summary.figures.items():
        table.add_row(name, share(figure.value), interval(figure), str(figure.n))
    told = summary.abstention
    table.add_row("abstention precision", share(told.precision))
    table.add_row("abstention recall", share(told.recall), "", str(told.unanswerable))
    table.add_row("coverage", share(told.coverage))
    table.add_row("citations that hold", share(summary.citations_that_hold))
    table.add_row("expected calibration error", share(summary.calibration_error))
    table.add_row("forbidden passage first", str(summary.forbidden_first))
    table.add_row("ms a question, p50 / p95", f"{summary.ms_p50:.1f} / {summary.ms_p95:.1f}")
    return table


def types_table(types: Mapping[str, Summary]) -> Table:
    table = _table("type", "questions", *_SHOWN_BY_TYPE)
    for name, summary in types.items():
        if summary.figures:
            values = (share(summary.figures[measure].value) for measure in _SHOWN_BY_TYPE)
            table.add_row(name, str(summary.figures[_SHOWN_BY_TYPE[0]].n), *values)
    return table


def kinds_table(kinds: Mapping[str, OfKind]) -> Table:
    """The questions without an answer by kind, and how many of them were left unanswered."""
    table = _table("without an answer", "questions", "abstained", "share")
    for name, told in kinds.items():
        table.add_row(name, str(told.questions), str(told.abstained), share(told.share))
    return table


def comparison_table(found: Comparison, first: str, second: str) -> RenderableType:
    table = _table("question", first, second)
    for change in found.changed:
        table.add_row(change.question, share(change.first), share(change.second))
    table.add_row(f"mean {found.measure}", share(found.first), share(found.second), style="bold")
    verdict = f"p = {found.p_value:.4f} (paired permutation test); {len(found.changed)} questions changed"
    return Group(table, Text(verdict))


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def interval(figure: Figure) -> str:
    return f"{figure.low:.3f} – {figure.high:.3f}"


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, with an empty line after it."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
